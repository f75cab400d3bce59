/** Verifications as text: one as its verdicts, many as a table, the worst first. */

import type { Examination } from '../contract/model/verification.ts'
import { visible } from '../core/display-name.ts'
import type { ManyResult } from './reports.ts'

const SIGNS = { pass: 'pass', fail: 'FAIL', 'cannot-tell': 'cannot tell', 'not-applicable': 'not asked' } as const

/** What to do stands below the table, once where several answers wait for the same thing. */
export const textOf = ({ verdicts }: Pick<Examination, 'verdicts'>): string => {
  const rows = verdicts.map(
    ({ verdict, outcome, says }) => `${verdict.padEnd(10)} ${SIGNS[outcome].padEnd(12)} ${says}`,
  )
  const nexts = new Set(verdicts.flatMap(({ verdict, next }) => (next && verdict !== 'rebuilt' ? [next] : [])))
  return [...rows, ...(nexts.size > 0 ? [''] : []), ...nexts].join('\n')
}

const ORDER = ['fail', 'cannot-tell', 'pass'] as const

/** The outcome of all together: that of the worst. */
export const worst = (results: readonly ManyResult[]): ManyResult['outcome'] =>
  ORDER.find((outcome) => results.some((result) => result.outcome === outcome)) ?? 'cannot-tell'

/** A line each, and how many there are of each kind. */
export function tableOf(results: readonly ManyResult[]): string {
  const sorted = results.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome))
  const width = Math.min(60, Math.max(...results.map(({ name }) => visible(name).length)))
  const rows = sorted.map(
    (result) => `${SIGNS[result.outcome].padEnd(12)} ${visible(result.name).padEnd(width)}  ${decisive(result)}`,
  )
  const counts = ORDER.map((outcome) => {
    const count = results.filter((result) => result.outcome === outcome).length
    return count === 0 ? [] : [`${count} ${SIGNS[outcome]}`]
  })
  return [...rows, '', `${results.length} in all: ${counts.flat().join(', ')}.`].join('\n')
}

/** The sentence that decided: of what failed or stays open, or else who signed. */
function decisive(result: ManyResult): string {
  if (!('verdicts' in result)) return `${result.fault.title} ${result.fault.hint}`
  const { verdicts, outcome } = result
  const named = outcome === 'pass' ? 'signed' : undefined
  const decided = verdicts.find((one) =>
    named === undefined ? one.outcome === outcome && DECISIVE.has(one.verdict) : one.verdict === named,
  )
  return decided?.says ?? ''
}

const DECISIVE: ReadonlySet<string> = new Set(['unaltered', 'signed', 'logged', 'expected'])
