/** A process that reads what strangers made, as whoever asks it sees it; and how Node starts one. */
import { fork } from 'node:child_process'
import module from 'node:module'
import { dirname } from 'node:path'
import type { WorkerRequest } from './worker-words.ts'

/** A process that runs `electron/worker/index.ts`. */
export interface WorkerProcess {
  send(request: WorkerRequest): void
  onAnswer(listener: (answer: unknown) => void): void
  /** Told when it ended, or never began. */
  onEnd(listener: () => void): void
  kill(): void
  /** Lets one go that has nothing to do: it ends by itself. */
  release(): void
}

export type StartWorker = () => WorkerProcess

/**
 * A tree of JSON takes many times its text; what needs more than this is made to need it. Most of what a worker makes is of no
 * use a moment later: the more room there is for it, the less often it is looked through.
 */
export const WORKER_FLAGS = ['--max-old-space-size=1024', '--max-semi-space-size=32']

/** The process as one of Node. `path` is the file that it runs. */
export const workerOfNode =
  (path: string): StartWorker =>
  () => {
    const stdio: ['ignore', 'ignore', 'ignore', 'ipc'] = ['ignore', 'ignore', 'ignore', 'ipc']
    const child = fork(path, [], { stdio, execArgv: WORKER_FLAGS, env: compileCache() })
    return {
      send: (request) => void child.send(request, () => {}),
      onAnswer: (listener) => void child.on('message', listener),
      onEnd: (listener) => void child.on('error', listener).on('exit', listener),
      kill: () => void child.kill('SIGKILL'),
      release: () => child.disconnect(),
    }
  }

/** Nothing of our environment but where compiled code is kept, if it is. */
function compileCache(): NodeJS.ProcessEnv {
  const folder = module.getCompileCacheDir?.()
  // Node adds a folder for its version by itself.
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) }
}

export interface EarlyWorker {
  /** The one that was started, once; others after it. */
  readonly start: StartWorker
  /** Ends it where nobody took it. */
  close(): void
}

/** Starts one before it is known what for: it gets ready while whoever needs it does. */
export function startEarly(start: StartWorker): EarlyWorker {
  let waiting: WorkerProcess | undefined = start()
  waiting.onEnd(() => {
    waiting = undefined
  })
  return {
    start() {
      const first = waiting
      waiting = undefined
      return first ?? start()
    },
    close: () => waiting?.kill(),
  }
}
