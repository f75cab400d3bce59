/** The answers about one file as plain text: for a terminal, an issue, an e-mail. */
import type { Examination, Verdict, VerdictOutcome } from '../../contract/model/verification.ts'
import { visible } from '../display-name.ts'

export const SIGNS: Readonly<Record<VerdictOutcome, string>> = {
  pass: 'pass',
  fail: 'FAIL',
  'cannot-tell': 'cannot tell',
  'not-applicable': 'not asked',
}

/** What to do stands below the table, once where several answers wait for the same thing. */
export function verdictsText(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(
    ({ verdict, outcome, says }) => `${verdict.padEnd(10)} ${SIGNS[outcome].padEnd(12)} ${says}`,
  )
  return [...rows, ...nextsOf(verdicts).flatMap((next, i) => (i === 0 ? ['', next] : [next]))].join('\n')
}

/** What to do, each thing once. That nobody has rebuilt a file asks nothing of anybody. */
export const nextsOf = (verdicts: readonly Verdict[]): string[] => [
  ...new Set(verdicts.flatMap(({ verdict, next }) => (next && verdict !== 'rebuilt' ? [next] : []))),
]

/** With what a reader who was not there has to know: which file, by which digest, by whose trusted root, with which program. */
export function answerText(
  { subject, verdicts, trust, bundle }: Examination,
  { name, version }: { readonly name: string; readonly version: string },
): string {
  const lines = [
    visible(name),
    ...(subject.sha256 === undefined ? [] : [`sha256:${subject.sha256}`]),
    ...(subject.sha512 === undefined ? [] : [`sha512:${subject.sha512}`]),
    '',
    verdictsText(verdicts),
    '',
    ...(bundle === undefined ? [] : [`Evidence: ${visible(baseName(bundle))}.`]),
    ...(trust
      ? [`Trusted root: ${visible(trust.title)}${trust.source ? `, of ${trust.source.date.slice(0, 10)}` : ''}.`]
      : []),
    `Countermark ${version}. None of this says what the file does.`,
  ]
  return `${lines.join('\n')}\n`
}

/** A path tells more of a machine than its file's name. */
const baseName = (path: string): string => path.replace(/^.*[\\/]/s, '')
