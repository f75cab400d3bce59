/** The keyboard alone reaches everything, and the focus is where a person would look for it. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cutOff, handlers, release, releaseList, result, SESSION, standingAt, view } from '../fakes/worlds.ts'
import type { Scene } from './scenes.ts'
import { openStage, type VisualStage } from './stage.ts'

let stage: VisualStage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const start = (over: Parameters<typeof handlers>[0] = {}): Scene => ({
  name: 'start',
  world: { handlers: handlers(over) },
  hash: '#/',
  shows: 'Practise on a sample release',
})

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '')

/** Tabs until something has the focus; gives up after a round. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab')
    if ((await focused(page)) === name) return
  }
  throw new Error(`the keyboard never reached ${name}`)
}

test('from the first screen to a running session, and out of it', async () => {
  const page = await stage.show(start({ signing: { sign: standingAt('digest') } }))
  expect(await focused(page)).toBe('Sign a release in a minute, for practice.')
  await tabTo(page, 'Practise on a sample release')
  await page.keyboard.press('Enter')
  await page.getByText('Three files are ready to be signed.').waitFor()
  expect(await focused(page)).toBe('Three files are ready to be signed.')
  await tabTo(page, 'Sign in and see the record')
  await page.keyboard.press('Enter')
  await page.getByText('The files are being read.').waitFor()
  await tabTo(page, 'Cancel')
  await page.keyboard.press('Space')
  await page.getByRole('heading', { level: 1, name: 'Cancelled.' }).waitFor()
})

test('the focus can be seen', async () => {
  const page = await stage.show(start())
  await tabTo(page, 'Choose your own files')
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)
  expect(outline).toBe('solid')
})

test('the first stop skips the rail', async () => {
  const page = await stage.show(start())
  const first = await page.evaluate(() => document.querySelector('button, a, input, [tabindex="0"]')?.textContent)
  expect(first).toBe('Skip to the page')
  await tabTo(page, 'Skip to the page')
  await page.keyboard.press('Enter')
  expect(await focused(page)).toBe('Sign a release in a minute, for practice.')
})

test('the palette goes anywhere by name, and gives the focus back', async () => {
  const page = await stage.show(start())
  await page.keyboard.press('Control+k')
  await page.keyboard.type('go to about')
  await page.getByText('Go to Sign').waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  await page.getByText('Every host that is contacted').waitFor()
  expect(page.url()).toMatch(/#\/about$/)
  await page.keyboard.press('Control+k')
  await page.getByText('Go to Start').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('Go to Start').waitFor({ state: 'detached' })
})

test('a choice of the settings is made by the arrow keys', async () => {
  const changes: unknown[] = []
  const page = await stage.show({
    ...start({ settings: { change: async (change) => void changes.push(change) } }),
    hash: '#/settings',
    shows: 'Forget everything…',
  })
  await page.getByRole('radio', { name: /^System As the system is/ }).focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => changes).toEqual([{ appearance: 'light' }])
  await tabTo(page, 'Forget everything…')
})

test('a mark opens and closes by the keyboard', async () => {
  const ended = async () => view({ state: 'ended', result: result() })
  const page = await stage.show({
    ...start({ signing: { session: ended } }),
    hash: `#/sign/${view().id}`,
    shows: 'Hollow marks',
  })
  await tabTo(page, 'maker: ada@lovelace.example, AL')
  await page.keyboard.press('Enter')
  await page.getByText('The name in the certificate that signed.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('The name in the certificate that signed.').waitFor({ state: 'detached' })
  await expect.poll(() => focused(page)).toBe('maker: ada@lovelace.example, AL')
})

test('a release that was interrupted goes on by the keyboard, and one that ended opens', async () => {
  const list = async () => releaseList([{ ...cutOff(7), id: SESSION }, release(3)])
  const page = await stage.show({
    ...start({ releases: { list }, signing: { sign: standingAt('log') } }),
    hash: '#/releases',
    shows: 'One release was interrupted.',
  })
  await tabTo(page, 'Go on with aurora-parse-2.7.0')
  await page.keyboard.press('Enter')
  await page.getByText('The signatures are being recorded.').waitFor()
  await page.goBack()
  await page.getByText('One release was interrupted.').waitFor()
  await tabTo(page, 'aurora-parse-2.3.0')
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`#/sign/${release(3).id}$`))
})

test('searching keeps the focus where it is typed', async () => {
  const list = async ({ search }: { search: string }) =>
    releaseList(search === '' ? [cutOff(7), release(3)] : [release(3)], { all: 2, interrupted: 1 })
  const page = await stage.show({ ...start({ releases: { list } }), hash: '#/releases', shows: 'aurora-parse-2.7.0' })
  await tabTo(page, 'Find by name, file, digest or identity')
  await page.keyboard.type('2.3')
  await page.getByText('aurora-parse-2.7.0').waitFor({ state: 'detached' })
  expect(await focused(page)).toBe('Find by name, file, digest or identity')
})
