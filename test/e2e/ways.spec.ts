/** Ways to sign in that need a code: typed in on another device, or brought from a page in another browser. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { findChromium } from '../fakes/chromium.ts'
import { launch, type RunningApp } from './app.ts'
import { answerConsent, chooseFiles, strangerVerifies } from './hands.ts'

const ADA = 'ada@lovelace.example'

let browser: Browser
let running: RunningApp
let folder: string
let path: string

beforeAll(async () => {
  browser = await chromium.launch(findChromium())
})
afterAll(() => browser.close())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-release-'))
  path = join(folder, 'lattice-1.0.0.tgz')
  writeFileSync(path, 'lattice')
  running = await launch()
  await chooseFiles(running, [path])
  await button(/^Sign in another way/).click()
})
afterEach(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})

const button = (name: string | RegExp) => running.page.getByRole('button', { name })

async function elsewhere(url: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(url)
  await page.getByLabel('E-mail address').fill(ADA)
  return page
}

async function isSigned(): Promise<void> {
  await answerConsent(running, /^Sign one file$/)
  await running.page.getByRole('heading', { level: 1, name: 'One file carries your mark.' }).waitFor()
  strangerVerifies(running, path, ADA)
}

test('on another device: the code that the window shows is typed in there', async () => {
  await running.page.getByText('Elsewhere').click()
  await button('Sign in and see the record').click()
  const shown = running.page.getByRole('region', { name: 'The code for the other device' })
  const text = (await shown.textContent()) ?? ''
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+[^ A-Z]*/.exec(text) ?? []
  const [code = ''] = /[A-Z]{4}-[A-Z]{4}/.exec(text) ?? []
  expect(code).not.toBe('')
  const page = await elsewhere(url)
  await page.getByLabel('Code that the program shows').fill(code)
  await page.getByRole('button', { name: 'Sign in for practice' }).click()
  await isSigned()
  await page.close()
})

test('by a code: the page shows one, and it is brought to the window', async () => {
  await running.page.getByText('By a code').click()
  await button('Sign in and see the record').click()
  await button('Open the page here').click()
  const page = await elsewhere(await running.nextUrl())
  await page.getByRole('button', { name: 'Sign in for practice' }).click()
  const code = (await page.locator('code').textContent()) ?? ''
  await running.page.getByLabel('The code that the page shows').fill(` ${code}\n`)
  await button('Use the code').click()
  await isSigned()
  await page.close()
})
