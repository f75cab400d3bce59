/** The instances of this machine: practice, public good, staging, and those that were imported. */
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fault } from '../contract/faults.ts'
import type { ImportedInstance, TrustSource } from '../contract/model/instance.ts'
import { CLIENT_ID, type RefreshedKind } from '../core/endpoints.ts'
import type { Clock, Files, Http } from '../core/ports.ts'
import { readInstance, readSigningConfig, type SigningInstance } from '../core/signing/instance.ts'
import { chooseServices } from '../core/signing/services.ts'
import { type Home, homeOf } from '../core/signing/tokens-go-home.ts'
import { writing } from './file-faults.ts'
import { type ConfigOrigin, type ImportedConfigs, importedConfigs } from './instances/imported.ts'
import type { Mirrors } from './instances/mirrors.ts'
import { lazyPractice } from './instances/practice.ts'
import { type RefreshedNeeds, refreshedInstance, type SourcedTrust } from './instances/refreshed.ts'
import { type LogVersion, textsFor } from './instances/trust-texts.ts'
import { writeIfDifferent } from './practice/atomic-file.ts'
import { PRACTICE, PRACTICE_FILES } from './practice/names.ts'

export interface InstancesNeeds {
  readonly dataFolder: string
  readonly files: Files
  readonly http: Http
  readonly clock: Clock
  readonly mirrors?: Mirrors
  /** Told each address before it is asked for trust data or a config, so that it can be put on the list of hosts. */
  readonly allow?: (url: URL) => void
}

export interface OpenOptions {
  /** To sign, the trust data has to be of this run; to verify, what is here is taken and no network is used. */
  readonly purpose: 'sign' | 'verify'
  /** The version of the log where the instance leaves the choice: 1 unless asked otherwise. */
  readonly logVersion?: LogVersion
  /** Whether an imported authority may have the tokens of CI jobs: only by an explicit choice. */
  readonly takesAmbientTokens?: boolean
  readonly signal: AbortSignal
}

export interface Instances {
  /**
   * `choice` is `practice`, `public`, `staging`, or the id of an imported instance. Faults: `practice.*`, `trust.*`,
   * `network.*`, `instance.*`, `sigstore.instance-unreadable`, `sigstore.answer-unreadable`, `cancelled`.
   */
  open(choice: string, options: OpenOptions): Promise<SigningInstance>
  /** Brings the trust data up to date, at most once a run; a later `open` to verify finds it. Faults: as for `open`. */
  refresh(kind: RefreshedKind, signal: AbortSignal): Promise<TrustSource>
  /** Reads and checks a client trust config, to be shown before it is kept. Faults: those of `ImportedConfigs.examine`. */
  examine: ImportedConfigs['examine']
  /** Reads, checks and keeps a client trust config. Faults: those of `examine`, and `files.*` of keeping it. */
  import(origin: ConfigOrigin, options: { signal: AbortSignal }): Promise<ImportedInstance>
  list: ImportedConfigs['list']
  /** Deletes an imported config, and the copy of its root. Faults: `instance.unknown`, `files.*`. */
  forget: ImportedConfigs['forget']
  /** Writes the sample release of the practice instance, and returns the paths of its files. */
  writeSample(): Promise<string[]>
  /** Whether the practice instance was ever started here, and is whole. */
  hasPractised(): Promise<boolean>
  /** Deletes the keys and logs of the practice instance. False: another process runs it. Fault: `files.*`. */
  forgetPractice(): Promise<boolean>
  /** Stops the practice instance if it was started here. */
  close(): Promise<void>
}

/** What the instances that TUF keeps up to date need, and the root of GitHub's own too. */
export function tufNeeds({ dataFolder, http, clock, mirrors = {}, allow = () => {} }: InstancesNeeds): RefreshedNeeds {
  return { folder: join(dataFolder, 'cache', 'tuf'), http, clock, allow, mirrors }
}

export function createInstances(needs: InstancesNeeds): Instances {
  const { dataFolder, files, http, clock, allow = () => {} } = needs
  const cache = tufNeeds(needs)
  const refreshed = { public: refreshedInstance('public', cache), staging: refreshedInstance('staging', cache) }
  const practice = lazyPractice(dataFolder)

  /** Nobody's token goes anywhere in a verification. */
  const homesFor = async ({ purpose }: OpenOptions): Promise<Home[]> => (purpose === 'sign' ? homes() : [])

  async function homes(): Promise<Home[]> {
    const known = await Promise.all([refreshed.public.homes(), refreshed.staging.homes(), practiceHomes(dataFolder)])
    return known.flat()
  }

  const imported = importedConfigs({ folder: join(dataFolder, 'instances'), files, http, clock, allow, homes })

  /** Strangers' tools read the root from a file, so the one in use is put where they find it. */
  async function trustedRootFile(id: string, text: string, { purpose }: OpenOptions): Promise<string> {
    const folder = join(dataFolder, 'trust', id)
    const path = join(folder, 'trusted_root.json')
    try {
      await writing(folder, path, async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await writeIfDifferent(path, text)
      })
    } catch (error) {
      // A verification needs no such file, and must not fail for the lack of it.
      if (purpose === 'sign') throw error
    }
    return path
  }

  async function openPractice(options: OpenOptions): Promise<SigningInstance> {
    const { purpose, logVersion = 1 } = options
    const lying = purpose === 'verify' ? await practice.read() : undefined
    const { texts, trustedRootPath } = lying ?? (await practice.open())
    const { id, title, clientId } = PRACTICE
    const trustSource: TrustSource = { from: 'instance', date: clock.now().toISOString() }
    const rest = {
      id,
      kind: id,
      title,
      trustSource,
      trustedRootPath,
      clientId,
      ...tokens(await homesFor(options), false),
    }
    return readInstance(textsFor(texts, logVersion), rest)
  }

  async function openRefreshed(kind: RefreshedKind, options: OpenOptions): Promise<SigningInstance> {
    const { title, repository, known, refresh } = refreshed[kind]
    const { purpose, logVersion = 1, signal } = options
    const { texts, source }: SourcedTrust = await (purpose === 'sign' ? refresh(signal) : known())
    const chosen = textsFor(texts, logVersion)
    const instance = readInstance(chosen, {
      id: kind,
      kind,
      title,
      trustSource: source,
      trustMirror: repository().href,
      trustedRootPath: await trustedRootFile(kind, texts.trustedRoot, options),
      clientId: CLIENT_ID,
      ...tokens(await homesFor(options), true),
    })
    if (purpose === 'sign' && logVersion === 2) checkLogVersion(instance, clock.now())
    return instance
  }

  async function openImported(id: string, options: OpenOptions): Promise<SigningInstance> {
    const { about, texts } = await imported.read(id)
    return readInstance(texts, {
      id,
      kind: 'imported',
      title: about.title,
      trustSource: { from: 'imported', date: about.importedAt },
      trustedRootPath: await trustedRootFile(id, texts.trustedRoot, options),
      clientId: CLIENT_ID,
      ...tokens(await homesFor(options), options.takesAmbientTokens ?? false),
    })
  }

  return {
    async open(choice, options) {
      if (options.signal.aborted) throw fault('cancelled')
      if (choice === 'practice') return openPractice(options)
      if (choice === 'public' || choice === 'staging') return openRefreshed(choice, options)
      return openImported(choice, options)
    },
    refresh: async (kind, signal) => (await refreshed[kind].refresh(signal)).source,
    examine: imported.examine,
    async import(origin, { signal }) {
      const { about, keep } = await imported.examine(origin, signal)
      await keep()
      return about
    },
    list: imported.list,
    async forget(id) {
      await imported.forget(id)
      const copy = join(dataFolder, 'trust', id)
      await writing(copy, copy, () => rm(copy, { recursive: true, force: true }))
    },
    writeSample: practice.writeSample,
    hasPractised: async () => (await practice.read()) !== undefined,
    forgetPractice: practice.forget,
    close: practice.close,
  }
}

const tokens = (tokenHomes: readonly Home[], takesAmbientTokens: boolean) => ({ tokenHomes, takesAmbientTokens })

/** Whoever asked for the new log does not get the old one instead. Fault: `sigstore.no-service`. */
function checkLogVersion({ signingConfig }: SigningInstance, now: Date): void {
  const isNew = chooseServices(signingConfig, now).logs.every(({ majorApiVersion }) => majorApiVersion === 2)
  if (!isNew) throw fault('sigstore.no-service', { role: 'log of version 2' })
}

/** The practice instance of this data folder, whether it runs or not. */
async function practiceHomes(dataFolder: string): Promise<Home[]> {
  try {
    return [
      homeOf(readSigningConfig(await readFile(join(dataFolder, 'practice', PRACTICE_FILES.signingConfig), 'utf8'))),
    ]
  } catch {
    // There is none yet, so nobody has a token of it.
    return []
  }
}
