/** What lock files and manifests say would be installed, less what `osv-scanner.toml` beside them leaves out. */
import { z } from 'zod'
import type { IgnoredAdvisory, LockedPackage } from '../../contract/model/advisory.ts'
import { baseName } from '../formats/path-names.ts'
import { fact, Unknown } from './fact.ts'
import { bytesOf } from './read.ts'

export interface LockedPackages {
  /** Each once. */
  readonly packages: readonly LockedPackage[]
  /** Files that are named like one, and are none. */
  readonly unread: readonly string[]
  readonly ignored: readonly IgnoredAdvisory[]
}

/** A lock file of a large project has many megabytes. */
const MAX_BYTES = 64 * 1024 * 1024
const CONFIG = 'osv-scanner.toml'
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

export const lockedPackages = fact({
  id: 'locked-packages',
  async gather({ tree, pause, remember }): Promise<LockedPackages> {
    // Parsers of many kinds of files, for whom nobody waits who does not ask for this.
    const [{ lockFileOf }, { toml }] = await Promise.all([
      import('../formats/locks/index.ts'),
      import('../formats/locks/locked.ts'),
    ])
    const found = new Map<string, LockedPackage>()
    const unread: string[] = []
    const ignored = new Map<string, IgnoredAdvisory>()
    const names = new Set(tree.paths)
    const text = (path: string) => decoder.decode(bytesOf(tree, path, MAX_BYTES))
    for (const path of tree.paths) {
      const lock = lockFileOf(baseName(path))
      if (!lock) continue
      await pause()
      const locked = remember('locked', path, () => readOrNothing(() => lock.read(text(path))))
      if (!locked) unread.push(path)
      const config = path.slice(0, path.length - baseName(path).length) + CONFIG
      const rules = names.has(config) ? remember('osv-scanner', config, () => rulesIn(toml(text(config)))) : NO_RULES
      for (const one of rules.ignored) ignored.set(one.id, one)
      for (const { name, version } of locked ?? []) {
        if (rules.leavesOut(name, version, lock.ecosystem)) continue
        const key = [lock.ecosystem, name, version].join('\n')
        if (!found.has(key)) found.set(key, { ecosystem: lock.ecosystem, name, version, path })
      }
    }
    return { packages: [...found.values()], unread, ignored: [...ignored.values()] }
  },
})

function readOrNothing<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (error instanceof Unknown) return undefined
    throw error
  }
}

interface Rules {
  readonly ignored: readonly IgnoredAdvisory[]
  leavesOut(name: string, version: string, ecosystem: string): boolean
}

const NO_RULES: Rules = { ignored: [], leavesOut: () => false }

const Config = z.object({
  IgnoredVulns: z.array(z.object({ id: z.string(), ignoreUntil: z.date().optional().catch(undefined) })).default([]),
  PackageOverrides: z
    .array(
      z.object({
        name: z.string().optional(),
        version: z.string().optional(),
        ecosystem: z.string().optional(),
        ignore: z.boolean().optional(),
        vulnerability: z.object({ ignore: z.boolean().optional() }).optional(),
      }),
    )
    .default([]),
})

function rulesIn(config: unknown): Rules {
  const { data } = Config.safeParse(config)
  if (!data) return NO_RULES
  const overrides = data.PackageOverrides.filter(({ ignore, vulnerability }) => ignore || vulnerability?.ignore)
  return {
    ignored: data.IgnoredVulns.map(({ id, ignoreUntil }) => ({
      id,
      ...(ignoreUntil ? { until: new Date(ignoreUntil.getTime()).toISOString() } : {}),
    })),
    leavesOut: (name, version, ecosystem) =>
      overrides.some(
        (one) =>
          (one.name ?? name) === name &&
          (one.version ?? version) === version &&
          (one.ecosystem ?? ecosystem) === ecosystem,
      ),
  }
}
