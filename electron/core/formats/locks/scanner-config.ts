/** `osv-scanner.toml`: what the maintainers decided about advisories and packages, in the folder where it stands. */
import { z } from 'zod'
import type { Locked } from './locked.ts'
import { toml } from './texts.ts'

export interface ScannerConfig {
  /** Advisories that hold no more, with the day until when. */
  readonly ignored: readonly { readonly id: string; readonly until?: Date }[]
  readonly overrides: readonly Override[]
}

interface Override {
  readonly name: string
  readonly version: string
  readonly ecosystem: string
  readonly group: string
  readonly isIgnored: boolean
  readonly isNeverVulnerable: boolean
  readonly until?: Date | undefined
}

const text = z.string().default('')
const flag = z.boolean().default(false)
const day = z.date().optional()

/** With any other word in it, all of it is left alone. */
const Config = z.strictObject({
  IgnoredVulns: z.array(z.strictObject({ id: text, ignoreUntil: day, reason: text })).default([]),
  PackageOverrides: z
    .array(
      z.strictObject({
        name: text,
        version: text,
        ecosystem: text,
        group: text,
        ignore: flag,
        vulnerability: z.strictObject({ ignore: flag }).default({ ignore: false }),
        license: z.strictObject({ override: z.array(z.string()).default([]), ignore: flag }).optional(),
        effectiveUntil: day,
        reason: text,
      }),
    )
    .default([]),
  GoVersionOverride: z.string().optional(),
})

export const NO_CONFIG: ScannerConfig = { ignored: [], overrides: [] }

/** Undefined for what is none. */
export function scannerConfig(content: string): ScannerConfig | undefined {
  const { data } = Config.safeParse(toml(content))
  if (!data) return undefined
  return {
    ignored: data.IgnoredVulns.map(({ id, ignoreUntil }) => ({ id, ...(ignoreUntil ? { until: ignoreUntil } : {}) })),
    overrides: data.PackageOverrides.map(
      ({ ignore, vulnerability, effectiveUntil, reason: _, license: __, ...one }) => ({
        ...one,
        isIgnored: ignore,
        isNeverVulnerable: vulnerability.ignore,
        until: effectiveUntil,
      }),
    ),
  }
}

/** Whether nobody needs to ask about it. Of what says the same, the first decides. */
export function isLeftOut(config: ScannerConfig, one: Locked & { readonly ecosystem: string }, now: Date): boolean {
  const isMeant = ({ name, version, ecosystem, group }: Override) =>
    (name === '' || name === one.name) &&
    (version === '' || version === one.version) &&
    (ecosystem === '' || ecosystem === one.ecosystem || ecosystem === one.ecosystem.split(':', 1)[0]) &&
    (group === '' || one.groups?.includes(group) === true)
  const holds = (override: Override | undefined) => override !== undefined && isOn(override.until, now)
  const meant = config.overrides.filter(isMeant)
  return (
    holds(meant.find(({ isIgnored }) => isIgnored)) || holds(meant.find(({ isNeverVulnerable }) => isNeverVulnerable))
  )
}

/** The advisories that are left out now. Of those with one id, the first decides. */
export function ignoredIn({ ignored }: ScannerConfig, now: Date): readonly string[] {
  const firsts = new Map([...ignored].reverse().map((one) => [one.id, one.until]))
  return [...firsts].filter(([, until]) => isOn(until, now)).map(([id]) => id)
}

const isOn = (until: Date | undefined, now: Date): boolean => until === undefined || until > now
