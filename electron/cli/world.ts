/** What the command line is made of: the same adapters as the app, and no window. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '../adapters/clock.ts'
import { dataFolder } from '../adapters/data-folder.ts'
import { createFiles } from '../adapters/files.ts'
import { createHttp } from '../adapters/http.ts'
import { type Journals, keepJournals } from '../adapters/journals.ts'
import { PRACTICE } from '../adapters/practice/names.ts'
import { fault } from '../contract/faults.ts'
import type { Clock, Files, Http } from '../core/ports.ts'
import { readInstance, type SigningInstance } from '../core/signing/instance.ts'
import { recipientsOf } from '../core/signing/recipients.ts'
import { chooseServices } from '../core/signing/services.ts'
import type { Terminal } from './terminal.ts'

export interface InstanceOptions {
  readonly purpose: 'sign' | 'verify'
  /** Only what is on this machine may be used. */
  readonly isOffline: boolean
}

export interface World {
  readonly dataFolder: string
  readonly files: Files
  readonly http: Http
  readonly clock: Clock
  readonly journals: Journals
  /** The instance that was asked for, or the one that is set. Fault: `input.no-instance`. */
  instance(name: string | undefined, options?: InstanceOptions): Promise<SigningInstance>
  close(): Promise<void>
}

export async function openWorld({ env }: Terminal): Promise<World> {
  const data = dataFolder(env, process.platform, env.HOME ?? '')
  const allowed = new Set<string>()
  const http = createHttp({ isAllowed: (url) => allowed.has(url.host) })
  let close = async () => {}
  return {
    dataFolder: data,
    files: createFiles(),
    http,
    clock: systemClock,
    journals: keepJournals(join(data, 'journal')),
    async instance(name) {
      if (name !== 'practice') throw fault('input.no-instance')
      const { openPractice } = await import('../adapters/practice/instance.ts')
      const practice = await openPractice({ folder: join(data, 'practice') })
      close = () => practice.close()
      const [trustedRoot, signingConfig] = await Promise.all([
        readFile(practice.trustedRootPath, 'utf8'),
        readFile(practice.signingConfigPath, 'utf8'),
      ])
      const { id, title, clientId } = PRACTICE
      const rest = { id, title, isPractice: true, trustedRootPath: practice.trustedRootPath, clientId }
      const instance = readInstance({ trustedRoot, signingConfig }, rest)
      for (const { host } of recipientsOf(chooseServices(instance.signingConfig, new Date()))) allowed.add(host)
      return instance
    },
    close: () => close(),
  }
}
