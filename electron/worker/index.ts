/**
 * The process that reads what strangers made. It is started by Electron (`utilityProcess`) or by Node (`fork`), holds no
 * secret, writes nothing and knows no network. What goes wrong in here loses a job, and not the app.
 */
import type { Job, WorkerAnswer, WorkerRequest } from '../adapters/worker-words.ts'
import { faultRecordOf } from './fault-record-of.ts'
import type { JobContext } from './job-context.ts'

/** How Electron's utility processes talk to the app; processes of Node do so by `process.send`. */
interface ParentPort {
  on(event: 'message', listener: (message: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

const { parentPort } = process as unknown as { parentPort?: ParentPort }

const running = new Map<number, AbortController>()

/** Whoever asks is the process that started this one. */
function take(request: WorkerRequest, say: (answer: WorkerAnswer) => void): void {
  const { id } = request
  if (request.do === 'cancel') {
    running.get(id)?.abort()
    return
  }
  const abort = new AbortController()
  running.set(id, abort)
  run(request.do, {
    signal: abort.signal,
    alive: (bytes, step) => say({ id, is: 'alive', bytes, ...(step === undefined ? {} : { step }) }),
    at: (spot) => say({ id, is: 'alive', bytes: 0, spot }),
  })
    .then(
      (value) => say({ id, is: 'done', value }),
      (error: unknown) => say({ id, is: 'fault', fault: faultRecordOf(error) }),
    )
    .finally(() => running.delete(id))
}

/** Each kind of job loads what it needs, and no other does. */
async function run(job: Job, context: JobContext): Promise<unknown> {
  switch (job.kind) {
    case 'examine': {
      const { examineJob } = await import('./jobs/examine.ts')
      return examineJob(job, context)
    }
    case 'scan': {
      const { scanJob } = await import('./jobs/scan.ts')
      return scanJob(job, context)
    }
  }
}

if (parentPort) {
  parentPort.on('message', ({ data }) => take(data as WorkerRequest, (answer) => parentPort.postMessage(answer)))
} else {
  process.on('message', (data) => take(data as WorkerRequest, (answer) => void process.send?.(answer)))
  process.on('disconnect', () => process.exit())
}
