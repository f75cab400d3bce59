/** The composition root: what the app is made of, and in which order it comes up. */
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, type BrowserWindow, nativeTheme, session, shell } from 'electron'
import { devDependencies, version } from '../../package.json'
import { createBrowser } from '../adapters/browser.ts'
import { systemClock } from '../adapters/clock.ts'
import { dataFolder } from '../adapters/data-folder.ts'
import { createFiles } from '../adapters/files.ts'
import { createGit } from '../adapters/git.ts'
import { authoritiesIn } from '../adapters/http/trust.ts'
import { createHttp } from '../adapters/http.ts'
import { mirrorsFrom } from '../adapters/instances/mirrors.ts'
import { createInstances } from '../adapters/instances.ts'
import { keepJournals } from '../adapters/journals.ts'
import { createLog } from '../adapters/log.ts'
import { keepOutlines } from '../adapters/outlines.ts'
import { createSecrets } from '../adapters/secrets.ts'
import { keepSettings } from '../adapters/settings.ts'
import { createSignIn } from '../adapters/sign-in.ts'
import { testNetwork } from '../adapters/test-network.ts'
import { api } from '../contract/api.ts'
import type { Appearance, Settings } from '../contract/model/settings.ts'
import { createServer, type Server } from '../contract/server.ts'
import { openBridge } from './bridge.ts'
import { choosePlace } from './choose-place.ts'
import { keepChosenFiles } from './chosen-files.ts'
import { chosenInstance } from './chosen-instance.ts'
import { confirmWindow } from './confirm-window.ts'
import { consentWindow } from './consent-window.ts'
import { appHandlers } from './handlers/app.ts'
import { attestationsHandlers } from './handlers/attestations.ts'
import { filesHandlers } from './handlers/files.ts'
import { instancesHandlers } from './handlers/instances.ts'
import { releasesHandlers } from './handlers/releases.ts'
import { settingsHandlers } from './handlers/settings.ts'
import { signingHandlers } from './handlers/signing.ts'
import { tasksHandlers } from './handlers/tasks.ts'
import { keptData } from './kept-data.ts'
import { keychainOfApp } from './keychain.ts'
import { lockContents, lockSession } from './lockdown.ts'
import { installMenu } from './menu.ts'
import { openInBrowser } from './open-in-browser.ts'
import { registerScheme, servePages } from './protocol.ts'
import { proxyFromSystem } from './proxy.ts'
import { keepSessions } from './sessions.ts'
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
    .catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`)
      app.exit(1)
    })
}

/** A runtime that is not the pinned one is the offline one: for practice only, and the window says so. */
const isOfflineRuntime = process.versions.electron?.split('.')[0] !== devDependencies.electron.split('.')[0]

const OFFLINE_NOTICE =
  'Offline runtime: an older Electron for development on closed networks. It signs on the practice instance only.'

async function run(data: string): Promise<void> {
  const log = createLog(join(data, 'cache', 'log.jsonl'))
  const pagesFolder = join(app.getAppPath(), 'out', 'renderer')
  const preloads = join(app.getAppPath(), 'out', 'preload')
  const allowed = new Set<string>()

  let window: BrowserWindow | undefined
  const clock = systemClock
  const files = createFiles()
  const store = keepSettings(data)
  const secrets = createSecrets({ start: keychainOfApp(preloads), dataFolder: data, platform: process.platform })
  const http = createHttp({
    isAllowed: (url) => allowed.has(url.host),
    network: async () => (await store.read()).settings.network,
    systemProxy: proxyFromSystem((url) => session.defaultSession.resolveProxy(url)),
    proxyPassword: () => secrets.get('proxy-password'),
  })
  const mirrors = mirrorsFrom(process.env)
  const allow = (url: URL) => allowed.add(url.host)
  const instances = createInstances({
    dataFolder: data,
    files,
    http,
    clock,
    mirrors,
    allow,
  })
  let appearance = (await store.read()).settings.appearance
  const settingsChanged = (settings: Settings) => {
    appearance = settings.appearance
    nativeTheme.themeSource = themeOf(appearance)
    server.emit('settings.changed', {})
  }
  nativeTheme.themeSource = themeOf(appearance)
  const instance = chosenInstance({
    settings: store,
    instances,
    clock,
    isPracticeOnly: isOfflineRuntime,
    allow: (host) => allowed.add(host),
  })
  const browser = createBrowser({ open: openInBrowser })
  const signIn = createSignIn({ http, browser, clock })
  const fill = () => ({ CONTRAST: appearance === 'high-contrast' ? 'more' : 'system' })
  const questions = { pagesFolder, preload: join(preloads, 'consent.cjs'), parent: () => window, fill }
  const consent = consentWindow(questions)
  const confirm = confirmWindow(questions)
  const chosen = keepChosenFiles()
  const journalFolder = join(data, 'journal')
  const journals = keepJournals(journalFolder)
  const sessions = keepSessions({
    ports: { files, http, clock, signIn, consent },
    journals,
    instance: instance.open,
    changed: (id) => server.emit('session.changed', { session: id }),
  })
  const server: Server = createServer(
    api,
    {
      app: appHandlers({
        version,
        dataFolder: data,
        status: async () => ({
          instance: await instance.card(),
          ...(isOfflineRuntime ? { notice: OFFLINE_NOTICE } : {}),
        }),
        browser,
        contacts: async () => (await instance.contacts()).planned,
      }),
      attestations: attestationsHandlers({
        version,
        chosen,
        sessions,
        files,
        git: createGit({ env: process.env }),
        instance: instance.open,
      }),
      files: filesHandlers({ chosen, files, writeSample: instances.writeSample }),
      instances: instancesHandlers({
        instances,
        store,
        chosen,
        confirm,
        changed: () => server.emit('settings.changed', {}),
      }),
      settings: settingsHandlers({
        store,
        secrets,
        chosen,
        instance,
        data: keptData({ path: data, secrets, sessions, instances, clearWindow }),
        confirm,
        isPracticeOnly: isOfflineRuntime,
        isImported: async (id) => (await instances.list()).instances.some((one) => one.id === id),
        checkAuthorities: async (path) => void (await authoritiesIn(path)),
        testNetwork: (signal) => testNetwork({ http, mirrors, allow, signal }),
        contacts: http.contacts,
        openFolder: async (path) => void (await shell.openPath(path)),
        changed: settingsChanged,
      }),
      releases: releasesHandlers({
        outlines: keepOutlines(journalFolder, journals),
        sessions,
        files,
        clock,
        folder: journalFolder,
        choosePlace: (proposal) => choosePlace(proposal, () => window),
        confirm,
      }),
      signing: signingHandlers({
        chosen,
        sessions,
        files,
        browser,
        instance: instance.open,
        showInFolder: (path) => shell.showItemInFolder(path),
      }),
      tasks: tasksHandlers(() => server),
    },
    {
      report: (id, error) => log.error('internal', { id, error }),
      newTaskId: () => `task-${randomBytes(8).toString('hex')}`,
      now: () => clock.now(),
    },
  )

  const pages = { folder: pagesFolder, host: new URL(ORIGIN).host, index: 'index.html', fill }
  lockSession(session.defaultSession)
  servePages(session.defaultSession, pages)
  installMenu({ openPalette: () => server.emit('palette.requested', {}), isPackaged: app.isPackaged })

  const openWindow = () => {
    window = createWindow(join(preloads, 'index.cjs'))
    openBridge(window, ORIGIN, server, chosen.adopt)
    window.on('closed', () => {
      window = undefined
    })
    void window.loadURL(`${ORIGIN}/`)
  }
  openWindow()
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('activate', () => window ?? openWindow())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', (event) => {
    // The practice log is on disk already; its port and lock are given back before the process ends.
    event.preventDefault()
    void instances.close().finally(() => app.exit(0))
  })
}

/** Contrast is a matter of the pages; light and dark are one of the windows too. */
const themeOf = (appearance: Appearance) => (appearance === 'high-contrast' ? 'system' : appearance)

async function clearWindow(): Promise<void> {
  await session.defaultSession.clearStorageData()
  await session.defaultSession.clearCache()
}
