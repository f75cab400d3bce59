/** Starts the built app, in the Electron that the set-up chose, with a data folder of its own. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { electronRuntime } from '../../build/electron-runtime.mjs'
import { browserEnvironment } from '../../build/journey-environment.mjs'

export const ROOT = join(import.meta.dirname, '../..')

export interface RunningApp {
  readonly app: ElectronApplication
  readonly page: Page
  readonly data: string
  /** The next address that the app gives to the system's browser. */
  nextUrl(): Promise<string>
  /** The window that asks for consent, once it shows. */
  consent(): Promise<Page>
  close(): Promise<void>
}

export interface LaunchOptions {
  readonly data?: string
  readonly colorScheme?: 'light' | 'dark'
}

export async function launch(options: LaunchOptions = {}): Promise<RunningApp> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'countermark-e2e-'))
  mkdirSync(data, { recursive: true })
  const browser = fakeBrowser(data)
  const isRoot = process.getuid?.() === 0
  const app = await _electron.launch({
    executablePath: electronRuntime().path,
    // Chromium cannot use its sandbox as root; the lock-down runs once more as somebody else, with the sandbox on.
    args: [...(isRoot ? ['--no-sandbox'] : []), ROOT],
    env: { ...(process.env as Record<string, string>), ...browser.env, COUNTERMARK_DATA_DIR: data },
    colorScheme: options.colorScheme ?? 'light',
    timeout: 60_000,
  })
  const page = await app.firstWindow()
  await page.waitForLoadState('domcontentloaded')
  return {
    app,
    page,
    data,
    nextUrl: browser.nextUrl,
    consent: () => consentWindow(app),
    async close() {
      await app.close()
      browser.remove()
      if (options.data === undefined) rmSync(data, { recursive: true, force: true })
    },
  }
}

async function consentWindow(app: ElectronApplication): Promise<Page> {
  const isConsent = (page: Page) => page.url().startsWith('app://consent/')
  const open =
    app.windows().find(isConsent) ?? (await app.waitForEvent('window', { predicate: isConsent, timeout: 60_000 }))
  await open.waitForLoadState('domcontentloaded')
  return open
}

/** The system's browser, as far as the app can tell: a script that writes down the address it was given. */
function fakeBrowser(data: string) {
  mkdirSync(join(data, 'browser'), { recursive: true })
  const file = join(data, 'browser', 'urls')
  writeFileSync(file, '')
  const { env, remove } = browserEnvironment(['/bin/sh', '-c', 'printf "%s\\n" "$1" >> "$0"', file])
  let seen = 0
  return {
    env,
    remove,
    async nextUrl(): Promise<string> {
      for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
        const url = readFileSync(file, 'utf8').split('\n').filter(Boolean)[seen]
        if (url !== undefined) {
          seen++
          return url
        }
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      throw new Error('the app opened no page in the browser')
    },
  }
}
