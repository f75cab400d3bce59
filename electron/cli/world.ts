/** What the command line is made of: the same adapters as the app, and no window. */
import { join, resolve } from 'node:path'
import { systemClock } from '../adapters/clock.ts'
import { dataFolder } from '../adapters/data-folder.ts'
import { createFiles } from '../adapters/files.ts'
import { proxyFromEnvironment } from '../adapters/http/proxy-from-environment.ts'
import { createHttp } from '../adapters/http.ts'
import { mirrorsFrom } from '../adapters/instances/mirrors.ts'
import { createInstances, type OpenOptions } from '../adapters/instances.ts'
import { type Journals, keepJournals } from '../adapters/journals.ts'
import { fault } from '../contract/faults.ts'
import { InstanceKind } from '../contract/model/instance.ts'
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
  /**
   * The instance of a name: a built-in one, or the client trust config in the file of that name, which is imported. Fault:
   * `input.no-instance`, and those of opening.
   */
  instance(name: string | undefined, options: Omit<OpenOptions, 'signal'>): Promise<SigningInstance>
  /** Puts hosts on the list of those that may be asked. */
  allow(hosts: readonly string[]): void
  close(): Promise<void>
}

export function openWorld({ env, signal, tell }: Terminal): World {
  const data = dataFolder(env, process.platform, env.HOME ?? '')
  const allowed = new Set<string>()
  const files = createFiles()
  const http = createHttp({
    isAllowed: (url) => allowed.has(url.host),
    network: async () => ({ proxy: { use: 'system' }, ...authorities(env.COUNTERMARK_CA_FILE) }),
    systemProxy: proxyFromEnvironment(env),
  })
  const clock = systemClock
  const instances = createInstances({
    dataFolder: data,
    files,
    http,
    clock,
    mirrors: mirrorsFrom(env),
    allow: (url) => allowed.add(url.host),
  })

  async function idOf(name: string | undefined): Promise<string> {
    if (name === undefined) throw fault('input.no-instance')
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
    async instance(name, options) {
      const instance = await instances.open(await idOf(name), { ...options, signal })
      for (const { host } of contactsOf(instance, clock.now())) allowed.add(host)
      return instance
    },
    allow(hosts) {
      for (const host of hosts) allowed.add(host)
    },
    close: instances.close,
  }
}

/** The file of further authorities, if the environment names one. */
const authorities = (path: string | undefined) => (path ? { extraCaPath: resolve(path) } : {})
