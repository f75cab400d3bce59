/** The composition root: what the app is made of, and in which order it comes up. */
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, type BrowserWindow, session, shell } from 'electron'
import { devDependencies, version } from '../../package.json'
import { createBrowser } from '../adapters/browser.ts'
import { systemClock } from '../adapters/clock.ts'
import { dataFolder } from '../adapters/data-folder.ts'
import { createFiles } from '../adapters/files.ts'
import { createHttp } from '../adapters/http.ts'
import { mirrorsFrom } from '../adapters/instances/mirrors.ts'
import { createInstances } from '../adapters/instances.ts'
import { keepJournals } from '../adapters/journals.ts'
import { createLog } from '../adapters/log.ts'
import { PRACTICE } from '../adapters/practice/names.ts'
import { createSignIn } from '../adapters/sign-in.ts'
import { api } from '../contract/api.ts'
import { createServer, type Server } from '../contract/server.ts'
import { contactsOf } from '../core/signing/recipients.ts'
import { openBridge } from './bridge.ts'
import { keepChosenFiles } from './chosen-files.ts'
import { consentWindow } from './consent-window.ts'
import { appHandlers } from './handlers/app.ts'
import { filesHandlers } from './handlers/files.ts'
import { signingHandlers } from './handlers/signing.ts'
import { tasksHandlers } from './handlers/tasks.ts'
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

function run(data: string): void {
  const log = createLog(join(data, 'cache', 'log.jsonl'))
  const pagesFolder = join(app.getAppPath(), 'out', 'renderer')
  const preloads = join(app.getAppPath(), 'out', 'preload')
  const allowed = new Set<string>()

  let window: BrowserWindow | undefined
  const clock = systemClock
  const files = createFiles()
  const http = createHttp({
    isAllowed: (url) => allowed.has(url.host),
    systemProxy: proxyFromSystem((url) => session.defaultSession.resolveProxy(url)),
  })
  const instances = createInstances({
    dataFolder: data,
    files,
    http,
    clock,
    mirrors: mirrorsFrom(process.env),
    allow: (url) => allowed.add(url.host),
  })
  const instance = async (id = 'practice') => {
    const used = await instances.open(id, { purpose: 'sign', signal: new AbortController().signal })
    for (const { host } of contactsOf(used, clock.now())) allowed.add(host)
    return used
  }
  const browser = createBrowser({ open: openInBrowser })
  const signIn = createSignIn({ http, browser, clock })
  const consent = consentWindow({ pagesFolder, preload: join(preloads, 'consent.cjs'), parent: () => window })
  const chosen = keepChosenFiles()
  const sessions = keepSessions({
    ports: { files, http, clock, signIn, consent },
    journals: keepJournals(join(data, 'journal')),
    instance,
    changed: (id) => server.emit('session.changed', { session: id }),
  })
  const server: Server = createServer(
    api,
    {
      app: appHandlers({
        version,
        dataFolder: data,
        status: {
          instance: { id: PRACTICE.id, title: PRACTICE.title, isPractice: true, log: PRACTICE.rekorHost },
          ...(isOfflineRuntime ? { notice: OFFLINE_NOTICE } : {}),
        },
        browser,
        contacts: async () => contactsOf(await instance(), clock.now()),
      }),
      files: filesHandlers({ chosen, files, writeSample: instances.writeSample }),
      signing: signingHandlers({
        chosen,
        sessions,
        files,
        browser,
        instance,
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

  const pages = { folder: pagesFolder, host: new URL(ORIGIN).host, index: 'index.html' }
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
