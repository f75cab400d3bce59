/** The shape of a place that gives its jobs identity tokens: one file each in this folder, listed in `providers.ts`. */
import { fault } from '../../contract/faults.ts'
import type { Clock, Files, Http } from '../../core/ports.ts'

/** Everything that is looked at. Nothing here is read from the process itself. */
export interface Surroundings {
  /** The environment of the job. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly files: Pick<Files, 'read'>
  readonly http: Http
  readonly clock: Clock
}

export interface AmbientProvider {
  readonly id: string
  /** As it calls itself. */
  readonly title: string
  /** Whether whoever wrote the job agreed to sign in its name by giving it this token. A machine's own says nothing of that. */
  readonly isJob: boolean
  /** Whether this job runs there: told by the environment or a file, never by a request. */
  isHere(around: Surroundings): boolean | Promise<boolean>
  /** The token, as text. Faults: `auth.ambient-failed`, `network.*`, `cancelled`. */
  token(around: Surroundings, asked: { audience: string; signal: AbortSignal }): Promise<string>
  /** Hosts that it asks besides those of the instance, for the list of allowed ones. */
  hosts?(around: Surroundings): readonly string[]
}

/** `reason` without a full stop, and without anything of the answer. */
export const failed = (provider: string, reason: string) => fault('auth.ambient-failed', { provider, reason })
