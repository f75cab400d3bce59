/** A dependency of the build, as Scorecard counts them, and what kept some from being found. */
import type { CheckLocation } from '../../contract/model/check.ts'
import type { InstallKind } from './shell-installs.ts'

export type DependencyKind = 'GitHubAction' | 'containerImage' | 'downloadThenRun' | InstallKind

export interface Dependency {
  readonly kind: DependencyKind
  readonly at: CheckLocation
  readonly isPinned: boolean
  /** Of an action: as it is named. */
  readonly name?: string
  /** What would help, in Scorecard's words. */
  readonly remedy?: string
}

/** A script that could not be read, or a job of which nobody knows where it runs. */
export interface Unread {
  readonly text: string
  readonly at: CheckLocation
}
