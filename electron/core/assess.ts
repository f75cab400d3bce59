/** What a check makes of facts: they may be gathered here, or be told by others later. */
import type { Advisory } from '../contract/model/advisory.ts'
import type { CheckResult, ScanResult } from '../contract/model/check.ts'
import { type Assessment, type Check, MAX } from './checks/check.ts'
import type { Facts } from './facts/index.ts'
import { findingsOf, weakIn } from './findings.ts'

/** `facts` are those that the check needs. */
export function assessed(check: Check, facts: Facts): CheckResult {
  const assessment = check.run(facts)
  const { isError, details, probes, unseen, ...rest } = assessment
  const lists = { findings: findingsOf(check, rest.score, probes), details: [...details], probes: [...probes] }
  const { id, scorecard: name } = check
  const untold = unseen === undefined ? {} : { unseen }
  const says = [sentenceOf(check, assessment), ...Object.values(untold)].join(' ')
  return { id, name, ...rest, says, ...untold, ...lists, ...(isError ? { isError } : {}) }
}

function sentenceOf(check: Check, { score, cannotTell, reason, probes }: Assessment): string {
  if (score === MAX) return `${check.title}.`
  const weak = weakIn(check, probes).map(({ found }) => found)
  return cannotTell?.why ?? (weak.length > 0 ? check.weak(weak) : reason)
}

/** The same scan, once somebody has been asked about its dependencies. */
export function withAdvisories(result: ScanResult, check: Check, advisories: readonly Advisory[]): ScanResult {
  const { locked: packages, unread = [] } = result
  const facts: Partial<Facts> = { advisories, lockedPackages: { packages, unread } }
  const checks = result.checks.map((one) =>
    one.id === check.id ? { ...assessed(check, facts as Facts), ...kept(one) } : one,
  )
  return { ...result, checks }
}

const kept = ({ annotations }: CheckResult) => (annotations ? { annotations } : {})
