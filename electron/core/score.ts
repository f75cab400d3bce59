/** The one score of a project: Scorecard's aggregate (`GetAggregateScore` of its package `pkg/scorecard`). */
import type { Health, Risk, ScanResult } from '../contract/model/check.ts'
import type { Check } from './checks/check.ts'

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

/** A scan as a whole: each check with what it takes from the aggregate. */
export function weigh({ checks, files }: ScanResult, known: readonly Check[]): Health {
  const riskOf = new Map(known.map(({ id, risk }) => [id, risk]))
  const weighed = checks.map((one) => ({ ...one, risk: riskOf.get(one.id) ?? 'low' }))
  const whole = weighed.reduce((sum, { risk, score }) => sum + (score < 0 ? 0 : WEIGHTS[risk]), 0)
  const costs = weighed.map((one) => ({
    ...one,
    cost: one.score < 0 ? 0 : (WEIGHTS[one.risk] * (10 - one.score)) / whole,
  }))
  const rank = ({ cost, score }: (typeof costs)[number]) => (cost > 0 ? -cost : score < 0 ? 1 : 2)
  return { score: aggregate(weighed), checks: costs.toSorted((a, b) => rank(a) - rank(b)), files }
}
