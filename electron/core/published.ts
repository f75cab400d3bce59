/** The score that Scorecard published beside the one of the working tree, with the reason of each difference. */
import type { CheckResult, Health } from '../contract/model/check.ts'
import type {
  Comparison,
  Difference,
  DifferenceReason,
  PublishedCheck,
  PublishedScore,
} from '../contract/model/published.ts'
import type { Check } from './checks/check.ts'
import { CANNOT_TELL } from './checks/check.ts'
import { SCORECARD_VERSION } from './export/scorecard-json.ts'
import type { Changes } from './ports.ts'
import { aggregate } from './score.ts'

/** Files that a difference may come from: what the lines of either result name. Those that do not exist are among them. */
export function filesBehind({ checks }: Health, published: PublishedScore): string[] {
  const ours = checks.flatMap(({ details }) => details.flatMap(({ at }) => (at ? [at.path] : [])))
  return [...new Set([...ours, ...published.checks.flatMap(namedIn)])]
}

/** Names of files have no spaces that a line of the result would tell from its words; such files are not found. */
const namedIn = ({ details }: PublishedCheck): string[] =>
  details.flatMap((line) => line.split(/\s+/).map((word) => word.replace(/:\d+$/, ''))).filter((word) => word !== '')

/** `changes` since the commit that was scored, of the files behind the differences; undefined where that is not here. */
export function compare(
  health: Health,
  published: PublishedScore,
  changes: Changes | undefined,
  known: readonly Check[],
): Comparison {
  const definitions = new Map(known.map((one) => [one.id, one]))
  const there = new Map(published.checks.map((one) => [one.name, one]))
  const differences = health.checks.flatMap((one): Difference[] => {
    const other = there.get(one.name)
    if (other?.score === one.score) return []
    const reason = reasonOf(one, other, { published, changes, elsewhere: definitions.get(one.id)?.elsewhere })
    return [{ name: one.name, ...(other ? { there: other.score } : {}), here: one.score, reason }]
  })
  const common = health.checks.flatMap(({ name, risk, score }) => {
    const other = there.get(name)?.score ?? CANNOT_TELL
    return score < 0 || other < 0 ? [] : [{ risk, here: score, there: other }]
  })
  const ours = new Set(health.checks.map(({ name }) => name))
  const others = published.checks.filter(({ name }) => !ours.has(name)).map(({ name, score }) => [name, score] as const)
  const { date, commit, version, score } = published
  const both = common.length > 0 && {
    common: {
      checks: common.length,
      here: aggregate(common.map(({ risk, here }) => ({ risk, score: here }))),
      there: aggregate(common.map((one) => ({ risk: one.risk, score: one.there }))),
    },
  }
  return { date, commit, version, score, ...both, differences, others: Object.fromEntries(others) }
}

interface Around {
  readonly published: PublishedScore
  readonly changes: Changes | undefined
  readonly elsewhere: string | undefined
}

/** The nearest reason first: what the person did, then what others know, then what is different in general. */
function reasonOf(one: CheckResult, other: PublishedCheck | undefined, around: Around): DifferenceReason {
  if (!other) return { is: 'not-published' }
  if (one.score === CANNOT_TELL) return { is: 'untold', where: 'here' }
  if (other.score === CANNOT_TELL) return { is: 'untold', where: 'there' }
  const { changes, elsewhere, published } = around
  if (!changes) return { is: 'commit', isHere: false }
  return (
    changedFiles(one, other, changes) ??
    (elsewhere === undefined ? undefined : { is: 'others', who: elsewhere }) ??
    (plain(published.version) === plain(SCORECARD_VERSION) ? undefined : { is: 'version' }) ??
    (changes.isHead ? { is: 'unknown' } : { is: 'commit', isHere: true })
  )
}

const NEAREST = ['uncommitted', 'unpushed', 'since'] as const

function changedFiles(one: CheckResult, other: PublishedCheck, { changed }: Changes): DifferenceReason | undefined {
  const named = new Set([...one.details.flatMap(({ at }) => (at ? [at.path] : [])), ...namedIn(other)])
  const found = [...named].filter((path) => changed.has(path))
  const change = NEAREST.find((kind) => found.some((path) => changed.get(path) === kind))
  return change && { is: 'files', change, paths: found.filter((path) => changed.get(path) === change) }
}

/** Some write a `v` before it. */
const plain = (version: string): string => version.replace(/^v/, '')
