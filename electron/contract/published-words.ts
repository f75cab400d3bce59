/** What is said of a published score beside the one of the working tree. */
import { counted } from './counted.ts'
import { tenths } from './health-words.ts'
import type { Comparison, Difference, DifferenceReason, FileChange } from './model/published.ts'

/** A published score is rounded already; digits that it does not have are not made up. */
export const publishedScore = (score: number): string => (score < 0 ? '?' : tenths(score))

export const shortCommit = (commit: string): string => commit.slice(0, 7)

/** Both over the checks that both could tell. */
export const commonText = ({ common }: Comparison): string =>
  common
    ? `Over the ${counted(common.checks, 'check')} that both could tell: ${tenths(common.there)} there, ${tenths(common.here)} here.`
    : 'No check could be told in both.'

/** `Security-Policy: 0 → 10`: then, and now. */
export const differenceText = ({ name, there, here }: Difference): string =>
  there === undefined ? `${name}: ${shown(here)}` : `${name}: ${shown(there)} → ${shown(here)}`

/** A sentence. */
export function reasonText(reason: DifferenceReason): string {
  switch (reason.is) {
    case 'files':
      return filesText(reason.paths, CHANGES[reason.change])
    case 'not-published':
      return 'It is not among the checks that were published.'
    case 'untold':
      return reason.where === 'here' ? 'It cannot be told here.' : 'It could not be told there.'
    case 'others':
      return `Scorecard also asks ${reason.who}.`
    case 'version':
      return 'It was scored by another version of Scorecard.'
    case 'commit':
      return reason.isHere
        ? 'It was scored for another commit.'
        : 'It was scored for a commit that is not in this repository.'
    case 'unknown':
      return 'Why is not known.'
  }
}

const CHANGES: Readonly<Record<FileChange, readonly [one: string, more: string]>> = {
  uncommitted: ['which is not committed yet', 'which are not committed yet'],
  unpushed: ['which is not pushed yet', 'which are not pushed yet'],
  since: ['which came after it', 'which came after it'],
}

/** So many are named. */
const MOST_NAMED = 2

function filesText(paths: readonly string[], [one, more]: readonly [string, string]): string {
  const [first = ''] = paths
  if (paths.length === 1) return `Your change to ${first}, ${one}.`
  const named =
    paths.length <= MOST_NAMED ? paths.join(' and ') : `${first} and ${counted(paths.length - 1, 'other file')}`
  return `Your changes to ${named}, ${more}.`
}

const shown = (score: number): string => (score < 0 ? '?' : String(score))
