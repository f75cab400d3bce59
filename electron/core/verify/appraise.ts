/** An artifact with all the evidence that there is of it: each piece is judged, and one of them speaks. */
import type { Outcome, Verdict } from '../../contract/model/verification.ts'
import type { Evidence } from './evidence/source.ts'
import type { Judgement } from './judge.ts'
import { judgePiece, type PieceQuestion } from './judge-piece.ts'
import { isOfAnother } from './reasons.ts'
import type { Trust } from './trust.ts'
import { outcomeOf, withoutEvidence } from './verdicts.ts'

/** A piece, by whose trusted root it was judged, and what became of it. */
export interface Judged<T> {
  readonly piece: Evidence
  readonly by: T
  readonly judgement: Judgement
  readonly outcome: Outcome
}

export interface Appraisal<T> {
  readonly verdicts: readonly Verdict[]
  /** The piece that speaks; undefined where there was no evidence at all. */
  readonly spoke: Judged<T> | undefined
  /** Every piece that was judged. Pieces beside one that is good enough need not be. */
  readonly all: readonly Judged<T>[]
}

const ORDER = ['pass', 'cannot-tell', 'fail'] as const

/**
 * One good piece is enough where anybody can put a bad one beside it. Where whoever serves the artifact serves the evidence
 * too, all of it has to hold. Each piece is judged by the first of the trusted roots that knows its authorities. `edit` may
 * say more of a judgement than the piece does.
 */
export function appraise<T extends { readonly trust: Trust }>(
  evidence: readonly Evidence[],
  trusted: readonly [T, ...T[]],
  question: Omit<PieceQuestion, 'trust'>,
  edit: (judgement: Judgement, piece: Evidence, by: T) => Judgement = (judgement) => judgement,
): Appraisal<T> {
  const all: Judged<T>[] = []
  for (const piece of evidence) {
    const { by, found } = byWhom(piece, trusted, question)
    const judgement = edit(found, piece, by)
    const judged = { piece, by, judgement, outcome: outcomeOf(judgement.verdicts) }
    all.push(judged)
    if (judged.outcome === 'pass' && !evidence.some(({ isVouched }) => isVouched)) break
  }
  const spoke = all.find(isAlarm) ?? best(all)
  return { verdicts: spoke?.judgement.verdicts ?? withoutEvidence(), spoke, all }
}

/** The first of those that say the most. */
const best = <T>(all: readonly Judged<T>[]): Judged<T> | undefined =>
  all.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome))[0]

/** Wrong evidence from where the artifact itself comes from. */
const isAlarm = ({ piece, outcome, judgement }: Judged<unknown>): boolean =>
  piece.isVouched === true && outcome === 'fail' && !isStrange(judgement)

/** Where no root knows the authorities of a bundle, the first one says so. */
function byWhom<T extends { readonly trust: Trust }>(
  piece: Evidence,
  [first, ...others]: readonly [T, ...T[]],
  question: Omit<PieceQuestion, 'trust'>,
): { by: T; found: Judgement } {
  const ask = (by: T) => ({ by, found: judgePiece(piece, { ...question, trust: by.trust }) })
  const answer = ask(first)
  if (!isStrange(answer.found)) return answer
  for (const other of others) {
    const next = ask(other)
    if (!isStrange(next.found)) return next
  }
  return answer
}

const isStrange = ({ verification }: Judgement): boolean =>
  verification !== undefined && !verification.ok && isOfAnother(verification.reason)
