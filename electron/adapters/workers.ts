/**
 * Processes that read what strangers made: files, bundles, archives. They hold no secret and write nothing. One that takes
 * too long, or dies, is ended and replaced: the job that it had is lost, with its reason, and no other.
 */
import type { z } from 'zod'
import { fault, faultFrom } from '../contract/faults.ts'
import type { StartWorker, WorkerProcess } from './worker-process.ts'
import { type Job, type Spot, WorkerAnswer } from './worker-words.ts'

export interface RunOptions {
  readonly signal: AbortSignal
  readonly onBytes?: (count: number) => void
  /** Told of each part that is done, where the job has parts with names. */
  readonly onStep?: (name: string) => void
  /** Told of what it is busy with, where the job tells it. */
  readonly onSpot?: (spot: Spot) => void
}

export interface Workers {
  /** Starts them all at once, for work that is about to come. */
  warm(): void
  /** Faults: those of the job, `worker.slow`, `worker.died`, `cancelled`. */
  run<T extends z.ZodType>(job: Job, output: T, options: RunOptions): Promise<z.output<T>>
  /** Ends them all. What is under way is lost. */
  close(): void
}

export interface WorkersNeeds {
  readonly start: StartWorker
  /** So many at most, each with one job at a time. */
  readonly most: number
  /** One that says nothing for longer is ended. */
  readonly patienceMs?: number
}

const PATIENCE_MS = 20_000
/** One that was told to stop and does not is ended. */
const CANCEL_MS = 1_000

interface Waiting {
  readonly take: (worker: Worker) => void
}

/** A process with what listens to it: one job at a time. */
interface Worker {
  readonly process: WorkerProcess
  /** Undefined while it has nothing to do. */
  listener: { answer(raw: unknown): void; ended(): void } | undefined
}

export function createWorkers({ start, most, patienceMs = PATIENCE_MS }: WorkersNeeds): Workers {
  const idle: Worker[] = []
  const all = new Set<Worker>()
  const queue: Waiting[] = []
  let lastId = 0
  let isClosed = false

  function begin(): Worker {
    const worker: Worker = { process: start(), listener: undefined }
    all.add(worker)
    worker.process.onAnswer((raw) => worker.listener?.answer(raw))
    worker.process.onEnd(() => {
      const { listener } = worker
      drop(worker)
      listener?.ended()
    })
    return worker
  }

  function drop(worker: Worker): void {
    worker.listener = undefined
    if (!all.delete(worker)) return
    const i = idle.indexOf(worker)
    if (i >= 0) idle.splice(i, 1)
    next()
  }

  function next(): void {
    while (queue.length > 0 && !isClosed) {
      const worker = idle.pop() ?? (all.size < most ? begin() : undefined)
      if (!worker) return
      queue.shift()?.take(worker)
    }
  }

  const free = (signal: AbortSignal): Promise<Worker> =>
    new Promise((resolve, reject) => {
      const forget = () => {
        const i = queue.indexOf(waiting)
        if (i >= 0) queue.splice(i, 1)
        reject(fault('cancelled'))
      }
      const waiting: Waiting = {
        take(worker) {
          signal.removeEventListener('abort', forget)
          resolve(worker)
        },
      }
      signal.addEventListener('abort', forget, { once: true })
      queue.push(waiting)
      next()
    })

  function ask(worker: Worker, job: Job, { signal, onBytes, onStep, onSpot }: RunOptions): Promise<unknown> {
    const id = ++lastId
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout
      const settle = () => {
        worker.listener = undefined
        clearTimeout(timer)
        signal.removeEventListener('abort', cancel)
      }
      const end = (code: 'worker.slow' | 'worker.died' | 'cancelled') => {
        settle()
        worker.process.kill()
        drop(worker)
        reject(fault(code))
      }
      const wait = (ms: number, code: 'worker.slow' | 'cancelled') => {
        clearTimeout(timer)
        timer = setTimeout(() => end(code), ms)
      }
      const cancel = () => {
        worker.process.send({ id, do: 'cancel' })
        wait(CANCEL_MS, 'cancelled')
      }
      worker.listener = {
        ended: () => end(signal.aborted ? 'cancelled' : 'worker.died'),
        answer(raw) {
          const { data: said } = WorkerAnswer.safeParse(raw)
          if (said?.id !== id) return
          if (said.is === 'alive') {
            if (!signal.aborted) wait(patienceMs, 'worker.slow')
            if (said.step !== undefined) onStep?.(said.step)
            if (said.spot) onSpot?.(said.spot)
            return onBytes?.(said.bytes)
          }
          settle()
          idle.push(worker)
          next()
          if (said.is === 'done') resolve(said.value)
          else reject(faultFrom(said.fault))
        },
      }
      wait(patienceMs, 'worker.slow')
      signal.addEventListener('abort', cancel, { once: true })
      worker.process.send({ id, do: job })
    })
  }

  return {
    warm() {
      while (all.size < most) idle.push(begin())
    },
    async run(job, output, options) {
      if (options.signal.aborted) throw fault('cancelled')
      const answer = await ask(await free(options.signal), job, options)
      const { data, success } = output.safeParse(answer)
      if (!success) throw fault('worker.died')
      return data
    },
    close() {
      isClosed = true
      for (const worker of [...all]) {
        all.delete(worker)
        if (idle.includes(worker)) worker.process.release()
        else worker.process.kill()
      }
      idle.length = 0
    },
  }
}
