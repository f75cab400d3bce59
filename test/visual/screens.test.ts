/** Every screen in every state and theme: a picture, and no serious fault of accessibility. */

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MAX_FILES } from '../../electron/contract/procedures/files.ts'
import { receiptRecord, statementRecord } from '../fakes/attestation-world.ts'
import { everything, oneInstance, oneRelease } from '../fakes/settings-world.ts'
import { record } from '../fakes/worlds.ts'
import { SCENES } from './scenes.ts'
import { openStage, picture, THEMES, type VisualStage, violations, wear } from './stage.ts'

let stage: VisualStage

/** Opens the page once more; no time passes on it until its clock is resumed. */
async function openAnew(page: Page): Promise<void> {
  const at = new Date('2026-11-23T10:41:00Z')
  await page.clock.install({ time: at })
  await page.clock.pauseAt(at)
  await page.reload()
}

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test.each(SCENES.map((scene) => [scene.name, scene] as const))('%s', async (name, scene) => {
  const page = await stage.show(scene)
  const found: Record<string, string[]> = {}
  for (const [i, theme] of THEMES.entries()) {
    await wear(page, theme)
    await picture(page, `${name}-${theme}`)
    // Themes differ in their colours, and in nothing else.
    found[theme] = await violations(page, i === 0 ? undefined : ['color-contrast'])
  }
  expect(found).toEqual({ light: [], dark: [], contrast: [] })
})

describe.each(THEMES)('in %s', (theme) => {
  test.each([1, 3, 200])('consent to %i files', async (files) => {
    const { page } = await stage.consent(record(files), { theme, width: 1040, height: 760 })
    await page.getByRole('button', { name: /^Sign / }).click({ trial: true })
    await picture(page, `consent-${files}-${theme}`)
    expect(await violations(page)).toEqual([])
  })
})

test('the answers about a file on paper: nothing to press, and nowhere to go', async () => {
  const scene = SCENES.find(({ name }) => name === 'verify-expected')
  if (!scene) throw new Error('there is no such scene')
  const page = await stage.show(scene)
  await page.emulateMedia({ media: 'print' })
  await picture(page, 'verify-print')
  expect(await page.getByRole('navigation').isVisible()).toBe(false)
  expect(await page.getByText('SHA-256').isVisible()).toBe(true)
  for (const button of await page.getByRole('main').getByRole('button', { includeHidden: true }).all()) {
    expect(await button.isVisible()).toBe(false)
  }
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true)
})

test.each(THEMES)('consent to a statement, in %s', async (theme) => {
  const { page } = await stage.consent(statementRecord(), { theme, width: 1040, height: 760 })
  await page.getByRole('button', { name: 'Sign the statement' }).click({ trial: true })
  await picture(page, `consent-statement-${theme}`)
  expect(await page.locator('pre').textContent()).toBe(statementRecord().statement?.text)
  expect(await violations(page)).toEqual([])
})

test.each(THEMES)('consent to files with a receipt, in %s', async (theme) => {
  const { page } = await stage.consent(receiptRecord(), { theme, width: 1040, height: 760 })
  await page.getByRole('button', { name: 'Sign three files' }).click({ trial: true })
  await picture(page, `consent-receipt-${theme}`)
  expect(await violations(page)).toEqual([])
})

describe('the page that asks before something is deleted', () => {
  const questions = {
    everything: everything(),
    instance: oneInstance(),
    project: { kind: 'forget-project', name: 'aurora-parse', addedAt: '2026-11-02T09:00:00.000Z', dismissed: 2 },
    release: oneRelease(),
  } as const

  test.each(
    THEMES.flatMap((theme) =>
      (['everything', 'instance', 'project', 'release'] as const).map((name) => ({ theme, name })),
    ),
  )('$name in $theme', async ({ theme, name }) => {
    const { page } = await stage.confirm(questions[name], { theme, width: 760, height: 760 })
    await page.getByRole('button', { name: /^Forget / }).click({ trial: true })
    await picture(page, `confirm-${name}-${theme}`)
    expect(await violations(page)).toEqual([])
  })

  test('its button sleeps at first; Escape and the other button keep what is there', async () => {
    const { page, answers } = await stage.confirm(everything())
    await openAnew(page)
    expect(await page.getByRole('button', { name: 'Forget everything' }).isDisabled()).toBe(true)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.clock.resume()
    await page.getByRole('button', { name: 'Forget everything' }).click()
    await expect.poll(() => answers).toEqual(['refused', 'refused', 'granted'])
  })
})

describe('the consent page', () => {
  test('shows every digest of ten thousand files, and its buttons stay in reach', async () => {
    const asked = record(MAX_FILES)
    const { page, answers } = await stage.consent(asked)
    const digests = await page.locator('code').allTextContents()
    expect(digests).toEqual(asked.files.map((file) => file.sha256))
    await page.getByRole('button', { name: 'Sign 10\u202f000 files' }).click()
    await expect.poll(() => answers).toEqual(['granted'])
  })

  test('its button sleeps while the window has only just come up', async () => {
    const { page, answers } = await stage.consent(record(1))
    await openAnew(page)
    expect(await page.getByRole('button', { name: 'Sign one file' }).isDisabled()).toBe(true)
    await page.keyboard.press('Enter')
    await page.clock.resume()
    await page.getByRole('button', { name: 'Sign one file' }).click()
    await expect.poll(() => answers).toEqual(['granted'])
  })

  test('Escape refuses; the other answers are buttons', async () => {
    const { page, answers } = await stage.consent(record(1))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Not now' }).click()
    await page.getByRole('button', { name: 'Use another account' }).click()
    await expect.poll(() => answers).toEqual(['refused', 'refused', 'other-account'])
  })
})
