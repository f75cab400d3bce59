/** Verifications as text: one as its verdicts, many as a table, the worst first. */
import type { Examination } from '../contract/model/verification.ts'
import { visible } from '../core/display-name.ts'
import { SIGNS, verdictsText } from '../core/verify/answer-text.ts'
import { decisiveOf } from '../core/verify/verdicts.ts'
import type { ManyResult } from './reports.ts'

export const textOf = ({ verdicts }: Pick<Examination, 'verdicts'>): string => verdictsText(verdicts)

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

const decisive = (result: ManyResult): string =>
  'verdicts' in result ? (decisiveOf(result.verdicts)?.says ?? '') : `${result.fault.title} ${result.fault.hint}`
