/** Results as text for a terminal: the worst first, each with its reason. */
import type { CheckResult, ScanResult } from '../../contract/model/check.ts'
import type { Check } from '../checks/check.ts'
import { visible } from '../display-name.ts'
import { aggregate, tenths } from '../score.ts'
import { detailLine } from './detail-line.ts'

export function checkTable(result: ScanResult, checks: readonly Check[], withDetails: boolean): string {
  const riskOf = new Map(checks.map(({ id, risk }) => [id, risk]))
  const score = aggregate(result.checks.map((one) => ({ score: one.score, risk: riskOf.get(one.id) ?? 'low' })))
  const width = Math.max(...result.checks.map(({ name }) => name.length))
  const rows = result.checks
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap((one) => [
      `${scoreText(one.score).padStart(7)}  ${one.name.padEnd(width)}  ${visible(one.reason.split('\n')[0] ?? '')}`,
      ...(one.cannotTell ? [`${' '.repeat(9)}${visible(one.cannotTell.why)} ${one.cannotTell.helps}`] : []),
      ...(one.annotations ?? []).map((said) => `${' '.repeat(9)}Its maintainers: ${said}`),
      ...(withDetails ? linesOf(one) : []),
    ])
  const whole = score < 0 ? 'Score: cannot tell' : `Score: ${tenths(score)} of 10`
  return [whole, '', ...rows].join('\n')
}

/** What cannot be told comes last: it costs nothing, and asks for something else. */
const rank = ({ score }: CheckResult): number => (score < 0 ? 11 : score)

const scoreText = (score: number): string => (score < 0 ? '?' : `${score} / 10`)

const linesOf = ({ details }: CheckResult): string[] =>
  details.filter(({ level }) => level !== 'debug').map((one) => `${' '.repeat(11)}${visible(detailLine(one))}`)
