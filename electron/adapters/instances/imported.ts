/** Client trust configs that were imported: checked when they come, and again each time they are used. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Fault, fault } from '../../contract/faults.ts'
import { ImportedInstance } from '../../contract/model/instance.ts'
import { displayName } from '../../core/display-name.ts'
import type { Clock, Files, Http } from '../../core/ports.ts'
import { requestWithRetry } from '../../core/retry.ts'
import { readClientTrustConfig } from '../../core/signing/client-trust-config.ts'
import { type InstanceTexts, readSigningConfig, readTrustedRoot, servicesOf } from '../../core/signing/instance.ts'
import { hostOf } from '../../core/signing/recipients.ts'
import { chooseServices } from '../../core/signing/services.ts'
import { checkTokensGoHome, type Home } from '../../core/signing/tokens-go-home.ts'
import { isConfidential, parseAddress } from '../confidential.ts'
import { errnoOf } from '../errno.ts'
import { reading, writing } from '../file-faults.ts'
import { readIfPresent, writeAtomic } from '../practice/atomic-file.ts'
import { setAside } from '../practice/set-aside.ts'

/** Real ones have some tens of kilobytes. */
const MAX_BYTES = 1_000_000
const TIMEOUT_MS = 15_000

/** Where a client trust config comes from. */
export type ConfigOrigin = { readonly path: string } | { readonly url: string }

const Kept = z.object({ version: z.literal(1), about: ImportedInstance, config: z.string() })

/** A config that can be used, and is not kept yet. */
export interface ExaminedConfig {
  readonly about: ImportedInstance
  /** Faults: `files.*`. */
  keep(): Promise<void>
}

export interface ImportedConfigs {
  /**
   * Reads and checks a config. Faults: `files.*`, `network.*`, `instance.address`, `sigstore.answer-unreadable`,
   * `sigstore.instance-unreadable`, `sigstore.no-service`, `instance.tokens-astray`, `cancelled`.
   */
  examine(origin: ConfigOrigin, signal: AbortSignal): Promise<ExaminedConfig>
  /** Those that are kept, by title; and the names that damaged files were set aside under. */
  list(): Promise<{ instances: ImportedInstance[]; damaged: string[] }>
  /** Faults: `instance.unknown`, `instance.damaged`, and those of the checks. */
  read(id: string): Promise<{ about: ImportedInstance; texts: InstanceTexts }>
  /** Fault: `instance.unknown`. */
  forget(id: string): Promise<void>
}

export interface ImportedNeeds {
  readonly folder: string
  readonly files: Files
  readonly http: Http
  readonly clock: Clock
  /** Told the address before it is asked, so that it can be put on the list of hosts. */
  readonly allow: (url: URL) => void
  readonly homes: () => Promise<readonly Home[]>
}

export function importedConfigs({ folder, files, http, clock, allow, homes }: ImportedNeeds): ImportedConfigs {
  const nameOf = (id: string) => `${id}.json`

  async function fetchConfig(address: string, signal: AbortSignal): Promise<Uint8Array> {
    const url = parseAddress(address)
    if (!url || !isConfidential(url)) throw fault('instance.address')
    allow(url)
    const headers = { accept: 'application/json' }
    const request = {
      method: 'GET',
      url: url.href,
      headers,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      signal,
      purpose: 'trust',
    } as const
    const { status, body } = await requestWithRetry({ http, clock }, request)
    if (status !== 200) throw fault('sigstore.answer-unreadable', { host: url.host, reason: `status ${status}` })
    return body
  }

  async function readConfig(path: string): Promise<Uint8Array> {
    const bytes = await files.read(path, MAX_BYTES)
    if (!bytes) throw fault('files.not-found', { name: displayName(path) })
    return bytes
  }

  async function kept(id: string): Promise<z.infer<typeof Kept>> {
    if (!isId(id)) throw fault('instance.unknown')
    const path = join(folder, nameOf(id))
    const bytes = await reading(path, () => readIfPresent(path))
    if (!bytes) throw fault('instance.unknown')
    try {
      const entry = Kept.parse(JSON.parse(bytes.toString('utf8')))
      if (entry.about.id !== id || digestOf(entry.config) !== id) throw new TypeError('the digest is another one')
      return entry
    } catch (error) {
      const name = await setAside(folder, [nameOf(id)], clock.now())
      throw fault('instance.damaged', { name }, { cause: error })
    }
  }

  return {
    async examine(origin, signal) {
      if (signal.aborted) throw fault('cancelled')
      const bytes = await ('path' in origin ? readConfig(origin.path) : fetchConfig(origin.url, signal))
      const config = textOf(bytes)
      const { texts, ...rest } = checkConfig(config, await homes())
      const { certificate } = chooseServices(readSigningConfig(texts.signingConfig), clock.now())
      const about: ImportedInstance = {
        id: digestOf(config),
        title: hostOf(certificate.url),
        importedAt: clock.now().toISOString(),
        origin: 'path' in origin ? displayName(origin.path) : withoutQuery(origin.url),
        ...rest,
      }
      const text = `${JSON.stringify({ version: 1, about, config })}\n`
      const keep = () =>
        writing(folder, nameOf(about.id), async () => {
          await mkdir(folder, { recursive: true, mode: 0o700 })
          await writeAtomic(join(folder, nameOf(about.id)), text)
        })
      return { about, keep }
    },

    async list() {
      const ids = (await namesIn(folder)).map((name) => name.replace(/\.json$/, '')).filter(isId)
      const instances: ImportedInstance[] = []
      const damaged: string[] = []
      for (const id of ids) {
        try {
          instances.push((await kept(id)).about)
        } catch (error) {
          if (!(error instanceof Fault)) throw error
          if (error.code === 'instance.damaged') damaged.push(error.details.name ?? '')
        }
      }
      return { instances: instances.sort((a, b) => a.title.localeCompare(b.title, 'en')), damaged }
    },

    async read(id) {
      const { about, config } = await kept(id)
      return { about, texts: checkConfig(config, await homes()).texts }
    },

    async forget(id) {
      if (!isId(id)) throw fault('instance.unknown')
      try {
        await unlink(join(folder, nameOf(id)))
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') throw fault('instance.unknown')
        throw fault('files.failed', { name: nameOf(id), reason: errnoOf(error) }, { cause: error })
      }
    },
  }
}

/** What holds at any time: a root that can be read, services that keep what they are sent, and tokens that go home. */
function checkConfig(config: string, homes: readonly Home[]): { texts: InstanceTexts; warnings: string[] } {
  const texts = readClientTrustConfig(config)
  const { warnings } = readTrustedRoot(texts.trustedRoot)
  const signingConfig = readSigningConfig(texts.signingConfig)
  const open = servicesOf(signingConfig).find(({ url }) => !isConfidential(new URL(url)))
  if (open) {
    const reason = `What it sends to ${hostOf(open.url)} could be read on the way: that is no https address`
    throw fault('sigstore.instance-unreadable', { reason })
  }
  checkTokensGoHome(signingConfig, homes)
  return { texts, warnings: [...warnings] }
}

/** A query may hold a key to the address. */
const withoutQuery = (address: string): string => `${new URL(address).origin}${new URL(address).pathname}`

const isId = (id: string): boolean => /^[0-9a-f]{64}$/.test(id)

const digestOf = (config: string): string => createHash('sha256').update(config).digest('hex')

/** Text that has exactly these bytes, so that the digest of the one is the digest of the other. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    throw fault('sigstore.instance-unreadable', { reason: 'The client trust config is not text' }, { cause: error })
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []
    throw error
  }
}
