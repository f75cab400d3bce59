/** Asks the keychain in a process of its own, and waits for it no longer than it may take. */
import { fork } from 'node:child_process'
import { KeychainAnswer, type KeychainRequest } from './keychain-words.ts'

/** A process that runs `keychain-process.ts`. */
export interface KeychainProcess {
  send(request: KeychainRequest): void
  onAnswer(listener: (answer: unknown) => void): void
  /** Told when it ended, or never began. */
  onEnd(listener: () => void): void
  kill(): void
}

export type StartKeychain = () => KeychainProcess

/** The process as one of Node. `path` is the file that it runs. */
export const keychainOfNode =
  (path: string, env: NodeJS.ProcessEnv = process.env): StartKeychain =>
  () => {
    const child = fork(path, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [], env })
    return {
      send: (request) => void child.send(request, () => {}),
      onAnswer: (listener) => void child.on('message', listener),
      onEnd: (listener) => void child.on('error', listener).on('exit', listener),
      kill: () => void child.kill('SIGKILL'),
    }
  }

/** `no-answer` after `patienceMs`; a process that cannot be started is `no-program`. */
export function askKeychain(
  start: StartKeychain,
  request: KeychainRequest,
  patienceMs: number,
): Promise<KeychainAnswer | { outcome: 'no-answer' }> {
  return new Promise((resolve) => {
    const asked = start()
    const end = (answer: KeychainAnswer | { outcome: 'no-answer' }) => {
      clearTimeout(timer)
      resolve(answer)
      asked.kill()
    }
    const timer = setTimeout(() => end({ outcome: 'no-answer' }), patienceMs)
    asked.onAnswer((answer) => end(KeychainAnswer.catch({ outcome: 'refused' }).parse(answer)))
    asked.onEnd(() => end({ outcome: 'no-program' }))
    asked.send(request)
  })
}
