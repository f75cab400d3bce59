import { isHeld, openTree, treeOf } from '../../adapters/tree.ts'
import type { ScanJob } from '../../adapters/worker-words.ts'
import { fault } from '../../contract/faults.ts'
import type { ScanResult } from '../../contract/model/check.ts'
import { CHECKS } from '../../core/checks/index.ts'
import { withExcerpts } from '../../core/excerpts.ts'
import type { Tree } from '../../core/ports.ts'
import { scan } from '../../core/scan.ts'
import { wellFormed } from '../../core/well-formed.ts'
import { carefulTree } from '../careful-tree.ts'
import type { JobContext } from '../job-context.ts'
import { type Memory, memoryOf } from '../memory.ts'

/** Whoever waits hears of it, and cancelling is heard, this often. */
const PAUSE_MS = 100

type Pause = () => Promise<void>

/** Faults: `cancelled`, `files.*` of the folder itself. */
export async function scanJob(job: ScanJob, { signal, alive, at }: JobContext): Promise<ScanResult> {
  const { root, checks } = job
  let last = performance.now()
  async function pause(): Promise<void> {
    // What was told has to be on its way before anything else begins.
    if (!job.careful && performance.now() - last < PAUSE_MS) return
    alive(0)
    await new Promise((next) => setImmediate(next))
    if (signal.aborted) throw fault('cancelled')
    last = performance.now()
  }
  const memory = job.isKept ? memoryOf(root) : undefined
  const { tree: all, changed } = await treeFor(job, memory, pause)
  const { careful } = job
  const closed = new Set(careful?.flatMap((spot) => ('file' in spot ? [spot.file] : [])))
  const tree = careful ? carefulTree(all, closed, (file) => at({ file })) : all
  const wanted = CHECKS.filter(({ id }) => checks.includes(id))
  const result = await scan(wanted, {
    tree,
    now: new Date(),
    signal,
    pause,
    withPackages: job.isKept === true,
    known: { isFuzzed: job.isFuzzed === true },
    withAliases: job.withAliases === true,
    ...(memory ? { remember: memory.during(tree, changed) } : {}),
    onResult: ({ id }) => alive(0, id),
    ...(careful ? { onCheck: (check: string) => at({ check }) } : {}),
    passedOver: new Set(careful?.flatMap((spot) => ('check' in spot ? [spot.check] : []))),
  })
  memory?.sweep()
  const shown = job.withExcerpts ? await withExcerpts(result, tree, pause) : result
  return tree.paths.every((path) => path.isWellFormed()) ? shown : wellFormed(shown)
}

interface Known {
  readonly tree: Tree
  /** Nothing else is another file than before. */
  readonly changed?: ReadonlySet<string>
}

/** The tree of the job before, where it is known what changed and the same files are there; else all are looked up. */
async function treeFor({ root, paths, changed }: ScanJob, memory: Memory | undefined, pause: Pause): Promise<Known> {
  const before = memory?.tree()
  if (before && paths && changed) {
    const names = new Set(before.paths)
    if (changed.every((path) => names.has(path) && isHeld(root, path)))
      return { tree: before, changed: new Set(changed) }
  }
  return { tree: paths ? await treeOf(root, paths, pause) : await openTree(root, pause) }
}
