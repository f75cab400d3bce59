/** What maintainers say of checks, in `scorecard.yml` (Scorecard's package `config`). */
import { parse } from 'yaml'
import { z } from 'zod'

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

/** Checks by their names in lower case, with sentences in Scorecard's words; one after the other, as they stand there. */
export interface Said {
  readonly checks: readonly string[]
  readonly sentences: readonly string[]
}

/** Nothing of a text that is no such file; one unknown check, or one unknown reason, and nothing of it is believed. */
export function annotationsIn(text: string): readonly Said[] {
  const { data } = Config.safeParse(parsed(text))
  const rows = (data?.annotations ?? []).map(({ checks, reasons }) => ({
    checks: checks ?? [],
    sentences: (reasons ?? []).map(({ reason }) => REASONS[reason]),
  }))
  return rows.every(({ checks }) => checks.every((check) => CHECKS.has(check))) ? rows : []
}

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent' }) ?? {}
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('YAML')) return undefined
    throw error
  }
}
