/** Results as text for a terminal: what costs most first, each with its reason. */

import { costText, scorecardSays, tenths } from '../../contract/health-words.ts'
import type { CannotTell, CheckResult, Health } from '../../contract/model/check.ts'
import type { Comparison } from '../../contract/model/published.ts'
import { commonText, differenceText, publishedScore, reasonText, shortCommit } from '../../contract/published-words.ts'
import { visible } from '../display-name.ts'
import { detailLine } from './detail-line.ts'

export function checkTable({ score, checks }: Health, withDetails: boolean): string {
  const width = Math.max(...checks.map(({ name }) => name.length))
  const rows = checks.flatMap((one) => [
    [scoreText(one.score).padStart(7), costText(one).padStart(4), one.name.padEnd(width), sentenceOf(one)].join('  '),
    ...(one.cannotTell ? [INDENT + cannotTellText(one, one.cannotTell)] : []),
    ...(one.unseen === undefined ? [] : [`${INDENT}${visible(one.unseen)}`]),
    ...(one.annotations ?? []).map((said) => `${INDENT}Its maintainers: ${said}`),
    ...(withDetails ? linesOf(one) : []),
  ])
  const whole = score < 0 ? 'Score: cannot tell' : `Score: ${tenths(score)} of 10`
  return [whole, '', ...rows].join('\n')
}

/** The published score, and why each check has another one here. */
export function publishedTable(published: Comparison | null): string {
  if (!published) return 'No score is published of it.'
  const { score, date, commit, differences } = published
  return [
    `Published: ${publishedScore(score)} of 10 on ${date}, of commit ${shortCommit(commit)}`,
    commonText(published),
    ...differences.map((one) => visible(`  ${differenceText(one)}. ${reasonText(one.reason)}`)),
  ].join('\n')
}

const INDENT = ' '.repeat(15)

const sentenceOf = (one: CheckResult): string => visible((scorecardSays(one) ?? one.says).split('\n')[0] ?? '')
const cannotTellText = (one: CheckResult, { why, helps }: CannotTell): string =>
  scorecardSays(one) === undefined ? helps : `${visible(why)} ${helps}`
const scoreText = (score: number): string => (score < 0 ? '?' : `${score} / 10`)
const linesOf = ({ details }: CheckResult): string[] =>
  details.filter(({ level }) => level !== 'debug').map((one) => `${INDENT}  ${visible(detailLine(one))}`)
