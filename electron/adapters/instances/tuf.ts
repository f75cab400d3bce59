/** Gets the files of an instance from its TUF repository (The Update Framework), each checked against its keepers' keys. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Fetcher, Updater } from 'tuf-js'
import { z } from 'zod'
import { fault } from '../../contract/faults.ts'
import type { Clock, Http } from '../../core/ports.ts'
import { readIfPresent, writeIfDifferent } from '../practice/atomic-file.ts'
import { setAside } from '../practice/set-aside.ts'
import type { TrustTexts } from './trust-texts.ts'
import { trustFault } from './tuf-faults.ts'
import { tufFetcher } from './tuf-fetcher.ts'

export interface TufOptions {
  /** Address of the repository. */
  readonly url: string
  /** The TUF root that came with the app, or was configured. */
  readonly root: string
  /** Where the metadata is kept between runs. */
  readonly folder: string
  /** The title of the instance, for the words of faults. */
  readonly title: string
  readonly ports: { readonly http: Http; readonly clock: Clock }
  readonly signal: AbortSignal
}

const METADATA = ['root', 'timestamp', 'snapshot', 'targets'] as const

const LIMITS = {
  maxRootRotations: 64,
  maxDelegations: 8,
  rootMaxLength: 512_000,
  timestampMaxLength: 16_384,
  snapshotMaxLength: 2_000_000,
  targetsMaxLength: 5_000_000,
}
const TARGET_MAX_BYTES = 1_000_000

const TRUSTED_ROOT = 'trusted_root.json'
const SIGNING_CONFIG = 'signing_config.v0.2.json'
const SIGNING_CONFIG_V2 = 'signing_config_rekor_v2.v0.2.json'

/** All that one needs to sign by an instance. Faults: those of `refreshTargets`. */
export async function refreshTrust(options: TufOptions): Promise<TrustTexts> {
  const target = await refreshTargets(options, [TRUSTED_ROOT, SIGNING_CONFIG], [SIGNING_CONFIG_V2])
  const signingConfigV2 = target.get(SIGNING_CONFIG_V2)
  return {
    trustedRoot: target.get(TRUSTED_ROOT) ?? '',
    signingConfig: target.get(SIGNING_CONFIG) ?? '',
    ...(signingConfigV2 === undefined ? {} : { signingConfigV2 }),
  }
}

/** The trusted root alone, of an instance that is only verified. Faults: those of `refreshTargets`. */
export async function refreshTrustedRoot(options: TufOptions): Promise<string> {
  return (await refreshTargets(options, [TRUSTED_ROOT])).get(TRUSTED_ROOT) ?? ''
}

/**
 * Brings the metadata up to date and returns the targets by their names. What was verified on the way is kept even if a
 * later file is refused: it is what a rollback is known by. Faults: `trust.*` (`trust.incomplete` where one that is needed is
 * missing), `network.*`, `sigstore.answer-unreadable`, `cancelled`.
 */
async function refreshTargets(
  options: TufOptions,
  needed: readonly string[],
  welcome: readonly string[] = [],
): Promise<ReadonlyMap<string, string>> {
  const { url, folder, title, ports, signal } = options
  const { host } = new URL(url)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // The client writes its files in place; only whole ones come into the folder.
  const work = await mkdtemp(join(tmpdir(), 'countermark-tuf-'))
  const fetcher = tufFetcher(ports, work, signal)
  try {
    const updater = await newUpdater(options, work, fetcher)
    try {
      await updater.refresh()
    } finally {
      await keep(work, folder)
    }
    const targets = new Map<string, string>()
    for (const name of [...needed, ...welcome]) {
      const text = await readTarget(updater, name, work, host)
      if (text !== undefined) targets.set(name, text)
      else if (needed.includes(name)) throw fault('trust.incomplete', { instance: title, host, what: name })
    }
    return targets
  } catch (error) {
    if (signal.aborted) throw fault('cancelled')
    throw trustFault(fetcher.failed ?? error, { instance: title, host })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function readTarget(updater: Updater, name: string, work: string, host: string): Promise<string | undefined> {
  const info = await updater.getTargetInfo(name)
  if (!info) return undefined
  if (info.length > TARGET_MAX_BYTES) throw fault('network.too-large', { host })
  return readFile(await updater.downloadTarget(info, join(work, 'target')), 'utf8')
}

/** A client that begins with the newest root that is known, and with the metadata of the last run. */
async function newUpdater({ url, root, folder, ports }: TufOptions, work: string, fetcher: Fetcher): Promise<Updater> {
  for (const name of ['timestamp.json', 'snapshot.json', 'targets.json']) {
    const stored = await readIfPresent(join(folder, name))
    if (stored) await writeFile(join(work, name), stored)
  }
  const beginWith = async (text: string | Uint8Array) => {
    await writeFile(join(work, 'root.json'), text)
    const targetBaseUrl = new URL('targets', url.endsWith('/') ? url : `${url}/`).href
    return new Updater({
      metadataDir: work,
      metadataBaseUrl: url,
      targetDir: work,
      targetBaseUrl,
      fetcher,
      config: LIMITS,
    })
  }
  const stored = await readIfPresent(join(folder, 'root.json'))
  if (stored) {
    try {
      if (versionOf(stored.toString('utf8')) > versionOf(root)) return await beginWith(stored)
    } catch {
      // Damaged, or no root at all: the walk begins with the first one again.
      await setAside(folder, ['root.json'], ports.clock.now())
    }
  }
  try {
    return await beginWith(root)
  } catch (error) {
    throw fault('sigstore.instance-unreadable', { reason: 'Its first TUF root cannot be read' }, { cause: error })
  }
}

const Root = z.object({ signed: z.object({ _type: z.literal('root'), version: z.number().int().positive() }) })

const versionOf = (root: string): number => Root.parse(JSON.parse(root)).signed.version

/** The client only wrote what it had verified. */
async function keep(work: string, folder: string): Promise<void> {
  for (const role of METADATA) {
    const bytes = await readIfPresent(join(work, `${role}.json`))
    if (bytes) await writeIfDifferent(join(folder, `${role}.json`), bytes)
  }
}
