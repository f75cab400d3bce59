/** One look at a project: facts are gathered once, and every check judges them. */
import type { CheckResult, ScanResult } from '../contract/model/check.ts'
import { CANNOT_TELL, type Check, MAX } from './checks/check.ts'
import type { Annotations } from './facts/annotations.ts'
import { Unknown } from './facts/fact.ts'
import { FACTS, type FactId, type Facts } from './facts/index.ts'
import type { Tree } from './ports.ts'

export interface ScanNeeds {
  readonly tree: Tree
  readonly signal: AbortSignal
  /** Between two files: lets others have their turn. Fault: `cancelled`. */
  readonly pause: () => Promise<void>
  /** Told each check as soon as it is known. */
  readonly onResult?: (result: CheckResult) => void
}

/** In the order of the checks. What cannot be known keeps its checks from telling, and no others. Fault: `cancelled`. */
export async function scan(checks: readonly Check[], needs: ScanNeeds): Promise<ScanResult> {
  const { onResult = () => {}, ...gathering } = needs
  const gathered = new Map<FactId, Promise<unknown>>()
  const gather = (id: FactId): Promise<unknown> => {
    const known = gathered.get(id) ?? FACTS[id].gather(gathering)
    gathered.set(id, known)
    return known
  }
  const results: CheckResult[] = []
  for (const one of checks) {
    const result = annotated(await judge(one, gather), (await gather('annotations')) as Annotations)
    onResult(result)
    results.push(result)
  }
  return { checks: results, files: needs.tree.paths.length }
}

async function judge(check: Check, gather: (id: FactId) => Promise<unknown>): Promise<CheckResult> {
  const { id, scorecard: name, needs, run } = check
  try {
    const facts: Partial<Record<FactId, unknown>> = {}
    for (const need of needs) facts[need] = await gather(need)
    // A check is given the facts that it named, which its definition was held to.
    const { isError, details, probes, ...rest } = run(facts as Facts)
    return { id, name, ...rest, details: [...details], probes: [...probes], ...(isError ? { isError } : {}) }
  } catch (error) {
    if (!(error instanceof Unknown)) throw error
    const { reason, cannotTell } = error
    return { id, name, score: CANNOT_TELL, reason, details: [], probes: [], isError: true, cannotTell }
  }
}

/** Of a check that is at its best nothing needs to be said any more. */
function annotated(result: CheckResult, annotations: Annotations): CheckResult {
  const said = annotations.get(result.name.toLowerCase()) ?? []
  return said.length === 0 || result.score === MAX ? result : { ...result, annotations: [...said] }
}
