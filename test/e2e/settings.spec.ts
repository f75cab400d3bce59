/** The settings, in the real app: changed, kept, and forgotten by a person and nobody else. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { electronRuntime } from '../../build/electron-runtime.mjs'
import { serve } from '../adapters/loopback-server.ts'
import { clientTrustConfig } from '../fakes/instance-texts.ts'
import { openKeyring } from '../fakes/keyring.ts'
import { launch, type RunningApp } from './app.ts'

let data: string
let running: RunningApp

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'countermark-e2e-settings-'))
  running = await start()
})
afterEach(async () => {
  await running.close()
  rmSync(data, { recursive: true, force: true })
})

/** Without a session bus there is no keychain on Linux: what a machine happens to have is no part of a test. */
const NO_KEYCHAIN: Readonly<Record<string, string>> = {
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nobody/is/here',
  XDG_RUNTIME_DIR: '',
}

async function start(env = NO_KEYCHAIN) {
  const app = await launch({ data, env })
  await openSettings(app.page)
  return app
}

async function restart(env?: Readonly<Record<string, string>>): Promise<void> {
  await running.close()
  running = await start(env)
}

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('heading', { level: 2, name: 'Forget everything' }).waitFor()
}

const button = (name: string | RegExp) => running.page.getByRole('button', { name, exact: true })
const radio = (name: string | RegExp) => running.page.getByRole('radio', { name })
const choose = (group: string, name: RegExp) =>
  running.page.getByRole('radiogroup', { name: group }).getByText(name).first().click()
const stored = () => JSON.parse(readFileSync(join(data, 'settings.json'), 'utf8'))
const config = () => {
  const path = join(data, '..', `corp-${process.pid}.json`)
  writeFileSync(path, clientTrustConfig())
  onTestFinished(() => rmSync(path, { force: true }))
  return path
}

async function importInstance(): Promise<void> {
  await running.page.locator('input[type=file][aria-label="Import from a file"]').setInputFiles(config())
  await running.page.getByText('This is what would be imported').first().waitFor()
  expect(existsSync(join(data, 'instances'))).toBe(false)
  await button('Import it').click()
  await button('Forget fulcio.corp.example').waitFor()
}

describe('settings', () => {
  test('appearance is changed at once, and is there after a restart', async () => {
    await choose('Appearance', /^High contrast$/)
    await expect.poll(() => running.page.locator('html').getAttribute('data-contrast')).toBe('more')
    await choose('Appearance', /^Dark$/)
    await expect.poll(() => stored().appearance).toBe('dark')
    await expect.poll(() => running.page.locator('html').getAttribute('data-contrast')).toBe('system')
    const source = () => running.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)
    expect(await source()).toBe('dark')
    await choose('Appearance', /^High contrast$/)
    await expect.poll(() => stored().appearance).toBe('high-contrast')
    await restart()
    expect(await running.page.locator('html').getAttribute('data-contrast')).toBe('more')
    expect(await source()).toBe('system')
  })

  test('an instance is shown with its digest, imported, and forgotten only by the window that asks', async () => {
    await importInstance()
    expect(readdirSync(join(data, 'instances'))).toHaveLength(1)
    await restart()
    await button('Forget fulcio.corp.example').click()
    const asked = await running.asked()
    await asked.getByRole('heading', { level: 1, name: /fulcio\.corp\.example/ }).waitFor()
    await asked.getByRole('button', { name: 'Keep it' }).click()
    await expect.poll(() => button('Forget fulcio.corp.example').isEnabled()).toBe(true)
    expect(readdirSync(join(data, 'instances'))).toHaveLength(1)
    await button('Forget fulcio.corp.example').click()
    await (await running.asked()).getByRole('button', { name: 'Forget this instance' }).click()
    await button('Forget fulcio.corp.example').waitFor({ state: 'detached' })
    expect(readdirSync(join(data, 'instances'))).toEqual([])
  })

  test('a config that would send tokens astray is refused, and nothing is kept', async () => {
    const path = config()
    writeFileSync(path, '{"mediaType":"something else"}')
    await running.page.locator('input[type=file][aria-label="Import from a file"]').setInputFiles(path)
    await running.page.getByText('The description of the instance cannot be read.').first().waitFor()
    expect(existsSync(join(data, 'instances'))).toBe(false)
  })

  test('the chosen instance is named by the frame; an offline runtime keeps to practice', async () => {
    await choose('Instance', /^Staging$/)
    if (electronRuntime().isOffline) {
      await running.page.getByText('This runtime signs on the practice instance only.').first().waitFor()
      expect(existsSync(join(data, 'settings.json'))).toBe(false)
      return
    }
    await expect.poll(() => running.page.getByRole('banner').textContent()).toContain('Staging instance')
    expect(stored().instance).toBe('staging')
  })

  test('the password of a proxy is not in the settings', async () => {
    await choose('Network', /^Proxy$/)
    await running.page.getByLabel('Address of the proxy').fill('proxy.corp.example')
    await button('Use this proxy').click()
    await running.page.getByText('That is no address of a proxy').first().waitFor()
    await running.page.getByLabel('Address of the proxy').fill('http://ada:pass%20word@proxy.corp.example:3128')
    await button('Use this proxy').click()
    await running.page.getByText('Its password is kept with the secrets').first().waitFor()
    expect(stored().network.proxy).toEqual({ use: 'manual', url: 'http://ada@proxy.corp.example:3128/' })
    expect(await running.page.getByLabel('Address of the proxy').inputValue()).not.toContain('pass')
    await running.page.getByText('Kept in memory, until Countermark ends.').first().waitFor()
    await restart()
    expect(await radio(/^Proxy/).isChecked()).toBe(true)
    await running.page.getByText('A user name is set, but no password').first().waitFor()
  })

  test('the connection is tested in the way that is set, and the hosts of the run are listed', async () => {
    const repository = await serve((_, response) => response.end('{"signed":{}}'))
    await restart({ ...NO_KEYCHAIN, COUNTERMARK_PUBLIC_TUF_URL: repository })
    await running.page.getByText('No host has been contacted.').waitFor()
    await button('Test the connection').click()
    await running.page.getByText(`${new URL(repository).host} answered within`).waitFor()
    await running.page.getByText('No host has been contacted.').waitFor({ state: 'detached' })
    await restart({ ...NO_KEYCHAIN, COUNTERMARK_PUBLIC_TUF_URL: 'https://tuf.countermark.test' })
    await choose('Network', /^Proxy$/)
    await running.page.getByLabel('Address of the proxy').fill('http://127.0.0.1:9')
    await button('Use this proxy').click()
    await expect.poll(() => existsSync(join(data, 'settings.json'))).toBe(true)
    await button('Test the connection').click()
    await running.page.getByText('The proxy 127.0.0.1:9 cannot be reached.').first().waitFor()
    await running.page.getByText('tuf.countermark.test').first().waitFor()
  })

  test('a damaged file is said, by the name that it was set aside under', async () => {
    await running.close()
    writeFileSync(join(data, 'settings.json'), '{"version":1')
    running = await start()
    await running.page.getByText('The settings were damaged.').first().waitFor()
    const [name = ''] = readdirSync(data).filter((file) => file.startsWith('settings.json.damaged-'))
    await running.page.getByText(name).first().waitFor()
  })
})

describe('to forget everything', () => {
  async function signPractice(): Promise<string> {
    const sample = join(data, 'practice', 'sample', 'aurora-parse-2.4.0')
    await running.page.evaluate(() => {
      location.hash = '/'
    })
    await button('Practise on a sample release').click()
    await button('Sign in and see the record').click()
    await running.nextUrl()
    await button('Cancel').click()
    await running.page.getByText('Cancelled.').first().waitFor()
    await openSettings(running.page)
    return sample
  }

  test('is refused by closing the window that asks, and then nothing is gone', async () => {
    await choose('Appearance', /^Dark$/)
    await expect.poll(() => existsSync(join(data, 'settings.json'))).toBe(true)
    await button('Forget everything…').click()
    await (await running.asked()).close()
    await running.page.getByText('Nothing was deleted.').first().waitFor()
    expect(stored().appearance).toBe('dark')
  })

  test('deletes settings, journals, instances, practice and cache, and no file that was signed', async () => {
    const sample = await signPractice()
    const bundle = join(sample, 'mine.practice.sigstore.json')
    writeFileSync(bundle, 'a bundle')
    writeFileSync(join(data, 'notes.txt'), 'not ours')
    await importInstance()
    await choose('Appearance', /^Dark$/)
    await expect.poll(() => existsSync(join(data, 'settings.json'))).toBe(true)
    expect(readdirSync(join(data, 'journal')).length).toBeGreaterThan(0)
    await button('Forget everything…').click()
    const asked = await running.asked()
    await asked.getByText('What stays').waitFor()
    await asked.getByRole('button', { name: 'Forget everything' }).click()
    await running.page.getByText('Everything is forgotten.').first().waitFor()
    expect(existsSync(join(data, 'settings.json'))).toBe(false)
    expect(readdirSync(join(data, 'journal'))).toEqual([])
    expect(readdirSync(join(data, 'instances'))).toEqual([])
    expect(readdirSync(join(data, 'practice'))).toEqual(['sample'])
    expect(readFileSync(bundle, 'utf8')).toBe('a bundle')
    expect(existsSync(join(data, 'notes.txt'))).toBe(true)
    expect(await running.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('system')
    // The practice instance comes up anew.
    await signPractice()
    expect(existsSync(join(data, 'practice', 'instance.json'))).toBe(true)
  })
})

test('with a Secret Service, secrets outlive the app until they are forgotten', async () => {
  const service = await openKeyring()
  onTestFinished(() => service.close())
  const env = {
    DBUS_SESSION_BUS_ADDRESS: service.env.DBUS_SESSION_BUS_ADDRESS ?? '',
    XDG_RUNTIME_DIR: service.env.XDG_RUNTIME_DIR ?? '',
  }
  await restart(env)
  await running.page.getByText('Kept in the Secret Service of this system.').waitFor()
  await choose('Network', /^Proxy$/)
  await running.page.getByLabel('Address of the proxy').fill('http://ada:secret@proxy.corp.example:3128')
  await button('Use this proxy').click()
  await running.page.getByText('Its password is kept with the secrets').first().waitFor()
  await restart(env)
  await running.page.getByText('Its password is kept with the secrets').first().waitFor()
  await button('Forget everything…').click()
  await (await running.asked()).getByRole('button', { name: 'Forget everything' }).click()
  await running.page.getByText('Everything is forgotten.').first().waitFor()
  await choose('Network', /^Proxy$/)
  await running.page.getByLabel('Address of the proxy').fill('http://ada@proxy.corp.example:3128')
  await button('Use this proxy').click()
  await running.page.getByText('A user name is set, but no password').first().waitFor()
})
