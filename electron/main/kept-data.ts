/** Everything that the program keeps: where it is, how much it is, and how it is forgotten. Bundles are no part of it. */
import { deleteParts, measureParts } from '../adapters/data-folder-parts.ts'
import type { Instances } from '../adapters/instances.ts'
import { fault } from '../contract/faults.ts'
import type { DataFolder } from '../contract/model/settings.ts'
import type { Secrets } from '../core/ports.ts'
import type { Sessions } from './sessions.ts'

export interface KeptData {
  readonly path: string
  measure(): Promise<DataFolder>
  /** Fault: `session.running`. */
  checkIdle(): void
  /**
   * Deletes all of it. What one part refuses does not keep the others: the first fault is thrown at the end. Faults:
   * `session.running`, `session.elsewhere`, `practice.elsewhere`, `files.*`.
   */
  forget(): Promise<void>
}

export interface KeptDataNeeds {
  readonly path: string
  readonly secrets: Secrets
  readonly sessions: Sessions
  readonly instances: Instances
  /** Empties what Chromium keeps. */
  readonly clearWindow: () => Promise<void>
}

export function keptData({ path, secrets, sessions, instances, clearWindow }: KeptDataNeeds): KeptData {
  async function forgetPractice(): Promise<void> {
    if (!(await instances.forgetPractice())) throw fault('practice.elsewhere')
  }

  return {
    path,
    measure: async () => ({ path, parts: await measureParts(path) }),
    checkIdle() {
      if (sessions.isBusy()) throw fault('session.running')
    },
    async forget() {
      if (sessions.isBusy()) throw fault('session.running')
      const refusals: unknown[] = []
      const parts = [secrets.clear, sessions.forgetAll, forgetPractice, () => deleteParts(path), clearWindow]
      for (const part of parts) await part().catch((error: unknown) => refusals.push(error))
      if (refusals.length > 0) throw refusals[0]
    },
  }
}
