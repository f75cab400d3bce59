/** Saying more about a release, in every state. */
import type { Page } from 'playwright-core'
import { fault } from '../../electron/contract/faults.ts'
import { attestationPreview } from '../fakes/attestation-world.ts'
import type { World } from '../fakes/page-host.ts'
import { handlers, refs, result, SESSION, view } from '../fakes/worlds.ts'
import type { Scene } from './scenes.ts'

type Prepare = NonNullable<NonNullable<Parameters<typeof handlers>[0]>['attestations']>['prepare']

const signed = () => view({ state: 'ended', result: result() })
const attest = (prepare: Prepare = async () => attestationPreview()): World => ({
  handlers: handlers({ signing: { session: async () => signed() }, attestations: { prepare } }),
  adopt: () => refs(1),
})
const hash = `#/attest/${SESSION}`
const see = (page: Page) => page.getByRole('button', { name: 'See the statement' }).click()
const choose = async (page: Page) => {
  await page.getByRole('radio', { name: /What is in them/ }).check({ force: true })
  await page
    .getByLabel('Choose the bill of materials')
    .and(page.locator('input'))
    .setInputFiles({ name: 'sbom.cdx.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
}

export const ATTEST_SCENES: readonly Scene[] = [
  { name: 'attest-empty', world: attest(), hash, shows: 'Where they come from' },
  { name: 'attest-chosen', world: attest(), hash, act: choose, shows: 'sbom.cdx.json' },
  {
    name: 'attest-fault',
    world: attest(() =>
      Promise.reject(
        fault('attestation.does-not-fit', {
          format: 'CycloneDX 1.6',
          problems: 'components[3].version is a number and has to be a text',
        }),
      ),
    ),
    hash,
    act: async (page) => {
      await choose(page)
      await see(page)
    },
    shows: 'That is no sound CycloneDX 1.6 document.',
  },
  { name: 'attest-preview', world: attest(), hash, act: see, shows: 'This would be said about three files.' },
  {
    name: 'attest-no-source',
    world: attest(async () => attestationPreview({ noSource: 'no-repository' })),
    hash,
    act: see,
    shows: 'The files lie in no repository, so the statement names no commit.',
  },
  {
    name: 'attest-gone',
    world: { handlers: handlers({ signing: { session: async () => view() } }) },
    hash,
    shows: 'There is no signed release here.',
  },
  {
    name: 'attest-result',
    world: {
      handlers: handlers({
        signing: { session: async () => view({ kind: 'attest', state: 'ended', result: result() }) },
      }),
    },
    hash: `#/sign/${SESSION}`,
    shows: 'Your statement stands beside three files.',
  },
]
