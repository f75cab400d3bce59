/** The sign before a check, and before the health of a whole project. */
import type { Health, WeighedCheck } from '../contract/model/check.ts'
import type { Dismissal, GateState } from '../contract/model/project.ts'

/** Below half of what can be had, in a check that weighs much, something is open. */
const HALF = 5

export interface HealthStates {
  /** Of each check, by its id. */
  readonly states: Record<string, GateState>
  /** The worst of them; what cannot be told, and what is known, makes it no worse. */
  readonly state: GateState
}

/** A check all of whose findings are dismissed asks for nothing. */
export function healthStates({ checks }: Health, dismissed: readonly Dismissal[]): HealthStates {
  const known = new Set(dismissed.map(({ finding }) => finding))
  const states = Object.fromEntries(checks.map((one) => [one.id, stateOf(one, known)]))
  const worst = ORDER.find((state) => Object.values(states).includes(state))
  return { states, state: worst ?? 'cannot-tell' }
}

const ORDER: readonly GateState[] = ['open', 'look', 'fine']

function stateOf({ score, risk, findings, isError }: WeighedCheck, known: ReadonlySet<string>): GateState {
  if (score < 0) return isError ? 'look' : 'cannot-tell'
  if (score === 10) return 'fine'
  if (findings.every(({ id }) => known.has(id))) return 'waiting'
  return score < HALF && (risk === 'critical' || risk === 'high') ? 'open' : 'look'
}
