/** What is said of a project's health wherever it is said. */
import { capital, count, counted } from './counted.ts'
import type { CheckResult, WeighedCheck } from './model/check.ts'
import type { HealthView } from './model/project.ts'

/** With one decimal, as Scorecard prints it: what lies exactly in the middle goes to the even digit. */
export function tenths(score: number): string {
  const scaled = score * 10
  const isMiddle = scaled - Math.floor(scaled) === 0.5 && Number.isInteger(score * 4)
  if (!isMiddle) return score.toFixed(1)
  const below = Math.floor(scaled)
  return ((below % 2 === 0 ? below : below + 1) / 10).toFixed(1)
}

/** What a check takes from the whole. What is very little is not nothing. */
export const costText = ({ cost }: WeighedCheck): string => (cost > 0 ? `−${tenths(Math.max(cost, 0.1))}` : '')

/** The check that asks for something first: the costliest that is not known in whole. */
export const foremost = ({ health, dismissed }: Pick<HealthView, 'health' | 'dismissed'>): WeighedCheck | undefined => {
  const known = new Set(dismissed.map(({ finding }) => finding))
  return health.checks.find(({ cost, findings }) => cost > 0 && !findings.every(({ id }) => known.has(id)))
}

/** The answer in a sentence. */
export function healthSentence(view: Pick<HealthView, 'health' | 'dismissed'>): string {
  const { checks } = view.health
  const broken = checks.filter(({ isError }) => isError).length
  if (broken > 0) return `${capital(counted(broken, 'check'))} cannot tell, since something could not be read.`
  const first = foremost(view)
  if (first) return first.says
  const open = checks.filter(({ score }) => score < 0).length
  if (checks.length === open) return 'Nothing can be told of this project.'
  if (checks.some(({ cost }) => cost > 0)) return 'What costs some of the score is known.'
  return open > 0
    ? `Nothing costs any of the score; ${counted(open, 'check')} cannot tell.`
    : `${capital(count(checks.length))} checks are at their best.`
}

/** For people: where nobody was asked, Scorecard would say no more than that it failed. */
export const scorecardSays = ({ reason, cannotTell }: CheckResult): string | undefined =>
  cannotTell?.ask === undefined ? reason : undefined
