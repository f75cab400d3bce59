/** A line of a result, as Scorecard prints it (`pkg/scorecard/common.go`). */
import type { CheckDetail } from '../../contract/model/check.ts'

const LEVELS = { info: 'Info', warn: 'Warn', debug: 'Debug' } as const

export function detailLine({ level, text, at, remedy }: CheckDetail): string {
  const line = at?.line === undefined ? '' : `:${at.line}`
  const end = at?.end !== undefined && at.end > (at.line ?? 0) ? `-${at.end}` : ''
  const place = at ? `: ${at.path}${line}${end}` : ''
  return `${LEVELS[level]}: ${text}${place}${remedy === undefined ? '' : `: ${remedy}`}`
}
