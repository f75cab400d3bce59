/** Many files, on all cores: each worker takes a few of them at a time. */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { Examined } from '../adapters/examined.ts'
import { workerOfNode } from '../adapters/worker-process.ts'
import { createWorkers } from '../adapters/workers.ts'
import { Fault, fault } from '../contract/faults.ts'
import { inLanes } from '../core/lanes.ts'
import { evidenceByDigest } from '../core/verify/evidence/by-digest.ts'
import type { Asking, Subject } from '../core/verify/examine.ts'
import type { Terminal } from './terminal.ts'

/** Few enough that no worker waits long for another at the end, and that progress is seen. */
const AT_ONCE = 16
const MOST_WORKERS = 8

export interface Many {
  /** In the order of the list: what came of each, or why it could not be read. Fault: `cancelled`. */
  examine(asking: Asking): Promise<Examined[]>
  close(): void
}

/** Starts the workers at once: they come up while trust is read. */
export function examineMany(list: readonly Subject[], { signal, status }: Pick<Terminal, 'signal' | 'status'>): Many {
  const parts = Array.from({ length: Math.ceil(list.length / AT_ONCE) }, (_, i) => i * AT_ONCE)
  const most = Math.min(availableParallelism(), parts.length, MOST_WORKERS)
  const workers = createWorkers({ start: workerOfNode(join(import.meta.dirname, 'worker.mjs')), most })
  workers.warm()

  /** What one of them does to a worker must not keep the others from being read. */
  async function examined(subjects: readonly Subject[], asking: Asking): Promise<Examined[]> {
    const job = { kind: 'examine', subjects, asking, withDetails: false } as const
    try {
      return await workers.run(job, z.array(Examined).length(subjects.length), { signal })
    } catch (error) {
      if (!(error instanceof Fault) || error.code === 'cancelled') throw error
      if (subjects.length === 1) return [{ fault: error.toRecord() }]
      const singly: Examined[] = []
      for (const subject of subjects) singly.push(...(await examined([subject], asking)))
      return singly
    }
  }

  return {
    async examine(asking) {
      const results: Examined[] = []
      const askingFor = narrowed(asking)
      let done = 0
      await inLanes(parts, most, async (first) => {
        const subjects = list.slice(first, first + AT_ONCE).map(plain)
        for (const [i, one] of (await examined(subjects, askingFor(subjects))).entries()) results[first + i] = one
        done += subjects.length
        status(`Verified ${done} of ${list.length}`)
      })
      if (signal.aborted) throw fault('cancelled')
      return results
    },
    close: workers.close,
  }
}

/** Of many bundles, those that are about the digests at hand: anything else would be sent and tried in vain. */
function narrowed(asking: Asking): (subjects: readonly Subject[]) => Asking {
  const { given } = asking
  if (!given || given.length < AT_ONCE) return () => asking
  const about = evidenceByDigest(given)
  return (subjects) =>
    subjects.every(({ sha256 }) => sha256 !== undefined)
      ? { ...asking, given: [...new Set(subjects.flatMap(({ sha256 = '' }) => about(sha256)))] }
      : asking
}

/** Without what is of no use to a worker. */
const plain = ({ path, sha256, sha512, served }: Subject): Subject => ({
  ...(path === undefined ? {} : { path }),
  ...(sha256 === undefined ? {} : { sha256 }),
  ...(sha512 === undefined ? {} : { sha512 }),
  ...(served === undefined ? {} : { served }),
})
