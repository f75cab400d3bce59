/** Scorecard's own JSON, version 2 (`pkg/scorecard/json.go`): whoever reads it need not know who wrote it. */

import { tenths } from '../../contract/health-words.ts'
import type { CheckResult, ScanResult } from '../../contract/model/check.ts'
import type { Check } from '../checks/check.ts'
import { aggregate } from '../score.ts'
import { detailLine } from './detail-line.ts'
import { escaped } from './go-json.ts'

/** The version whose checks, numbers and words these are. */
export const SCORECARD_VERSION = 'v5.5.0'

export interface JsonOptions {
  /** Of the project: `file://PATH`, or `github.com/OWNER/NAME`. */
  readonly name: string
  readonly date: Date
  readonly withDetails: boolean
  readonly withAnnotations: boolean
}

/** One line. The keys stand in Scorecard's order. */
export function scorecardJson(result: ScanResult, checks: readonly Check[], options: JsonOptions): string {
  const repo = { name: options.name, commit: UNKNOWN }
  return escaped(predicate({ repo }, result, checks, options))
}

/**
 * The same as an in-toto statement (`pkg/scorecard/statement.go`), unsigned. Its keys are those that Scorecard writes, which are
 * not those of the in-toto specification.
 */
export function scorecardStatement(result: ScanResult, checks: readonly Check[], options: JsonOptions): string {
  const { name } = options
  const about = { name, uri: `git+https://${name}@${UNKNOWN}`, digest: { gitCommit: UNKNOWN } }
  const rest = { type: 'https://in-toto.io/Statement/v1', subject: [about], predicate_type: PREDICATE_TYPE }
  return escaped(`{"predicate":${predicate({}, result, checks, options)},${JSON.stringify(rest).slice(1)}`)
}

const PREDICATE_TYPE = 'https://scorecard.dev/result/v0.1'
/** No commit is looked at, but the files as they are. */
export const UNKNOWN = 'unknown'

function predicate(
  subject: { readonly repo?: object },
  result: ScanResult,
  checks: readonly Check[],
  { date, withDetails, withAnnotations }: JsonOptions,
): string {
  const checkOf = new Map(checks.map((one) => [one.id, one]))
  const weighed = result.checks.map(({ id, score }) => ({ score, risk: checkOf.get(id)?.risk ?? 'low' }))
  const rows = result.checks
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((one) => ({
      ...rowOf(one, checkOf.get(one.id)?.short ?? '', withDetails),
      ...(withAnnotations && one.annotations ? { annotations: one.annotations } : {}),
    }))
  const head = {
    date: date.toISOString().replace(/\.\d+/, ''),
    ...subject,
    scorecard: { version: SCORECARD_VERSION, commit: UNKNOWN },
  }
  // A whole number would lose its decimal as one of JavaScript's.
  const score = tenths(aggregate(weighed))
  const body = `"score":${score},"checks":${rows.length === 0 ? 'null' : JSON.stringify(rows)},"metadata":null`
  return `${JSON.stringify(head).slice(0, -1)},${body}}`
}

export const documentationOf = (name: string): string =>
  `https://github.com/ossf/scorecard/blob/main/docs/checks.md#${name.toLowerCase()}`

function rowOf({ name, score, reason, details }: CheckResult, short: string, withDetails: boolean) {
  const lines = details.filter(({ level }) => level !== 'debug').map(detailLine)
  return {
    details: withDetails && lines.length > 0 ? lines : null,
    score,
    reason,
    name,
    documentation: { url: documentationOf(name), short },
  }
}
