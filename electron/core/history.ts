/** What past looks at a project found: a line, and what changed between two of them. */
import type { Health } from '../contract/model/check.ts'
import type { Run } from '../contract/model/project.ts'

/** More would not be seen in a line. */
const MOST = 60

export const runOf = ({ score, checks }: Health, at: Date): Run => ({
  at: at.toISOString(),
  score,
  scores: Object.fromEntries(checks.map((one) => [one.id, one.score])),
})

/** A look that found the same as the last one takes its place: the line shows what changed, and when it was last so. */
export function withRun(history: readonly Run[], run: Run): Run[] {
  const [before, last] = history.slice(-2)
  const isSame = (one: Run | undefined) =>
    one !== undefined && JSON.stringify(one.scores) === JSON.stringify(run.scores)
  return isSame(last) && (history.length < 2 || isSame(before))
    ? [...history.slice(0, -1), run]
    : [...history, run].slice(-MOST)
}
