/** A data folder, and a TUF repository on this machine that stands in for the public instance. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createFiles } from '../../../electron/adapters/files.ts'
import { createHttp } from '../../../electron/adapters/http.ts'
import type { Mirrors } from '../../../electron/adapters/instances/mirrors.ts'
import { createInstances, type Instances, type OpenOptions } from '../../../electron/adapters/instances.ts'
import { Fault } from '../../../electron/contract/faults.ts'
import type { Clock } from '../../../electron/core/ports.ts'
import { targetsOf } from '../../fakes/instance-texts.ts'
import { type TufRepository, tufRepository } from '../../fakes/tuf-repository.ts'
import { serve } from '../loopback-server.ts'

/** The time of this machine, by which TUF judges; nobody waits between attempts. */
const clock: Clock = { now: () => new Date(), sleep: async () => {} }

export function newDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countermark-instances-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** One run of the program on a data folder. Hosts are allowed as they are announced, and no others. */
export function newRun(dataFolder: string, mirrors: Mirrors = {}): Instances {
  const allowed = new Set<string>()
  const instances = createInstances({
    dataFolder,
    files: createFiles(),
    http: createHttp({ isAllowed: ({ host }) => allowed.has(host) }),
    clock,
    mirrors,
    allow: ({ host }) => allowed.add(host),
  })
  onTestFinished(() => instances.close())
  return instances
}

export const signal = new AbortController().signal
export const toSign: OpenOptions = { purpose: 'sign', signal }
export const toVerify: OpenOptions = { purpose: 'verify', signal }

export async function faultOf(work: Promise<unknown>): Promise<Fault> {
  const outcome = await work.catch((error: unknown) => error)
  if (outcome instanceof Fault) return outcome
  throw new Error('no fault', { cause: outcome })
}

export interface StandIn {
  readonly repository: TufRepository
  readonly dataFolder: string
  readonly mirrors: Mirrors
  /** Paths that were asked for. */
  readonly asked: string[]
  /** Answers in the place of the repository; undefined for what is not its affair. */
  respond: RequestListener | undefined
  run(): Instances
  /** The cache of this repository. */
  cache(): string
  stored(name: string): string
}

export async function standIn(targets: Record<string, string> = targetsOf()): Promise<StandIn> {
  const repository = tufRepository()
  repository.release({ targets })
  const asked: string[] = []
  const url = await serve((req, res) => {
    const path = req.url ?? ''
    asked.push(path)
    if (scene.respond) return scene.respond(req, res)
    const text = repository.files.get(path)
    res.writeHead(text === undefined ? 404 : 200).end(text ?? 'not found')
  })
  const dataFolder = newDataFolder()
  const rootPath = join(dataFolder, 'first-root.json')
  writeFileSync(rootPath, repository.root)
  const mirrors: Mirrors = { public: { url, rootPath } }
  const cache = () => {
    const [name = ''] = readdirSync(join(dataFolder, 'cache', 'tuf'))
    return join(dataFolder, 'cache', 'tuf', name)
  }
  const scene: StandIn = {
    repository,
    dataFolder,
    mirrors,
    asked,
    respond: undefined,
    run: () => newRun(dataFolder, mirrors),
    cache,
    stored: (name) => readFileSync(join(cache(), name), 'utf8'),
  }
  return scene
}
