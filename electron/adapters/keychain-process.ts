/**
 * A process that asks the keychain one thing, answers, and is ended. A keychain can keep its caller waiting for ever: for a
 * bus that is silent, or a person who is asked for a password. A thread that waits cannot be ended; a process can. It shares
 * no module with the rest of the program: it is built as one file.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { KeychainAnswer, KeychainRequest } from './keychain-words.ts'

type Keychain = typeof import('keytar')

/** How Electron's utility processes talk to the app; processes of Node do so by `process.send`. */
interface ParentPort {
  on(event: 'message', listener: (message: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

const { parentPort } = process as unknown as { parentPort?: ParentPort }

if (parentPort) {
  parentPort.on('message', ({ data }) => void answer(data).then((said) => parentPort.postMessage(said)))
} else {
  process.on('message', (data) => void answer(data).then((said) => process.send?.(said)))
  // Whoever asked is gone. An ordinary end would wait for the keychain.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
}

/** Whoever asks is the process that started this one. */
async function answer(data: unknown): Promise<KeychainAnswer> {
  const request = data as KeychainRequest
  if (process.platform === 'linux' && !hasBus()) return { outcome: 'no-service' }
  const keychain = load()
  if (!keychain) return { outcome: 'no-program' }
  try {
    return { outcome: 'done', ...(await act(keychain, request)) }
  } catch (error) {
    return { outcome: isAbsence(error) ? 'no-service' : 'refused' }
  }
}

/** By `require`, which finds packages inside the archive of the app in every version of Electron. */
function load(): Keychain | undefined {
  try {
    return createRequire(import.meta.url)('keytar') as Keychain
  } catch {
    return undefined
  }
}

async function act(keychain: Keychain, request: KeychainRequest): Promise<{ password?: string }> {
  const { service } = request
  if (request.act === 'get') {
    const password = await keychain.getPassword(service, request.account)
    return password === null ? {} : { password }
  }
  if (request.act === 'set') await keychain.setPassword(service, request.account, request.password)
  else if (request.act === 'delete') await keychain.deletePassword(service, request.account)
  else {
    for (const { account } of await keychain.findCredentials(service)) await keychain.deletePassword(service, account)
  }
  return {}
}

/** Whether there is a session bus (D-Bus). Without one, the library would start one of its own and leave it behind. */
function hasBus(): boolean {
  const { DBUS_SESSION_BUS_ADDRESS: address = '', XDG_RUNTIME_DIR: folder = '' } = process.env
  if (address !== '') return !address.startsWith('autolaunch:')
  return folder !== '' && existsSync(join(folder, 'bus'))
}

/** Nobody on the bus is the Secret Service, or nobody answers at the address of the bus. */
const isAbsence = (error: unknown): boolean =>
  error instanceof Error &&
  /not provided by any|Could not connect|autolaunch|ServiceUnknown|No such file/i.test(error.message)
