/** How the app comes up: its window first, and what is behind it when its page speaks. */
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, type BrowserWindow, nativeTheme, session } from 'electron'
import { version } from '../../package.json'
import { dataFolder } from '../adapters/data-folder.ts'
import { keepSettings } from '../adapters/settings.ts'
import type { Appearance } from '../contract/model/settings.ts'
import { openBridge } from './bridge.ts'
import { lateServer } from './late-server.ts'
import { lockContents, lockSession } from './lockdown.ts'
import { installMenu } from './menu.ts'
import { registerScheme, servePages } from './protocol.ts'
import { createWindow, ORIGIN } from './window.ts'

if (process.argv.includes('--version')) {
  process.stdout.write(`${version}\n`)
  app.exit(0)
} else start()

function start(): void {
  const data = dataFolder(process.env, process.platform, homedir())
  mkdirSync(data, { recursive: true, mode: 0o700 })
  // What Chromium keeps is no data of ours: it goes with the cache.
  app.setPath('userData', join(data, 'cache', 'window'))
  app.setPath('sessionData', join(data, 'cache', 'window'))
  registerScheme()
  lockContents()
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app
    .whenReady()
    .then(() => run(data))
    .catch(giveUp)
}

/** What links are about is looked at later, by `deep-link.ts`. */
const SCHEME = 'countermark'
const isLink = (word: string): boolean => word.startsWith(`${SCHEME}:`)

function giveUp(error: unknown): never {
  process.stderr.write(`${String(error)}\n`)
  app.exit(1)
  throw error
}

async function run(data: string): Promise<void> {
  const pagesFolder = join(app.getAppPath(), 'out', 'renderer')
  const preloads = join(app.getAppPath(), 'out', 'preload')
  const store = keepSettings(data)
  let { appearance } = (await store.read()).settings
  const wear = (chosen: Appearance) => {
    appearance = chosen
    // Contrast is a matter of the pages; light and dark are one of the windows too.
    nativeTheme.themeSource = chosen === 'high-contrast' ? 'system' : chosen
  }
  wear(appearance)
  const fill = () => ({ CONTRAST: appearance === 'high-contrast' ? 'more' : 'system' })

  let window: BrowserWindow | undefined
  let links = process.argv.filter(isLink)
  const takeLinks = () => links.splice(0)
  const server = lateServer(async () => {
    const { compose } = await import('./compose.ts').catch(giveUp)
    return compose({ data, pagesFolder, preloads, store, window: () => window, fill, wear, takeLinks })
  })
  lockSession(session.defaultSession)
  servePages(session.defaultSession, { folder: pagesFolder, host: new URL(ORIGIN).host, index: 'index.html', fill })

  const openWindow = () => {
    window = createWindow(join(preloads, 'index.cjs'))
    openBridge(window, ORIGIN, server)
    window.on('closed', () => {
      window = undefined
    })
    void window.loadURL(`${ORIGIN}/`)
  }
  openWindow()
  installMenu({ openPalette: () => server.emit('palette.requested', {}), isPackaged: app.isPackaged })

  const open = (words: readonly string[]) => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
    links = words.filter(isLink)
    if (links.length > 0) server.emit('link.opened', {})
  }
  // A clone is no installed program: links would go to whatever lies there later.
  if (app.isPackaged) app.setAsDefaultProtocolClient(SCHEME)
  app.on('second-instance', (_, words) => open(words))
  app.on('open-url', (event, link) => {
    event.preventDefault()
    open([link])
  })
  app.on('activate', () => window ?? openWindow())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', (event) => {
    event.preventDefault()
    void server.close().finally(() => app.exit(0))
  })
}
