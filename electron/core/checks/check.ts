/** The shape of a check: one file each in this folder, a pure function from facts to an assessment; `index.ts` is the list. */
import type { CannotTell, CheckDetail, ProbeFinding, ProbeOutcome, Risk } from '../../contract/model/check.ts'
import type { FactId, Facts } from '../facts/index.ts'

/** What a check says of the facts. */
export interface Assessment {
  /** 0 to 10; -1 where it cannot be told. */
  readonly score: number
  readonly reason: string
  readonly details: readonly CheckDetail[]
  readonly probes: readonly ProbeFinding[]
  /** Whether Scorecard calls this an error of the run. */
  readonly isError?: boolean
  readonly cannotTell?: CannotTell
  /** What could not be looked at, in a sentence of ours: Scorecard goes on, and says nothing of it. */
  readonly unseen?: string
}

/** What somebody wants to know who has never heard of the check. Markdown. */
export interface Page {
  readonly looksAt: string
  readonly scored: string
  /** What it does not see, or cannot. */
  readonly unseen: string
  readonly fix: string
}

/** One of Scorecard's probes, as far as it asks for something to be done. */
export interface Probe {
  /** The answer that asks for it. */
  readonly bad: ProbeOutcome
  /** How much work it is, in Scorecard's words; `none` where Scorecard keeps to itself what would help. */
  readonly effort: 'none' | 'low' | 'medium' | 'high'
  /** What to do, in a sentence. */
  readonly help: string
  /** The fix that does it. */
  readonly fix?: string | ((finding: ProbeFinding) => string | undefined)
  /** What it is about, where that is no place in a file. */
  readonly about?: (finding: ProbeFinding) => string | undefined
  /** It is told, and costs nothing by itself: always, or where this is so. */
  readonly isFree?: true | ((finding: ProbeFinding) => boolean)
}

interface Definition<Needs extends FactId> {
  /** As its file is called. */
  readonly id: string
  /** As Scorecard calls it. */
  readonly scorecard: string
  readonly risk: Risk
  /** What is so where all is well, in a few words. */
  readonly title: string
  /** Why that matters. */
  readonly why: string
  /** What Scorecard's output says of it (`documentation.short`). */
  readonly short: string
  /** As Scorecard's SARIF tags it. */
  readonly tags: readonly string[]
  /** Its page in docs/checks/, a paragraph each. */
  readonly page: Page
  /** Every probe that it answers, by Scorecard's names. */
  readonly probes: Readonly<Record<string, Probe>>
  /** Whom Scorecard asks besides the files, where it looks at a repository on its forge: it may know more than they do. */
  readonly elsewhere?: string
  /** What is so where something was found, in a sentence; the findings are at least one. */
  readonly weak: (findings: readonly ProbeFinding[]) => string
  readonly needs: readonly Needs[]
  readonly run: (facts: Pick<Facts, Needs>) => Assessment
}

export interface Check extends Omit<Definition<FactId>, 'run'> {
  readonly run: (facts: Facts) => Assessment
}

/** A check whose facts have been checked and erased, so that the list is a plain array. */
export const check = <Needs extends FactId>(definition: Definition<Needs>): Check => definition

/** The right score for what was found. Each says it as Scorecard does. */
export const MAX = 10
export const MIN = 0

export const CANNOT_TELL = -1
/** `success` of `total`; without any of either, the least. Scorecard cuts off, and never rounds. */
export const proportion = (success: number, total: number): number =>
  total === 0 ? MIN : Math.min(Math.trunc((MAX * success) / total), MAX)

export const normalized = (reason: string, score: number): string => `${reason} -- score normalized to ${score}`

/** Several groups of successes, each with a weight for each of its members. */
export interface Group {
  readonly success: number
  readonly total: number
  readonly weight: number
}

/** -1 where there is nothing to weigh. */
export function weighted(groups: readonly Group[]): number {
  const some = groups.filter(({ total }) => total > 0)
  if (some.length === 0) return CANNOT_TELL
  const sum = (of: (group: Group) => number) => some.reduce((all, group) => all + of(group), 0)
  const total = sum((group) => group.total * group.weight)
  return total === 0
    ? MAX
    : proportion(
        sum((group) => group.success * group.weight),
        total,
      )
}
