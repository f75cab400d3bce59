/** Small windows, large windows, and text of twice the size: nothing runs out of the window. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { record } from '../fakes/worlds.ts'
import { SCENES } from './scenes.ts'
import { type Look, openStage, overflow, picture, type VisualStage } from './stage.ts'

const LOOKS: readonly (readonly [string, Look])[] = [
  ['900', { width: 900, height: 600 }],
  ['1800', { width: 1800, height: 1100 }],
  ['640', { width: 640, height: 560 }],
  ['text-200', { textPercent: 200 }],
  ['text-200-900', { width: 900, height: 600, textPercent: 200 }],
]

/** Those with the most on them: what fits there fits everywhere. */
const FULL = [
  'start-notice',
  'sign-problem',
  'sign-existing',
  'sign-waiting',
  'sign-evidence',
  'sign-ways',
  'sign-device',
  'attest-chosen',
  'attest-preview',
  'settings-public',
  'sign-moved',
  'releases-full',
  'about-full',
  'palette-open',
  'verify-expected-source',
  'verify-changed-expected',
  'verify-many',
  'verify-askable',
  'projects-full',
  'gates-open',
  'health-full',
  'health-dismiss',
]
const FULL_SCENES = SCENES.filter(({ name }) => FULL.includes(name))

let stage: VisualStage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

describe.each(LOOKS)('at %s', (name, look) => {
  test.each(FULL_SCENES.map((scene) => [scene.name, scene] as const))('%s', async (sceneName, scene) => {
    const page = await stage.show(scene, look)
    await picture(page, `${sceneName}-${name}`)
    expect(await overflow(page)).toBe(0)
    const buttons = page.locator('main').getByRole('button')
    for (const button of await buttons.all()) await button.scrollIntoViewIfNeeded()
  })

  test('consent', async () => {
    const { page } = await stage.consent(record(3), look)
    await picture(page, `consent-${name}`)
    expect(await overflow(page)).toBe(0)
    await page.getByRole('button', { name: 'Sign three files' }).click({ trial: true })
  })
})
