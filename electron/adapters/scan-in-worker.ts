/** Looks at a project in a worker. Where one is lost, it is found out at what, and that alone cannot be told. */
import { Fault } from '../contract/faults.ts'
import { ScanResult } from '../contract/model/check.ts'
import type { ScanJob, Spot } from './worker-words.ts'
import type { RunOptions, Workers } from './workers.ts'

/** A project with more of them is made to be one. */
const MOST_LOST = 4
const LOST: ReadonlySet<string> = new Set(['worker.slow', 'worker.died'])

/** Faults: `files.*` of the folder, `cancelled`; `worker.slow` and `worker.died` where there is no end to it. */
export async function scanInWorker(workers: Workers, job: ScanJob, options: RunOptions): Promise<ScanResult> {
  let careful: readonly Spot[] | undefined
  for (;;) {
    let spot: Spot | undefined
    const onSpot = (one: Spot) => {
      spot = one
    }
    try {
      return await workers.run(careful ? { ...job, careful } : job, ScanResult, { ...options, onSpot })
    } catch (error) {
      if (!(error instanceof Fault) || !LOST.has(error.code)) throw error
      if (careful && (!spot || careful.length === MOST_LOST)) throw error
      // The first time nobody was asked where it is.
      careful = [...(careful ?? []), ...(spot ? [spot] : [])]
    }
  }
}
