/** Scorecard's probe format (`pkg/scorecard/probe.go`): every answer of every probe. What would help is said in our own words. */
import type { CheckLocation, ProbeFinding, ScanResult } from '../../contract/model/check.ts'
import type { Check } from '../checks/check.ts'
import { escaped } from './go-json.ts'
import { SCORECARD_VERSION, UNKNOWN } from './scorecard-json.ts'

const EFFORTS = { none: 0, low: 1, medium: 2, high: 3 } as const

/** One line. The keys stand in Scorecard's order; the checks do in theirs, which in Scorecard depends on chance. */
export function scorecardProbes(
  result: ScanResult,
  checks: readonly Check[],
  { name, date }: { readonly name: string; readonly date: Date },
): string {
  const probesOf = new Map(checks.map(({ id, probes }) => [id, probes]))
  const findings = result.checks.flatMap(({ id, probes }) =>
    probes.map((one) => findingOf(one, probesOf.get(id) ?? {})),
  )
  return escaped(
    JSON.stringify({
      date: date.toISOString().slice(0, 10),
      repo: { name, commit: UNKNOWN },
      scorecard: { version: SCORECARD_VERSION, commit: UNKNOWN },
      findings: findings.length === 0 ? null : findings,
    }),
  )
}

function findingOf({ probe, outcome, message, at, values, remedy }: ProbeFinding, probes: Check['probes']) {
  const known = probes[probe]
  const help = remedy ?? (known?.bad === outcome && known.effort !== 'none' ? known.help : undefined)
  return {
    ...(at ? { location: locationOf(at) } : {}),
    ...(help === undefined || !known
      ? {}
      : { remediation: { text: help, markdown: help, effort: EFFORTS[known.effort] } }),
    ...(values ? { values: Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))) } : {}),
    probe,
    message,
    outcome,
  }
}

const locationOf = ({ path, type, line, end, snippet }: CheckLocation) => ({
  ...(line === undefined ? {} : { lineStart: line }),
  ...(end === undefined ? {} : { lineEnd: end }),
  ...(snippet === undefined ? {} : { snippet }),
  path,
  type,
})
