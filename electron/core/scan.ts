/** One look at a project: facts are gathered once, and every check judges them. */
import type { CheckResult, ProjectPackage, ScanResult } from '../contract/model/check.ts'
import { assessed } from './assess.ts'
import { CANNOT_TELL, type Check, MAX } from './checks/check.ts'
import type { Annotations } from './facts/annotations.ts'
import { forgetful, type Known, type Remember, Unknown } from './facts/fact.ts'
import { FACTS, type FactId, type Facts } from './facts/index.ts'
import type { LockedPackages } from './facts/locked-packages.ts'
import type { Tree } from './ports.ts'

export interface ScanNeeds {
  readonly tree: Tree
  readonly signal: AbortSignal
  readonly now: Date
  /** Between two files: lets others have their turn. Fault: `cancelled`. */
  readonly pause: () => Promise<void>
  /** Missing where nobody will look again. */
  readonly remember?: Remember
  /** What registries would publish is wanted too. */
  readonly withPackages?: boolean
  /** What others know, where they were asked. */
  readonly known?: Known
  /** Aliases in workflows stand for what they name. */
  readonly withAliases?: boolean
  /** Told of each check before it judges. */
  readonly onCheck?: (id: string) => void
  /** Checks that do not come back from what is there. */
  readonly passedOver?: ReadonlySet<string>
  /** Told of each check as soon as it is known. */
  readonly onResult?: (result: CheckResult) => void
}

const NOTHING: LockedPackages = { packages: [], unread: [] }

/** In the order of the checks. What cannot be known keeps its checks from telling, and no others. Fault: `cancelled`. */
export async function scan(checks: readonly Check[], needs: ScanNeeds): Promise<ScanResult> {
  const {
    onResult = () => {},
    onCheck = () => {},
    passedOver = new Set(),
    remember = forgetful,
    withPackages = false,
    ...rest
  } = needs
  const gathering = { ...rest, remember }
  const gathered = new Map<FactId, Promise<unknown>>()
  const gather = (id: FactId): Promise<unknown> => {
    const known = gathered.get(id) ?? FACTS[id].gather(gathering)
    gathered.set(id, known)
    return known
  }
  const results: CheckResult[] = []
  for (const one of checks) {
    const result = annotated(
      await judge(one, gather, passedOver.has(one.id) ? neverBack : onCheck),
      (await gather('annotations')) as Annotations,
    )
    onResult(result)
    results.push(result)
  }
  const packages = withPackages ? ((await gather('packages')) as ProjectPackage[]) : []
  const isLockWanted = checks.some((one) => one.needs.includes('advisories'))
  const { packages: locked, unread } = isLockWanted ? ((await gather('lockedPackages')) as LockedPackages) : NOTHING
  const lists = { packages, locked: [...locked], unread: [...unread] }
  return { checks: results, files: needs.tree.paths.length, ...lists }
}

function neverBack(): never {
  throw new Unknown('internal error: it does not come back', {
    why: 'Something in the project keeps it from coming to an end.',
    helps: 'Tell the makers of Countermark, if you may show the project.',
  })
}

async function judge(
  check: Check,
  gather: (id: FactId) => Promise<unknown>,
  begin: (id: string) => void,
): Promise<CheckResult> {
  const { id, scorecard: name, needs } = check
  try {
    const facts: Partial<Record<FactId, unknown>> = {}
    for (const need of needs) facts[need] = await gather(need)
    begin(id)
    // A check is given the facts that it named, which its definition was held to.
    return assessed(check, facts as Facts)
  } catch (error) {
    if (!(error instanceof Unknown)) throw error
    const { reason, cannotTell } = error
    const nothing = { findings: [], details: [], probes: [] }
    const failed = cannotTell.ask === undefined ? { isError: true as const } : {}
    return { id, name, score: CANNOT_TELL, reason, says: cannotTell.why, ...nothing, ...failed, cannotTell }
  }
}

/** Of a check that is at its best nothing needs to be said any more. */
function annotated(result: CheckResult, annotations: Annotations): CheckResult {
  const said = annotations.get(result.name.toLowerCase()) ?? []
  return said.length === 0 || result.score === MAX ? result : { ...result, annotations: [...said] }
}
