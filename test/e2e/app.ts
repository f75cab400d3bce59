/** Starts the built app, in the Electron that the set-up chose, with a data folder of its own. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright-core'
import { electronRuntime } from '../../build/electron-runtime.mjs'
import { openApp } from '../../build/open-app.mjs'

export const ROOT = join(import.meta.dirname, '../..')

export interface RunningApp {
  readonly app: ElectronApplication
  readonly page: Page
  readonly data: string
  /** The next address that the app gives to the system's browser. */
  nextUrl(): Promise<string>
  /** The window that asks for consent, once it shows. */
  consent(): Promise<Page>
  /** The window that asks before something is deleted, once it shows. */
  asked(): Promise<Page>
  close(): Promise<void>
  /** Ends the app and the processes that it started at once, as a loss of power would. */
  kill(): Promise<void>
}

export interface LaunchOptions {
  readonly data?: string
  readonly colorScheme?: 'light' | 'dark'
  readonly env?: Readonly<Record<string, string>>
}

export async function launch(options: LaunchOptions = {}): Promise<RunningApp> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'countermark-e2e-'))
  mkdirSync(data, { recursive: true })
  const browser = fakeBrowser(data)
  const isRoot = process.getuid?.() === 0
  const app = await openApp({
    executablePath: electronRuntime().path,
    // Chromium cannot use its sandbox as root; the lock-down runs once more as somebody else, with the sandbox on.
    // A virtual display has no graphics hardware; looking for it in vain is slow, and fails under load.
    args: [...(isRoot ? ['--no-sandbox'] : []), '--disable-gpu', ROOT],
    // Otherwise Playwright switches the sandbox off by itself.
    chromiumSandbox: !isRoot,
    env: {
      ...(process.env as Record<string, string>),
      BROWSER: browser.script,
      // An app that is killed leaves behind what Chromium keeps there.
      TMPDIR: browser.folder,
      COUNTERMARK_DATA_DIR: data,
      ...options.env,
    },
    colorScheme: options.colorScheme ?? 'light',
  })
  const page = await app.firstWindow()
  await page.waitForLoadState('domcontentloaded')
  return {
    app,
    page,
    data,
    nextUrl: browser.nextUrl,
    consent: () => windowOf(app, 'consent'),
    asked: () => windowOf(app, 'confirm'),
    kill: () => kill(app),
    async close() {
      await app.close()
      if (options.data === undefined) rmSync(data, { recursive: true, force: true })
    },
  }
}

async function kill(app: ElectronApplication): Promise<void> {
  const main = app.process()
  const closed = app.waitForEvent('close')
  // It stands still from here on: looking for its children takes a while.
  main.kill('SIGSTOP')
  for (const pid of [main.pid ?? 0, ...childrenOf(main.pid ?? 0)]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It went with its parent.
    }
  }
  await closed
}

/** Every process below one, by the table of the system: id and parent's id a line. */
function childrenOf(pid: number): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=', '-ww'], { encoding: 'utf8' })
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const below = (parent: number): number[] =>
    rows.flatMap(([child = 0, of]) => (of === parent ? [child, ...below(child)] : []))
  return below(pid)
}

/** A window has no address yet when it is announced, so the windows are looked through until one has the host. */
async function windowOf(app: ElectronApplication, host: string): Promise<Page> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    const found = app.windows().find((page) => page.url().startsWith(`app://${host}/`) && !page.isClosed())
    if (found) {
      await found.waitForLoadState('domcontentloaded')
      return found
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no window of app://${host} opened`)
}

/** The system's browser, as far as the app can tell: a script that writes down the address it was given. */
function fakeBrowser(data: string) {
  const folder = join(data, 'browser')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'urls')
  writeFileSync(file, '')
  const script = join(folder, 'open.sh')
  writeFileSync(script, `#!/bin/sh\nprintf '%s\\n' "$1" >> '${file}'\n`, { mode: 0o755 })
  let seen = 0
  return {
    folder,
    script,
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
