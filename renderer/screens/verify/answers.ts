/** What the answers come to, for rows and headlines. */
import {
  DECIDING,
  type Examination,
  type Verdict,
  type VerifiedFile,
} from '../../../electron/contract/model/verification.ts'
import type { StatusKind } from '../../ui/StatusSign.tsx'

/** The verdict that decided: what failed or stays open, or else who signed. */
export const decisiveOf = ({ outcome, verdicts }: Examination): Verdict | undefined =>
  verdicts.find((one) =>
    outcome === 'pass' ? one.verdict === 'signed' : one.outcome === outcome && DECIDING.includes(one.verdict),
  )

/** Whether certificate and attestation name different sources. */
export function disagrees({ verdicts, sources }: Examination): boolean {
  const source = verdicts.find(({ verdict }) => verdict === 'source')
  return source?.outcome !== 'pass' && sources?.certificate !== undefined && sources.statement !== undefined
}

const SIGNS = { pass: 'fine', fail: 'open', 'cannot-tell': 'cannot-tell', 'not-applicable': 'cannot-tell' } as const

export const signOfVerdict = (verdict: Verdict, of: Examination): StatusKind =>
  verdict.verdict === 'source' && disagrees(of) ? 'look' : SIGNS[verdict.outcome]

export const signOf = ({ examination }: VerifiedFile): StatusKind => (examination ? SIGNS[examination.outcome] : 'look')

const ORDER: readonly StatusKind[] = ['open', 'look', 'cannot-tell', 'fine']

/** With the place that each has in its verification. */
export const worstFirst = (files: readonly VerifiedFile[]): { file: VerifiedFile; index: number }[] =>
  files
    .map((file, index) => ({ file, index }))
    .sort((a, b) => ORDER.indexOf(signOf(a.file)) - ORDER.indexOf(signOf(b.file)) || a.index - b.index)

/** What to do, each thing once. That nobody has rebuilt a file asks nothing of anybody. */
export const nextsOf = ({ verdicts }: Examination): string[] => [
  ...new Set(verdicts.flatMap(({ verdict, next }) => (next && verdict !== 'rebuilt' ? [next] : []))),
]
