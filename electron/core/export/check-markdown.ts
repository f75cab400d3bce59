/** Results for a pull request: a table, the worst first, and behind it what would make it better. */

import { scorecardSays, tenths } from '../../contract/health-words.ts'
import type { CheckResult, Health } from '../../contract/model/check.ts'
import { visible } from '../display-name.ts'
import { detailLine } from './detail-line.ts'

/** More would not be read, and some forges refuse long texts. */
const MOST_LINES = 50

export function checkMarkdown({ score, checks }: Health): string {
  const rows = checks.map((one) => {
    const { score: own, name, says, unseen } = one
    const said = [scorecardSays(one) ?? says, ...(unseen === undefined ? [] : [unseen])].map(cell).join('<br>')
    return `| ${own < 0 ? '?' : own} | ${name} | ${said} |`
  })
  const sections = checks.filter(({ score: own }) => own >= 0 && own < 10).flatMap(section)
  return [
    `**OpenSSF Scorecard: ${score < 0 ? 'cannot tell' : `${tenths(score)} of 10`}**`,
    '',
    '| score | check | reason |',
    '|---|---|---|',
    ...rows,
    ...sections,
  ].join('\n')
}

function section({ name, details }: CheckResult): string[] {
  const lines = details.filter(({ level }) => level === 'warn').map((one) => `- ${code(detailLine(one))}`)
  if (lines.length === 0) return []
  const more = lines.length > MOST_LINES ? [`- and ${lines.length - MOST_LINES} more`] : []
  return ['', `<details><summary>${name}</summary>`, '', ...lines.slice(0, MOST_LINES), ...more, '', '</details>']
}

/** Names of files are strangers' text: they are shown, and mean nothing. */
const cell = (text: string): string => visible(text.split('\n')[0] ?? '').replace(/[\\|`*_<>[\]]/g, '\\$&')

function code(text: string): string {
  const line = visible(text).replaceAll('\n', ' ')
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`
}
