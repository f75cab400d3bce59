/** What the app is made of, behind its window. It is loaded when the page first speaks, so that the window is there before. */
import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type BrowserWindow, session, shell } from 'electron'
import { devDependencies, version } from '../../package.json'
import { createBrowser } from '../adapters/browser.ts'
import { systemClock } from '../adapters/clock.ts'
import { createElsewhere } from '../adapters/elsewhere.ts'
import { createFiles } from '../adapters/files.ts'
import { createGit } from '../adapters/git.ts'
import { authoritiesIn } from '../adapters/http/trust.ts'
import { createHttp } from '../adapters/http.ts'
import { githubsRoot } from '../adapters/instances/githubs-root.ts'
import { mirrorsFrom } from '../adapters/instances/mirrors.ts'
import { trustedRoots } from '../adapters/instances/trusted-roots.ts'
import { createInstances, tufNeeds } from '../adapters/instances.ts'
import { keepJournals } from '../adapters/journals.ts'
import { createLog } from '../adapters/log.ts'
import { shippedNpmKeys } from '../adapters/npm-keys.ts'
import { keepOutlines } from '../adapters/outlines.ts'
import { keepProjects } from '../adapters/projects.ts'
import { createRegistries } from '../adapters/registries.ts'
import { createSecrets } from '../adapters/secrets.ts'
import { keepSeen } from '../adapters/seen.ts'
import { createServices } from '../adapters/services.ts'
import type { SettingsStore } from '../adapters/settings.ts'
import { createSignIn } from '../adapters/sign-in.ts'
import { testNetwork } from '../adapters/test-network.ts'
import { folderFiles } from '../adapters/walk.ts'
import { createWorkers } from '../adapters/workers.ts'
import { api } from '../contract/api.ts'
import type { ProjectId } from '../contract/model/project.ts'
import type { Appearance, Settings } from '../contract/model/settings.ts'
import { createServer, type Server } from '../contract/server.ts'
import { chooseFolder } from './choose-folder.ts'
import { choosePlace } from './choose-place.ts'
import { type Adopted, keepChosenFiles } from './chosen-files.ts'
import { chosenInstance } from './chosen-instance.ts'
import { confirmWindow } from './confirm-window.ts'
import { consentWindow } from './consent-window.ts'
import { aboutAmong } from './deep-link.ts'
import { appHandlers } from './handlers/app.ts'
import { attestationsHandlers } from './handlers/attestations.ts'
import { checksHandlers } from './handlers/checks.ts'
import { filesHandlers } from './handlers/files.ts'
import { instancesHandlers } from './handlers/instances.ts'
import { projectsHandlers } from './handlers/projects.ts'
import { releasesHandlers } from './handlers/releases.ts'
import { settingsHandlers } from './handlers/settings.ts'
import { signingHandlers } from './handlers/signing.ts'
import { tasksHandlers } from './handlers/tasks.ts'
import { verifyingHandlers } from './handlers/verifying.ts'
import { keptData } from './kept-data.ts'
import { keychainOfApp } from './keychain.ts'
import { openInBrowser } from './open-in-browser.ts'
import { keepProjectHealth } from './project-health.ts'
import { proxyFromSystem } from './proxy.ts'
import { keepSessions } from './sessions.ts'
import { keepVerifications } from './verifications.ts'
import { workerOfApp } from './worker.ts'

/** What was there before: the folders, the settings, and the window with its looks. */
export interface Surroundings {
  readonly data: string
  readonly pagesFolder: string
  readonly preloads: string
  readonly store: SettingsStore
  readonly window: () => BrowserWindow | undefined
  /** What main writes into every page. */
  readonly fill: () => Readonly<Record<string, string>>
  readonly wear: (appearance: Appearance) => void
  /** The links that other programs opened since they were last taken. */
  readonly takeLinks: () => string[]
}

/** What serves the window's page. */
export interface Composed {
  readonly server: Server
  /** Files of the disk that the page was given, as references. */
  readonly adopt: (files: Adopted) => string[]
  /** The practice log is on disk already; its port and lock are given back before the process ends. */
  readonly close: () => Promise<void>
}

/** A runtime that is not the pinned one is the offline one: for practice only, and the window says so. */
const isOfflineRuntime = process.versions.electron?.split('.')[0] !== devDependencies.electron.split('.')[0]

const OFFLINE_NOTICE =
  'Offline runtime: an older Electron for development on closed networks. It signs on the practice instance only.'

export function compose({ data, pagesFolder, preloads, store, window, fill, wear, takeLinks }: Surroundings): Composed {
  const log = createLog(join(data, 'cache', 'log.jsonl'))
  const allowed = new Set<string>()

  const clock = systemClock
  const files = createFiles()
  const secrets = createSecrets({ start: keychainOfApp(preloads), dataFolder: data, platform: process.platform })
  const http = createHttp({
    isAllowed: (url) => allowed.has(url.host),
    network: async () => (await store.read()).settings.network,
    systemProxy: proxyFromSystem((url) => session.defaultSession.resolveProxy(url)),
    proxyPassword: () => secrets.get('proxy-password'),
  })
  const mirrors = mirrorsFrom(process.env)
  const allow = (url: URL) => allowed.add(url.host)
  const instanceNeeds = { dataFolder: data, files, http, clock, mirrors, allow }
  const instances = createInstances(instanceNeeds)
  const githubs = githubsRoot(tufNeeds(instanceNeeds))
  const settingsChanged = (settings: Settings) => {
    wear(settings.appearance)
    server.emit('settings.changed', {})
  }
  const instance = chosenInstance({
    settings: store,
    instances,
    clock,
    isPracticeOnly: isOfflineRuntime,
    allow: (host) => allowed.add(host),
  })
  const browser = createBrowser({ open: openInBrowser })
  const signIn = createSignIn({ http, browser, clock })
  const questions = { pagesFolder, preload: join(preloads, 'consent.cjs'), parent: window, fill }
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
  const workers = createWorkers({ start: workerOfApp(preloads), most: availableParallelism() })
  const git = createGit({ env: process.env })
  const projects = keepProjects(data, () => clock.now())
  const projectChanged = (id: ProjectId) => server.emit('project.changed', { project: id })
  const services = createServices({
    http,
    clock,
    env: process.env,
    endpoints: async () => (await store.read()).settings.endpoints ?? {},
    allow,
  })
  const health = keepProjectHealth({
    projects,
    workers: createWorkers({ start: workerOfApp(preloads), most: 1 }),
    git,
    clock,
    elsewhere: createElsewhere(services, git, data),
    changed: projectChanged,
  })
  const registries = createRegistries({ http, clock, env: process.env, allow, npmKeys: shippedNpmKeys })
  const verifications = keepVerifications({
    workers,
    registries,
    seen: keepSeen(data),
    clock,
    trusted: (signal) => trustedRoots(instances, githubs, signal),
    githubs,
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
        git,
        instance: instance.open,
      }),
      checks: checksHandlers({ projects, health, clock, changed: projectChanged }),
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
      projects: projectsHandlers({
        projects,
        health,
        chosen,
        chooseFolder: () => chooseFolder(window),
        confirm,
      }),
      releases: releasesHandlers({
        outlines: keepOutlines(journalFolder, journals),
        sessions,
        files,
        clock,
        folder: journalFolder,
        choosePlace: (proposal) => choosePlace(proposal, window),
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
      verifying: verifyingHandlers({
        version,
        chosen,
        verifications,
        whom: { about: registries.whom, forRoot: githubs.whom },
        files,
        confirm,
        takeLink: () => aboutAmong(takeLinks()),
        filesIn: folderFiles,
      }),
    },
    {
      report: (id, error) => log.error('internal', { id, error }),
      newTaskId: () => `task-${randomBytes(8).toString('hex')}`,
      now: () => clock.now(),
    },
  )

  async function close(): Promise<void> {
    workers.close()
    health.close()
    await instances.close()
  }

  return { server, adopt: chosen.adopt, close }
}

async function clearWindow(): Promise<void> {
  await session.defaultSession.clearStorageData()
  await session.defaultSession.clearCache()
}
