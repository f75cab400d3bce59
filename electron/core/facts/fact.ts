/** A fact about a project: gathered once for all checks that need it. One file each in this folder; `index.ts` is the list. */
import type { Advisory } from '../../contract/model/advisory.ts'
import type { CannotTell } from '../../contract/model/check.ts'
import type { Tree } from '../ports.ts'

export interface Gathering {
  readonly tree: Tree
  readonly signal: AbortSignal
  /** What holds until a day is held against it. */
  readonly now: Date
  /** To be awaited now and then in long work: says that it goes on, and ends it where it was cancelled. Fault: `cancelled`. */
  readonly pause: () => Promise<void>
  /** What is made of one file alone, or what was made of it before, where the file is still the same. */
  readonly remember: Remember
  /** What others know, where they were asked. */
  readonly known?: Known
  /** Aliases in workflows stand for what they name, as Scorecard 5.5.0 does not have it. */
  readonly withAliases?: boolean
}

export interface Known {
  readonly advisories?: readonly Advisory[]
  /** Whether OSS-Fuzz fuzzes it. */
  readonly isFuzzed?: boolean
}

/** `key` says what it is, among all that is made of the file. */
export type Remember = <T>(key: string, path: string, make: () => T) => T

export const forgetful: Remember = (_, __, make) => make()

export interface Fact<T> {
  /** As its file is called. */
  readonly id: string
  /** Throws `Unknown` for what cannot be known. */
  readonly gather: (from: Gathering) => Promise<T>
}

export const fact = <T>(definition: Fact<T>): Fact<T> => definition

/** A fact that cannot be known: checks that need it cannot tell. */
export class Unknown extends Error {
  /** What Scorecard says of it. */
  readonly reason: string
  readonly cannotTell: CannotTell

  constructor(reason: string, cannotTell: CannotTell) {
    super(reason)
    this.reason = reason
    this.cannotTell = cannotTell
  }
}
