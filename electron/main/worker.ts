import { join } from 'node:path'
import { utilityProcess } from 'electron'
import { type StartWorker, WORKER_FLAGS } from '../adapters/worker-process.ts'

/** The worker as a process of Electron: the packaged app cannot run as Node. `folder` is where its file lies. */
export const workerOfApp =
  (folder: string): StartWorker =>
  () => {
    const options = { serviceName: 'Countermark worker', stdio: 'ignore', execArgv: WORKER_FLAGS, env: {} } as const
    const child = utilityProcess.fork(join(folder, 'worker.cjs'), [], { ...options, execArgv: [...WORKER_FLAGS] })
    return {
      send: (request) => child.postMessage(request),
      onAnswer: (listener) => void child.on('message', listener),
      onEnd: (listener) => void child.on('exit', listener),
      kill: () => void child.kill(),
      release: () => void child.kill(),
    }
  }
