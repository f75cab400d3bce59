/** OSV with what it answered before: kept in the cache, with the day on which it was said. */
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { fault } from '../contract/faults.ts'
import type { Advisories, IgnoredAdvisory, LockedPackage } from '../contract/model/advisory.ts'
import { aliasesOf, vulnerabilitiesOf } from '../core/ask-osv.ts'
import { SERVICES } from '../core/endpoints.ts'
import type { Clock, Http } from '../core/ports.ts'
import { isConfidential, parseAddress } from './confidential.ts'
import { readIfPresent, writeAtomic } from './practice/atomic-file.ts'

export interface Osv {
  /** What was said of all of these within the last week; undefined where one was not asked about. Asks nobody. */
  known(packages: readonly LockedPackage[], ignored: readonly IgnoredAdvisory[]): Promise<Advisories | undefined>
  /**
   * Asks about what was not asked today. Faults: `network.*`, `evidence.unreadable`, `instance.address`,
   * `cancelled`.
   */
  ask(packages: readonly LockedPackage[], ignored: readonly IgnoredAdvisory[], signal: AbortSignal): Promise<Advisories>
  /** Who would be asked. Fault: `instance.address`. */
  host(): string
}

export interface OsvNeeds {
  readonly http: Http
  readonly clock: Clock
  readonly env: Readonly<Record<string, string | undefined>>
  /** Told the address before it is asked. */
  readonly allow: (url: URL) => void
  readonly dataFolder: string
}

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
/** What a large company depends on, twice. */
const MOST_KEPT = 50_000

const Said = z.object({ ids: z.array(z.string()), at: z.number() })
const Cache = z.object({
  version: z.literal(1),
  packages: z.record(z.string(), Said),
  /** Other names, by the id. */
  aliases: z.record(z.string(), z.array(z.string())),
})
type Cache = z.infer<typeof Cache>
const EMPTY: Cache = { version: 1, packages: {}, aliases: {} }

/** `COUNTERMARK_OSV_URL`: another one than the public one. */
export function createOsv({ http, clock, env, allow, dataFolder }: OsvNeeds): Osv {
  const path = join(dataFolder, 'cache', 'osv.json')

  function base(): URL {
    const url = parseAddress(env.COUNTERMARK_OSV_URL || SERVICES.osv)
    if (!url || !isConfidential(url)) throw fault('instance.address')
    return url
  }

  /** What cannot be read was never said. */
  async function load(): Promise<Cache> {
    const bytes = await readIfPresent(path).catch(() => undefined)
    return Cache.safeParse(parsed(bytes)).data ?? EMPTY
  }

  async function keep(cache: Cache): Promise<void> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeAtomic(path, JSON.stringify(cache), 0o600)
  }

  function advisoriesOf(
    packages: readonly LockedPackage[],
    ignored: readonly IgnoredAdvisory[],
    { packages: said, aliases }: Cache,
  ): Advisories {
    const now = clock.now()
    const left = new Set(
      ignored.filter(({ until }) => until === undefined || until > now.toISOString()).map(({ id }) => id),
    )
    const found = new Map<string, Advisories['advisories'][number]>()
    let oldest = now.getTime()
    for (const one of packages) {
      const { ids = [], at = oldest } = said[keyOf(one)] ?? {}
      oldest = Math.min(oldest, at)
      // Scorecard leaves the standard library of Go out: which version builds a project is not known.
      if (one.ecosystem === 'Go' && one.name === 'stdlib') continue
      for (const id of ids) {
        const names = aliases[id] ?? []
        if ([id, ...names].some((name) => left.has(name))) continue
        const known = found.get(id) ?? { id, aliases: [...names], packages: [], path: one.path }
        known.packages.push(`${one.name} ${one.version}`)
        found.set(id, known)
      }
    }
    return { advisories: [...found.values()], at: new Date(oldest).toISOString() }
  }

  const isFresh = (cache: Cache, one: LockedPackage, forMs: number): boolean =>
    (cache.packages[keyOf(one)]?.at ?? 0) > clock.now().getTime() - forMs

  return {
    async known(packages, ignored) {
      const cache = await load()
      return packages.every((one) => isFresh(cache, one, WEEK_MS)) ? advisoriesOf(packages, ignored, cache) : undefined
    },

    async ask(packages, ignored, signal) {
      const url = base()
      allow(url)
      const needs = { http, clock, base: url.href.replace(/\/+$/, ''), signal }
      const cache = await load()
      const wanted = packages.filter((one) => !isFresh(cache, one, DAY_MS))
      const ids = await vulnerabilitiesOf(wanted, needs)
      const unnamed = [...new Set(ids.flat())].filter((id) => !Object.hasOwn(cache.aliases, id))
      const aliases = { ...cache.aliases, ...Object.fromEntries(await aliasesOf(unnamed, needs)) }
      const at = clock.now().getTime()
      const said = Object.fromEntries(wanted.map((one, i) => [keyOf(one), { ids: ids[i] ?? [], at }]))
      // The newest stand last.
      const kept = Object.entries({ ...cache.packages, ...said }).slice(-MOST_KEPT)
      const next: Cache = { version: 1, packages: Object.fromEntries(kept), aliases: aliases as Cache['aliases'] }
      // What cannot be kept is asked about again.
      await keep(next).catch(() => {})
      return advisoriesOf(packages, ignored, next)
    },

    host: () => base().host,
  }
}

const keyOf = ({ ecosystem, name, version }: LockedPackage): string => `${ecosystem}\n${name}\n${version}`

function parsed(bytes: Uint8Array | undefined): unknown {
  try {
    return bytes && JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
