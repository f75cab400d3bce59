/**
 * One practice instance per data folder. The lock file names who holds it; whoever finds it held by an instance that
 * answers becomes a client of that one.
 */
import { randomUUID } from 'node:crypto'
import { open, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { loadHttp } from '../http/stack.ts'
import { isErrno, readIfPresent, writeAtomic } from './atomic-file.ts'
import { LOOPBACK, type Route } from './server.ts'

/** The lock of a folder: ours, or held by the instance that answers on `port`. */
export type Lock =
  | {
      readonly isOurs: true
      readonly id: string
      /** Tells others where the instance answers. Throws if somebody has broken the lock meanwhile. */
      announce(port: number): Promise<void>
      /** Gives the lock up. False: it was no longer ours. */
      release(): Promise<boolean>
    }
  | { readonly isOurs: false; readonly port: number }

/** JSON: process id, port, and a random id of the instance. */
export const LOCK_FILE = 'lock'
const WELL_KNOWN = '/.well-known/countermark-practice'
/** How long a living holder may take to start or to end before it counts as gone. */
const PATIENCE_MS = 3_000
const PAUSE_MS = 25
const ANSWER_MS = 1_000

/** Port 0: still starting. */
const Holder = z.object({ pid: z.int().positive(), port: z.int().min(0).max(65535), id: z.uuid() })
type Holder = z.infer<typeof Holder>

/** The locks that this process holds. */
const heldHere = new Set<string>()

/** Takes the lock, or finds who holds it and answers. */
export async function takeLock(folder: string): Promise<Lock> {
  const path = join(folder, LOCK_FILE)
  const impatientAt = Date.now() + PATIENCE_MS
  for (;;) {
    const id = randomUUID()
    // Known before it can be read: another start in this process must not take it for a stranger's.
    heldHere.add(id)
    if (await create(path, { pid: process.pid, port: 0, id })) return ours(path, id)
    heldHere.delete(id)
    const found = await read(path)
    if (found?.holder && isAlive(found.holder)) {
      const { port, id: holderId } = found.holder
      if (port !== 0 && (await answersAs(port, holderId))) return { isOurs: false, port }
      if (Date.now() < impatientAt) await pause()
      else await breakLock(path, found.text)
    } else if (found) {
      // A lock that cannot be read may be one that is just being written.
      if (!found.holder && Date.now() < impatientAt) await pause()
      else await breakLock(path, found.text)
    }
  }
}

/** What the holder answers to those who ask. */
export const identityRoute = (id: string): Route => ({
  method: 'GET',
  path: WELL_KNOWN,
  answer: () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id }) }),
})

function ours(path: string, id: string): Lock {
  const isStillOurs = async () => (await read(path))?.holder?.id === id
  return {
    isOurs: true,
    id,
    async announce(port) {
      if (!(await isStillOurs())) throw new Error('another process took the lock of the practice instance')
      await writeAtomic(path, JSON.stringify({ pid: process.pid, port, id }))
    },
    async release() {
      const isOurs = await isStillOurs()
      if (isOurs) await unlink(path)
      heldHere.delete(id)
      return isOurs
    },
  }
}

async function create(path: string, holder: Holder): Promise<boolean> {
  try {
    const handle = await open(path, 'wx', 0o600)
    await handle.writeFile(JSON.stringify(holder))
    await handle.close()
    return true
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false
    throw error
  }
}

async function read(path: string): Promise<{ text: string; holder: Holder | undefined } | undefined> {
  const text = (await readIfPresent(path))?.toString('utf8')
  if (text === undefined) return undefined
  try {
    return { text, holder: Holder.parse(JSON.parse(text)) }
  } catch {
    return { text, holder: undefined }
  }
}

function isAlive({ pid, id }: Holder): boolean {
  // Process ids come again, in containers nearly always the same: ours is only ours if we know the lock.
  if (pid === process.pid) return heldHere.has(id)
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isErrno(error, 'EPERM')
  }
}

/** Whether the instance of this lock, and no stranger, listens on its port. */
async function answersAs(port: number, id: string): Promise<boolean> {
  const { get } = loadHttp()
  return new Promise((resolve) => {
    const request = get({ host: LOOPBACK, port, path: WELL_KNOWN, agent: false, timeout: ANSWER_MS }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text = (text + chunk).slice(0, 1024)
      })
      response.on('end', () => resolve(text === JSON.stringify({ id })))
      response.on('error', () => resolve(false))
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })
}

/**
 * Removes a lock that nobody holds any more. It is moved away first and looked at again: had somebody else just
 * replaced it, theirs is put back.
 */
async function breakLock(path: string, seen: string): Promise<void> {
  const moved = `${path}.${randomUUID()}.tmp`
  try {
    await rename(path, moved)
    const text = await readFile(moved, 'utf8')
    if (text === seen) await unlink(moved)
    else await rename(moved, path)
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
