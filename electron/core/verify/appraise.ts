/** An artifact with all the evidence that there is of it: each piece is judged, and the best one speaks. */
import type { Evidence } from './evidence/source.ts'
import { type Judgement, judge, type Question } from './judge.ts'
import type { Verdict } from './verdict.ts'
import { outcomeOf, withoutEvidence } from './verdicts.ts'

export interface Appraisal {
  readonly verdicts: readonly Verdict[]
  /** The piece that speaks, and what became of it; undefined where there was none at all. */
  readonly by: { readonly path: string; readonly judgement: Judgement } | undefined
}

const ORDER = ['pass', 'cannot-tell', 'fail'] as const

/**
 * One good piece is enough: anybody can put a bad one beside it. `edit` may say more of a judgement than its bundle does.
 */
export function appraise(
  evidence: readonly Evidence[],
  question: Omit<Question, 'bundle'>,
  edit: (judgement: Judgement, piece: Evidence) => Judgement = (judgement) => judgement,
): Appraisal {
  let best: { path: string; judgement: Judgement; rank: number } | undefined
  for (const piece of evidence) {
    const { path, bundle } = piece
    const judgement = edit(judge({ ...question, bundle }), piece)
    const rank = ORDER.indexOf(outcomeOf(judgement.verdicts))
    if (best === undefined || rank < best.rank) best = { path, judgement, rank }
    if (rank === 0) break
  }
  if (!best) return { verdicts: withoutEvidence(), by: undefined }
  const { path, judgement } = best
  return { verdicts: judgement.verdicts, by: { path, judgement } }
}
