/** The screen of verifications, in every state and with every kind of answer. */
import type { Page } from 'playwright-core'
import type { VerificationView } from '../../electron/contract/model/verification.ts'
import type { OpenVerification } from '../../electron/main/verifications.ts'
import { TOLD, type Told, VERIFICATION, verification } from '../fakes/verification-world.ts'
import { handlers } from '../fakes/worlds.ts'
import type { Scene } from './scenes.ts'

const HASH = `#/verify/${VERIFICATION}`
const never = () => new Promise<never>(() => {})

const worldOf = ({ view, open }: { view: VerificationView; open: OpenVerification }) => ({
  handlers: handlers({
    verifying: {
      verification: async () => view,
      details: async ({ file }) => {
        const result = open.artifacts[file]?.result
        return (result && 'details' in result ? result.details : undefined) ?? null
      },
    },
  }),
})

const open = (name: string) => (page: Page) => page.getByRole('button', { name: `Evidence: ${name}` }).click()

const one = async (name: keyof typeof TOLD, shows: string | RegExp, act?: Scene['act']): Promise<Scene> => ({
  name: `verify-${name}`,
  world: worldOf(await verification({ 'left-pad-1.4.2.tgz': TOLD[name] })),
  hash: HASH,
  shows,
  ...(act ? { act } : {}),
})

const evidence = async (name: keyof typeof TOLD, verdict: string, shows: string | RegExp): Promise<Scene> => ({
  ...(await one(name, shows, open(verdict))),
  name: `verify-${name}-${verdict.toLowerCase().replace(' ', '-')}`,
})

const MANY: Readonly<Record<string, Told | 'unreadable'>> = {
  'left-pad-1.4.2.tgz': TOLD['nobody-asked'],
  'left_pad-1.4.2-py3-none-any.whl': TOLD.altered,
  'SBOM.cdx.json': TOLD['no-evidence'],
  'invoice\u202Efdp.exe': 'unreadable',
  'left-pad-1.4.2-linux-arm64.tar.gz': TOLD.practice,
}
const ready: VerificationView = {
  id: VERIFICATION,
  files: [{ name: 'left-pad-1.4.2.iso', folder: '/home/ada/downloads', size: 4_294_967_296 }],
  state: 'ready',
}

export const VERIFY_SCENES: readonly Scene[] = [
  {
    name: 'verify-empty',
    world: { handlers: handlers() },
    hash: '#/verify',
    shows: 'What do you want to know about a file?',
  },
  {
    name: 'verify-ready',
    world: { handlers: handlers({ verifying: { verification: async () => ready } }) },
    hash: HASH,
    shows: 'One file waits to be verified.',
  },
  {
    name: 'verify-running',
    world: {
      handlers: handlers({
        verifying: {
          verification: async () => ready,
          async verify(_, { report }) {
            report({ done: 0, total: 1, bytes: 1_288_490_188 })
            return never()
          },
        },
      }),
    },
    hash: HASH,
    act: (page) => page.getByRole('button', { name: 'Read it' }).click(),
    shows: '1.3 GB of 4.3 GB read.',
  },
  {
    name: 'verify-fault',
    world: { handlers: handlers() },
    hash: HASH,
    shows: 'That verification is not known here.',
  },
  await one('expected', 'Unaltered, and signed by who you expected.'),
  await one('nobody-asked', /Is that who it should be\?/),
  await one('person', /dev@example.org/),
  await one('sources-differ', /the evidence does not agree on/),
  await one('altered', 'This is not the file that was signed.'),
  await one('signature-wrong', 'The signature of this file does not hold.'),
  await one('not-logged', 'No log bears this signature out.'),
  await one('githubs-own', 'Ask GitHub'),
  await one('unexpected', /not signed by who you expected/),
  await one('practice', /signed for practice/),
  await one('no-evidence', 'No evidence of this file was found.'),
  await evidence('expected', 'Unaltered', 'Found in'),
  await evidence('expected', 'Signed by', 'serial'),
  await evidence('expected', 'Source', 'Attestation'),
  await evidence('nobody-asked', 'Logged', 'by the word of the log'),
  await evidence('nobody-asked', 'Expected', 'Compare with this'),
  await evidence('expected', 'Rebuilt', 'Compared'),
  {
    ...(await one('expected', 'Copy the text', (page) =>
      page.getByRole('button', { name: 'Text for a README' }).click(),
    )),
    name: 'verify-readme',
  },
  await one('first', 'This is the first version that was seen here, and nobody said who should have signed.'),
  await evidence('first', 'Expected', 'by its own word, and by that of the certificate too'),
  await one('as-before', 'Unaltered, and signed as the versions before.'),
  await one('changed', /but not as in 1.4.1/),
  await evidence('changed', 'Expected', 'Why it changed'),
  await one('askable', 'Ask npm'),
  await one('registry-only', /since the registry published it/),
  await evidence('registry-only', 'Signed by', 'All evidence'),
  {
    name: 'verify-many',
    world: worldOf(await verification(MANY)),
    hash: HASH,
    shows: 'One of five files did not hold.',
  },
]
