/** Journey J1 and its neighbours: the real app, the real consent window, a real browser on the sign-in page. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { findChromium } from '../fakes/chromium.ts'
import { launch, type RunningApp } from './app.ts'
import { answerConsent, chooseFiles, signInAs, strangerVerifies } from './hands.ts'

let browser: Browser
let running: RunningApp
let folder: string

beforeAll(async () => {
  browser = await chromium.launch(findChromium())
})
afterAll(() => browser.close())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-release-'))
  running = await launch()
})
afterEach(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})

const file = (name: string, contents = name): string => {
  const path = join(folder, name)
  writeFileSync(path, contents)
  return path
}

const button = (name: string | RegExp) => running.page.getByRole('button', { name })
const headline = () => running.page.getByRole('heading', { level: 1 })

const signIn = async (email: string, press?: string) =>
  signInAs(email, { browser, url: await running.nextUrl(), ...(press === undefined ? {} : { press }) })
const choose = (paths: string[]) => chooseFiles(running, paths)
const consent = (name: RegExp) => answerConsent(running, name)
const isVerified = (artifact: string, name: string) => strangerVerifies(running, artifact, name)

describe('signing in the window', () => {
  test('the practice journey: sample, sign-in, record, three bundles that a stranger verifies', async () => {
    await button('Practise on a sample release').click()
    await button('Sign in and see the record').click()
    await signIn('ada@lovelace.example')
    const record = await running.consent()
    await expect
      .poll(() => record.getByRole('heading', { level: 1 }).textContent())
      .toBe('This is what will be public, for ever.')
    expect(await record.getByText('ada@lovelace.example').first().isVisible()).toBe(true)
    await record.getByRole('button', { name: 'Sign three files' }).click()
    await expect.poll(() => headline().textContent()).toBe('Three files carry your mark.')
    const sample = join(running.data, 'practice/sample/aurora-parse-2.4.0')
    const artifacts = readdirSync(sample).filter((name) => !name.endsWith('.sigstore.json'))
    expect(artifacts).toHaveLength(3)
    for (const name of artifacts) isVerified(join(sample, name), 'ada@lovelace.example')
  })

  test('own files, chosen by the input; the result survives a reload of the window', async () => {
    const path = file('lattice-1.0.0.tgz')
    await choose([path])
    await button('Sign in and see the record').click()
    await signIn('grace@hopper.example')
    await consent(/^Sign one file$/)
    await expect.poll(() => headline().textContent()).toBe('One file carries your mark.')
    isVerified(path, 'grace@hopper.example')
    await running.page.reload()
    await expect.poll(() => headline().textContent()).toBe('One file carries your mark.')
  })

  test('a reload in the middle: the task goes on and is found again', async () => {
    const path = file('lattice-1.0.0.tgz')
    await choose([path])
    await button('Sign in and see the record').click()
    const url = await running.nextUrl()
    await running.page.reload()
    await expect.poll(() => button('Cancel').isVisible()).toBe(true)
    const page = await browser.newPage()
    await page.goto(url)
    await page.getByLabel('E-mail address').fill('ada@lovelace.example')
    await page.getByRole('button', { name: 'Sign in for practice' }).click()
    await consent(/^Sign one file$/)
    await expect.poll(() => headline().textContent()).toBe('One file carries your mark.')
    isVerified(path, 'ada@lovelace.example')
  })

  test('not now: nothing is written, and the page says so', async () => {
    await choose([file('a.bin')])
    await button('Sign in and see the record').click()
    await signIn('ada@lovelace.example')
    await consent(/^Not now$/)
    await running.page.getByText('Nothing was signed.').first().waitFor()
    expect(readdirSync(folder)).toEqual(['a.bin'])
  })

  test('the consent window closed by its frame is a refusal', async () => {
    await choose([file('a.bin')])
    await button('Sign in and see the record').click()
    await signIn('ada@lovelace.example')
    const record = await running.consent()
    await record.close()
    await running.page.getByText('Nothing was signed.').first().waitFor()
    expect(readdirSync(folder)).toEqual(['a.bin'])
  })

  test('another account', async () => {
    const path = file('a.bin')
    await choose([path])
    await button('Sign in and see the record').click()
    await signIn('private@home.example')
    await consent(/^Use another account$/)
    await signIn('ada@lovelace.example')
    await consent(/^Sign one file$/)
    await expect.poll(() => headline().textContent()).toBe('One file carries your mark.')
    isVerified(path, 'ada@lovelace.example')
  })

  test('denied in the browser', async () => {
    await choose([file('a.bin')])
    await button('Sign in and see the record').click()
    await signIn('', 'Do not sign in')
    await running.page.getByText('The sign-in was refused.').first().waitFor()
  })

  test('cancelled while the sign-in is open', async () => {
    await choose([file('a.bin')])
    await button('Sign in and see the record').click()
    await running.nextUrl()
    await button('Cancel').click()
    await running.page.getByText('Cancelled.').first().waitFor()
    expect(readdirSync(folder)).toEqual(['a.bin'])
  })

  test('consent comes from its window only: the page cannot reach it, nor answer for it', async () => {
    await choose([file('a.bin')])
    await button('Sign in and see the record').click()
    await signIn('ada@lovelace.example')
    const record = await running.consent()
    const reached = await running.page.evaluate(() => {
      const bridge = (window as unknown as { countermark: { send(frame: unknown): void } }).countermark
      for (const path of ['consent.answer', 'signing.consent', 'answer']) {
        bridge.send({ kind: 'call', id: 1, path, input: 'granted' })
      }
      return { consent: 'consent' in window, opened: window.open('app://consent/') !== null }
    })
    expect(reached).toEqual({ consent: false, opened: false })
    expect(await record.evaluate(() => 'countermark' in window)).toBe(false)
    expect(readdirSync(folder)).toEqual(['a.bin'])
    await record.getByRole('button', { name: 'Not now' }).click()
    await running.page.getByText('Nothing was signed.').first().waitFor()
  })
})

describe('files that cannot be signed', () => {
  test('are named with what to do, before anything begins', async () => {
    writeFileSync(join(folder, 'empty.bin'), '')
    await choose([join(folder, 'empty.bin')])
    await running.page.getByText('empty.bin is empty.').first().waitFor()
  })

  test('names are shown with what hides in them', async () => {
    const path = file('invoice\u202efdp.exe')
    await choose([path])
    await running.page.getByText('invoice⟨U+202E⟩fdp.exe').first().waitFor()
  })

  test('an existing bundle: asked, and kept beside the new one', async () => {
    const path = file('a.bin')
    file('a.bin.practice.sigstore.json', 'what was there')
    await choose([path])
    await button('Sign in and see the record').click()
    await button(/keep both/i).click()
    await signIn('ada@lovelace.example')
    await consent(/^Sign one file$/)
    await expect.poll(() => headline().textContent()).toBe('One file carries your mark.')
    expect(readFileSync(`${path}.practice.sigstore.json`, 'utf8')).toBe('what was there')
    expect(existsSync(`${path}.practice.2.sigstore.json`)).toBe(true)
  })
})

test('a damaged practice log is set aside, and the window says so', async () => {
  await button('Practise on a sample release').click()
  await button('Sign in and see the record').click()
  await signIn('ada@lovelace.example')
  await consent(/^Sign three files$/)
  await expect.poll(() => headline().textContent()).toBe('Three files carry your mark.')
  const { data } = running
  onTestFinished(() => rmSync(data, { recursive: true, force: true }))
  await running.app.close()
  const log = join(data, 'practice/log.jsonl')
  const entries = readFileSync(log, 'utf8')
  writeFileSync(
    log,
    entries.replace(/[0-9]/, (digit) => String((Number(digit) + 1) % 10)),
  )
  chmodSync(log, 0o600)
  running = await launch({ data })
  await button('Practise on a sample release').click()
  await running.page.getByText('The practice log on this disk is damaged.').first().waitFor()
  expect(readdirSync(join(data, 'practice')).some((name) => name.includes('damaged'))).toBe(true)
})
