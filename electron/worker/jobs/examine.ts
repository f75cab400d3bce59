import { archives } from '../../adapters/archives.ts'
import type { Examined } from '../../adapters/examined.ts'
import { createFiles } from '../../adapters/files.ts'
import { listFolders } from '../../adapters/walk.ts'
import type { ExamineJob } from '../../adapters/worker-words.ts'
import { fault } from '../../contract/faults.ts'
import { inLanes } from '../../core/lanes.ts'
import { purlText } from '../../core/purl.ts'
import { examine } from '../../core/verify/examine.ts'
import { identify } from '../../core/verify/identify.ts'
import { faultRecordOf } from '../fault-record-of.ts'
import type { JobContext } from '../job-context.ts'

/** Told about so often at most: a message for each chunk would cost more than reading it. */
const BYTES_BETWEEN = 32 * 1024 * 1024
/** One is read while another one is judged. */
const FILES_AT_ONCE = 4

/** In the order in which they were asked about. Fault: `cancelled`. */
export async function examineJob(job: ExamineJob, { signal, alive }: JobContext): Promise<Examined[]> {
  const files = createFiles()
  const namesIn = listFolders()
  const results: Examined[] = []
  let untold = 0
  const onBytes = (count: number) => {
    untold += count
    if (untold < BYTES_BETWEEN) return
    alive(untold)
    untold = 0
  }
  await inLanes([...job.subjects.entries()], FILES_AT_ONCE, async ([i, subject]) => {
    // Digests of what is small wait for nothing, and somebody may wish to end this.
    await new Promise((next) => setImmediate(next))
    if (signal.aborted) throw fault('cancelled')
    try {
      const { examination, details } = await examine(subject, job.asking, { files, namesIn, signal, onBytes })
      const inside = job.withDetails ? details() : undefined
      const identified = subject.path === undefined ? undefined : await identify(subject.path, archives, signal)
      results[i] = {
        examination,
        ...(inside ? { details: inside } : {}),
        ...(identified ? { identified: { ...identified, purl: purlText(identified.purl) } } : {}),
      }
    } catch (error) {
      if (signal.aborted) throw fault('cancelled')
      results[i] = { fault: faultRecordOf(error) }
    }
    alive(untold)
    untold = 0
  })
  return results
}
