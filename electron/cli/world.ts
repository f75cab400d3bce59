/** What the command line is made of: the same adapters as the app, and no window. */
import { join, resolve } from 'node:path'
import { keychainOfNode } from '../adapters/ask-keychain.ts'
import { systemClock } from '../adapters/clock.ts'
import { dataFolder } from '../adapters/data-folder.ts'
import { createFiles } from '../adapters/files.ts'
import { proxyFromEnvironment } from '../adapters/http/proxy-from-environment.ts'
import { createHttp } from '../adapters/http.ts'
import { type GithubsRoot, githubsRoot } from '../adapters/instances/githubs-root.ts'
import { mirrorsFrom } from '../adapters/instances/mirrors.ts'
import { createInstances, type OpenOptions, tufNeeds } from '../adapters/instances.ts'
import { type Journals, keepJournals } from '../adapters/journals.ts'
import { shippedNpmKeys } from '../adapters/npm-keys.ts'
import { createRegistries, type Registries } from '../adapters/registries.ts'
import { createSecrets } from '../adapters/secrets.ts'
import { keepSeen, type SeenStore } from '../adapters/seen.ts'
import { keepSettings } from '../adapters/settings.ts'
import { fault } from '../contract/faults.ts'
import { InstanceKind } from '../contract/model/instance.ts'
import type { NetworkSettings } from '../contract/model/network.ts'
import type { Clock, Files, Http } from '../core/ports.ts'
import type { SigningInstance } from '../core/signing/instance.ts'
import { contactsOf } from '../core/signing/recipients.ts'
import type { Terminal } from './terminal.ts'

export interface World {
  readonly dataFolder: string
  readonly files: Files
  readonly http: Http
  readonly clock: Clock
  readonly journals: Journals
  readonly registries: Registries
  readonly githubs: GithubsRoot
  readonly seen: SeenStore
  /**
   * The instance of a name: a built-in one, or the client trust config in the file of that name, which is imported. Without
   * a name, the one that the settings name. Fault: `input.no-instance` where they name none, and those of opening.
   */
  instance(name: string | undefined, options: Omit<OpenOptions, 'signal'>): Promise<SigningInstance>
  /** The instance of an id. Faults: those of `Instances.open`. */
  open(id: string, options: Omit<OpenOptions, 'signal'>): Promise<SigningInstance>
  /** Puts hosts on the list of those that may be asked. */
  allow(hosts: readonly string[]): void
  close(): Promise<void>
}

export function openWorld({ env, signal, tell }: Terminal): World {
  const data = dataFolder(env, process.platform, env.HOME ?? '')
  const allowed = new Set<string>()
  const files = createFiles()
  /** What the settings are, and what is wrong with them: said once. */
  const settings = onlyOnce(async () => {
    const { settings: stored, problem } = await keepSettings(data).read()
    if (problem) tell(`countermark: ${problem.title} ${problem.hint}`)
    return stored
  })
  const secrets = createSecrets({
    start: keychainOfNode(join(import.meta.dirname, 'keychain-process.mjs'), env),
    dataFolder: data,
    platform: process.platform,
  })
  const http = createHttp({
    isAllowed: (url) => allowed.has(url.host),
    network: async () => networkFor(env, (await settings()).network),
    systemProxy: proxyFromEnvironment(env),
    proxyPassword: () => secrets.get('proxy-password'),
  })
  const clock = systemClock
  const allow = (url: URL) => allowed.add(url.host)
  const instanceNeeds = { dataFolder: data, files, http, clock, mirrors: mirrorsFrom(env), allow }
  const instances = createInstances(instanceNeeds)

  async function chosen(): Promise<string> {
    const { instance } = await settings()
    if (instance === undefined) throw fault('input.no-instance')
    tell(`Using the instance that the settings name: ${instance.length === 64 ? `sha256:${instance}` : instance}.`)
    return instance
  }

  async function open(id: string, options: Omit<OpenOptions, 'signal'>): Promise<SigningInstance> {
    const instance = await instances.open(id, { ...options, signal })
    for (const { host } of contactsOf(instance, clock.now())) allowed.add(host)
    return instance
  }

  async function idOf(name: string | undefined): Promise<string> {
    if (name === undefined) return chosen()
    if (name !== 'imported' && InstanceKind.safeParse(name).success) return name
    const origin = /^https?:\/\//.test(name) ? { url: name } : { path: resolve(name) }
    const { id, title } = await instances.import(origin, { signal })
    tell(`Using the imported instance ${title} (sha256:${id}).`)
    return id
  }

  return {
    dataFolder: data,
    files,
    http,
    clock,
    journals: keepJournals(join(data, 'journal')),
    seen: keepSeen(data),
    registries: createRegistries({ http, clock, env, allow, npmKeys: shippedNpmKeys }),
    githubs: githubsRoot(tufNeeds(instanceNeeds)),
    open,
    async instance(name, options) {
      const id = await idOf(name)
      const version = id === 'public' && options.purpose === 'sign' ? { logVersion: (await settings()).logVersion } : {}
      return open(id, { ...version, ...options })
    },
    allow(hosts) {
      for (const host of hosts) allowed.add(host)
    },
    close: instances.close,
  }
}

const PROXIES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY']

/** What the environment says of the network goes before the settings: it was said for this run. */
function networkFor(env: Terminal['env'], stored: NetworkSettings): NetworkSettings {
  const isSaid = PROXIES.some((name) => env[name] || env[name.toLowerCase()])
  const authorities = env.COUNTERMARK_CA_FILE ? resolve(env.COUNTERMARK_CA_FILE) : stored.extraCaPath
  return {
    proxy: isSaid ? { use: 'system' } : stored.proxy,
    ...(authorities === undefined ? {} : { extraCaPath: authorities }),
  }
}

function onlyOnce<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined
  return () => {
    done ??= work()
    return done
  }
}
