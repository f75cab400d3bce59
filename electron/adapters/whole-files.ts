/** Files that are there whole or not at all, and never in the place of another one unless that was asked for. */
import { createHash, randomBytes } from 'node:crypto'
import { link, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { fault } from '../contract/faults.ts'
import { visible } from '../core/display-name.ts'
import { errnoOf } from './errno.ts'
import { checkIsText, writing } from './file-faults.ts'
import { sharedRuns } from './group-commit.ts'

/** Tells this machine from another one that writes to the same shared folder. */
const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)

/** Beside the file that it will become, since only one file system can move it in one step. Short, whatever the name. */
const temporaryIn = (folder: string): string =>
  join(folder, `.countermark-${machine}-${process.pid}-${randomBytes(8).toString('hex')}.tmp`)

const TEMPORARY = /^\.countermark-([0-9a-f]{8})-([1-9]\d{0,9})-[0-9a-f]{16}\.tmp$/

/**
 * Deletes what processes of this machine that are gone left in the middle of writing. Whatever cannot be deleted stays:
 * it is in nobody's way.
 */
export async function sweepTemporaries(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, of, pid] = TEMPORARY.exec(name) ?? []
    if (of === machine && pid !== undefined && !isAlive(Number(pid))) await unlink(join(folder, name)).catch(() => {})
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errnoOf(error) !== 'ESRCH'
  }
}

/**
 * Really tries, since permission bits do not tell of read-only mounts, access lists and system folders. Faults:
 * `files.read-only`, `files.not-found` for a folder that is gone, `files.disk-full`, `files.failed`.
 */
export async function checkWritable(folder: string): Promise<void> {
  const probe = temporaryIn(folder)
  await writing(folder, folder, async () => {
    try {
      await writeAndSync(probe, '')
      await unlink(probe)
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT' && errnoOf(error) !== 'ENOTDIR') throw error
      // Folders that the kernel makes up say that the new file is what is not there.
      const stats = await stat(folder).catch(() => undefined)
      const code = stats?.isDirectory() ? 'files.read-only' : 'files.not-found'
      throw fault(code, { folder: visible(folder), name: visible(folder) }, { cause: error })
    }
  })
}

/** What file systems without hard links say when asked for one. Windows says EISDIR for a function that is not there. */
const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EISDIR', 'UNKNOWN'])

/**
 * Writes a file under a name that is free: false when it is taken, and then nothing was touched. A hard link is the
 * one way that neither overwrites nor shows half a file. Faults: `files.disk-full`, `files.read-only`, `files.failed`.
 */
export function writeNewFile(path: string, text: string, hardLink: typeof link = link): Promise<boolean> {
  return throughTemporary(path, text, async (temporary) => {
    try {
      await hardLink(temporary, path)
      return true
    } catch (error) {
      if (errnoOf(error) === 'EEXIST') return false
      if (!NO_HARD_LINKS.has(errnoOf(error))) throw error
      return claim(path, text)
    }
  })
}

/** Puts a file in the place of another in one step. Faults: as for a new file. */
export const replaceFile = (path: string, text: string): Promise<void> =>
  throughTemporary(path, text, (temporary) => rename(temporary, path))

async function throughTemporary<T>(path: string, text: string, move: (temporary: string) => Promise<T>): Promise<T> {
  checkIsText(path)
  const folder = dirname(path)
  return writing(folder, path, async () => {
    const temporary = temporaryIn(folder)
    try {
      await writeAndSync(temporary, text)
      return await move(temporary)
    } finally {
      await unlink(temporary).catch(() => {})
      await syncFolder(folder)
    }
  })
}

/** The name itself, taken by being the one who makes it. A crash between the two steps can leave part of the file. */
async function claim(path: string, text: string): Promise<boolean> {
  try {
    await writeAndSync(path, text)
    return true
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false
    throw error
  }
}

/** Makes a file and has it on disk. What could not be written whole is taken away again. */
async function writeAndSync(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx')
  try {
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    await unlink(path).catch(() => {})
    throw error
  }
}

const folderSyncs = new Map<string, () => Promise<void>>()

/** Makes a new name last through a loss of power, on systems where folders can be opened. Files written together share it. */
async function syncFolder(folder: string): Promise<void> {
  const sync =
    folderSyncs.get(folder) ??
    sharedRuns(async () => {
      const handle = await open(folder, 'r').catch(() => undefined)
      await handle?.sync().catch(() => {})
      await handle?.close().catch(() => {})
    })
  folderSyncs.set(folder, sync)
  await sync()
}
