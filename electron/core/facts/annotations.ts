/** What the maintainers say of checks: `scorecard.yml` (Scorecard's package `config`). It never changes a score. */
import { parse } from 'yaml'
import { z } from 'zod'
import { fact, Unknown } from './fact.ts'
import { textOf } from './read.ts'

/** What each check is said to be, by its name in lower case: sentences in Scorecard's words. */
export type Annotations = ReadonlyMap<string, readonly string[]>

/** The first that is there speaks; one that is no such file says nothing. */
const PLACES = ['', '.', '.github/'].flatMap((where) => [`${where}scorecard.yml`, `${where}scorecard.yaml`])

const REASONS = {
  'test-data': 'The files or code snippets are only used for test or example purposes.',
  remediated: 'The dangerous files or code snippets are necessary but remediations were already applied.',
  'not-applicable': 'The check or probe is not applicable in this case.',
  'not-supported': 'The check or probe is fulfilled but in a way that is not supported by Scorecard.',
  'not-detected':
    'The check or probe is fulfilled but in a way that is supported by Scorecard but it was not detected.',
} as const

/** Every check that Scorecard has, whoever can run it. */
const CHECKS: ReadonlySet<string> = new Set(
  (
    'binary-artifacts branch-protection ci-tests cii-best-practices code-review contributors dangerous-workflow ' +
    'dependency-update-tool fuzzing license maintained packaging pinned-dependencies sast sbom security-policy ' +
    'signed-releases token-permissions vulnerabilities webhooks'
  ).split(' '),
)

const Config = z.object({
  annotations: z
    .array(
      z.object({
        checks: z.array(z.string().transform((name) => name.toLowerCase())).nullish(),
        reasons: z.array(z.object({ reason: z.enum(Object.keys(REASONS) as (keyof typeof REASONS)[]) })).nullish(),
      }),
    )
    .nullish(),
})

export const annotations = fact({
  id: 'annotations',
  async gather({ tree }): Promise<Annotations> {
    const said = new Map<string, string[]>()
    const path = PLACES.find((place) => tree.paths.includes(place))
    if (path === undefined) return said
    for (const { checks, reasons } of configIn(() => textOf(tree, path))) {
      const sentences = (reasons ?? []).map(({ reason }) => REASONS[reason])
      for (const check of checks ?? []) said.set(check, [...(said.get(check) ?? []), ...sentences])
    }
    return said
  },
})

/** One unknown check, or one unknown reason, and nothing of it is believed. */
function configIn(read: () => string) {
  try {
    const { data } = Config.safeParse(parse(read(), { logLevel: 'silent' }) ?? {})
    const rows = data?.annotations ?? []
    return rows.every(({ checks }) => (checks ?? []).every((check) => CHECKS.has(check))) ? rows : []
  } catch (error) {
    // It is no YAML, or cannot be read.
    if (error instanceof Unknown || (error instanceof Error && error.name.startsWith('YAML'))) return []
    throw error
  }
}
