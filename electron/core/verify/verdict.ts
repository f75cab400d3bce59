/** A verification as separate answers: each with what was compared with what. There is no answer for all of them at once. */

/** The questions, in the order in which they are shown. */
export const VERDICTS = ['unaltered', 'signed', 'source', 'logged', 'expected', 'rebuilt'] as const
export type VerdictName = (typeof VERDICTS)[number]

/** `not-applicable`: nobody asked. */
export type VerdictOutcome = 'pass' | 'fail' | 'cannot-tell' | 'not-applicable'

export interface Verdict {
  readonly verdict: VerdictName
  readonly outcome: VerdictOutcome
  /** What was found, in one or two sentences. */
  readonly says: string
  /** What was compared with what. */
  readonly compared: string
  /** What to do, where the answer is no pass. */
  readonly next?: string
}
