/** An artifact with all the evidence that there is of it: each piece is judged, and the best one speaks. */
import type { Verdict } from '../../contract/model/verification.ts'
import type { Evidence } from './evidence/source.ts'
import { type Judgement, judge, type Question } from './judge.ts'
import { isOfAnother } from './reasons.ts'
import type { Trust } from './trust.ts'
import { outcomeOf, withoutEvidence } from './verdicts.ts'

/** The piece that speaks, by whose trusted root, and what became of it. */
export interface Spokesman<T> {
  readonly piece: Evidence
  readonly by: T
  readonly judgement: Judgement
}

export interface Appraisal<T> {
  readonly verdicts: readonly Verdict[]
  /** Undefined where there was no evidence at all. */
  readonly spoke: Spokesman<T> | undefined
}

const ORDER = ['pass', 'cannot-tell', 'fail'] as const

/**
 * One good piece is enough: anybody can put a bad one beside it. Each is judged by the first of the trusted roots that
 * knows its authorities. `edit` may say more of a judgement than its bundle does.
 */
export function appraise<T extends { readonly trust: Trust }>(
  evidence: readonly Evidence[],
  trusted: readonly [T, ...T[]],
  question: Omit<Question, 'bundle' | 'trust'>,
  edit: (judgement: Judgement, piece: Evidence, by: T) => Judgement = (judgement) => judgement,
): Appraisal<T> {
  let best: (Spokesman<T> & { rank: number }) | undefined
  for (const piece of evidence) {
    const { by, found } = byWhom(piece, trusted, question)
    const judgement = edit(found, piece, by)
    const rank = ORDER.indexOf(outcomeOf(judgement.verdicts))
    if (best === undefined || rank < best.rank) best = { piece, by, judgement, rank }
    if (rank === 0) break
  }
  return best ? { verdicts: best.judgement.verdicts, spoke: best } : { verdicts: withoutEvidence(), spoke: undefined }
}

/** Where no root knows the authorities of a bundle, the first one says so. */
function byWhom<T extends { readonly trust: Trust }>(
  { bundle }: Evidence,
  [first, ...others]: readonly [T, ...T[]],
  question: Omit<Question, 'bundle' | 'trust'>,
): { by: T; found: Judgement } {
  const ask = (by: T) => ({ by, found: judge({ ...question, bundle, trust: by.trust }) })
  const answer = ask(first)
  if (!isStrange(answer.found)) return answer
  for (const other of others) {
    const next = ask(other)
    if (!isStrange(next.found)) return next
  }
  return answer
}

const isStrange = ({ verification }: Judgement): boolean => !verification.ok && isOfAnother(verification.reason)
