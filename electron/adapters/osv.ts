/** OSV with what it answered before: kept in the cache, with the day on which it was said. */
import { z } from 'zod'
import type { Advisories, LockedPackage } from '../contract/model/advisory.ts'
import { aliasesOf, vulnerabilitiesOf } from '../core/ask-osv.ts'
import { keyOf, textOf } from '../core/locked-package.ts'
import { cacheFile } from './cache-file.ts'
import type { Services } from './services.ts'

export interface Osv {
  /** What was said of all of these within the last week; undefined where one was not asked about. Asks nobody. */
  known(packages: readonly LockedPackage[]): Promise<Advisories | undefined>
  /**
   * Asks about what was not asked today. Faults: `network.*`, `evidence.unreadable`, `settings.endpoint`,
   * `cancelled`.
   */
  ask(packages: readonly LockedPackage[], signal: AbortSignal): Promise<Advisories>
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

export function createOsv(services: Services, dataFolder: string): Osv {
  const { clock } = services
  const file = cacheFile<Cache>(dataFolder, 'osv.json', Cache, EMPTY)

  function advisoriesOf(packages: readonly LockedPackage[], { packages: said, aliases }: Cache): Advisories {
    const found = new Map<string, Advisories['advisories'][number]>()
    let oldest = clock.now().getTime()
    for (const one of packages) {
      const { ids = [], at = oldest } = said[keyOf(one)] ?? {}
      oldest = Math.min(oldest, at)
      // Scorecard leaves the standard library of Go out: which version builds a project is not known.
      if (one.ecosystem === 'Go' && one.name === 'stdlib') continue
      for (const id of ids) {
        const known = found.get(id) ?? { id, aliases: [...(aliases[id] ?? [])], packages: [], path: one.path }
        known.packages.push(textOf(one))
        found.set(id, known)
      }
    }
    return { advisories: [...found.values()], at: new Date(oldest).toISOString() }
  }

  const isFresh = (cache: Cache, one: LockedPackage, forMs: number): boolean =>
    (cache.packages[keyOf(one)]?.at ?? 0) > clock.now().getTime() - forMs

  return {
    async known(packages) {
      const cache = await file.load()
      return packages.every((one) => isFresh(cache, one, WEEK_MS)) ? advisoriesOf(packages, cache) : undefined
    },

    async ask(packages, signal) {
      const needs = await services.open('osv', signal)
      const cache = await file.load()
      const wanted = packages.filter((one) => !isFresh(cache, one, DAY_MS))
      const ids = await vulnerabilitiesOf(wanted, needs)
      const unnamed = [...new Set(ids.flat())].filter((id) => !Object.hasOwn(cache.aliases, id))
      const aliases = { ...cache.aliases, ...Object.fromEntries(await aliasesOf(unnamed, needs)) }
      const at = clock.now().getTime()
      const said = Object.fromEntries(wanted.map((one, i) => [keyOf(one), { ids: ids[i] ?? [], at }]))
      // The newest stand last.
      const kept = Object.entries({ ...cache.packages, ...said }).slice(-MOST_KEPT)
      const next: Cache = { version: 1, packages: Object.fromEntries(kept), aliases: aliases as Cache['aliases'] }
      await file.keep(next)
      return advisoriesOf(packages, next)
    },
  }
}
