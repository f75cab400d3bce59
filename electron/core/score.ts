/** The one score of a project: Scorecard's aggregate (`GetAggregateScore` of its package `pkg/scorecard`). */
import type { Risk } from './checks/check.ts'

const WEIGHTS: Readonly<Record<Risk, number>> = { critical: 10, high: 7.5, medium: 5, low: 2.5 }

export interface Weighed {
  readonly risk: Risk
  /** 0 to 10; -1 does not count. */
  readonly score: number
}

/** From 0 to 10, not rounded; -1 where no check could tell. */
export function aggregate(results: readonly Weighed[]): number {
  let [sum, weight] = [0, 0]
  for (const { risk, score } of results) {
    if (score < 0) continue
    sum += WEIGHTS[risk] * score
    weight += WEIGHTS[risk]
  }
  return weight === 0 ? -1 : sum / weight
}

/** With one decimal, as Go prints it: what lies exactly in the middle goes to the even digit. */
export function tenths(score: number): string {
  const scaled = score * 10
  const isMiddle = scaled - Math.floor(scaled) === 0.5 && Number.isInteger(score * 4)
  if (!isMiddle) return score.toFixed(1)
  const below = Math.floor(scaled)
  return ((below % 2 === 0 ? below : below + 1) / 10).toFixed(1)
}
