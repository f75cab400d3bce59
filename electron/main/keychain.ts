import { join } from 'node:path'
import { utilityProcess } from 'electron'
import type { StartKeychain } from '../adapters/ask-keychain.ts'

/** The process that asks the keychain, as one of Electron: the packaged app cannot run as Node. `folder` is where its file lies. */
export const keychainOfApp =
  (folder: string): StartKeychain =>
  () => {
    const options = { serviceName: 'Countermark keychain', stdio: 'ignore' } as const
    const child = utilityProcess.fork(join(folder, 'keychain-process.cjs'), [], options)
    return {
      send: (request) => child.postMessage(request),
      onAnswer: (listener) => void child.on('message', listener),
      onEnd: (listener) => void child.on('exit', listener),
      kill: () => void child.kill(),
    }
  }
