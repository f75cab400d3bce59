import { openTree, treeOf } from '../../adapters/tree.ts'
import type { ScanJob } from '../../adapters/worker-words.ts'
import { fault } from '../../contract/faults.ts'
import type { ScanResult } from '../../contract/model/check.ts'
import { CHECKS } from '../../core/checks/index.ts'
import { withExcerpts } from '../../core/excerpts.ts'
import { scan } from '../../core/scan.ts'
import type { JobContext } from '../job-context.ts'
import { memoryOf } from '../memory.ts'

/** Whoever waits hears of it, and cancelling is heard, this often. */
const PAUSE_MS = 100

/** Faults: `cancelled`, `files.*` of the folder itself. */
export async function scanJob(job: ScanJob, { signal, alive }: JobContext): Promise<ScanResult> {
  const { root, checks, paths } = job
  let last = performance.now()
  async function pause(): Promise<void> {
    if (performance.now() - last < PAUSE_MS) return
    alive(0)
    await new Promise((next) => setImmediate(next))
    if (signal.aborted) throw fault('cancelled')
    last = performance.now()
  }
  const tree = paths ? await treeOf(root, paths, pause) : await openTree(root, pause)
  const wanted = CHECKS.filter(({ id }) => checks.includes(id))
  const memory = job.isKept ? memoryOf(root) : undefined
  const result = await scan(wanted, {
    tree,
    signal,
    pause,
    withPackages: job.isKept === true,
    known: { isFuzzed: job.isFuzzed === true },
    ...(memory ? { remember: memory.during(tree) } : {}),
    onResult: ({ id }) => alive(0, id),
  })
  memory?.sweep()
  return job.withExcerpts ? withExcerpts(result, tree, pause) : result
}
