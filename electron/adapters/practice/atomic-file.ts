/** Files that are there whole or not at all. */
import { randomBytes } from 'node:crypto'
import { open, readFile, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Ends the names of files that are being written. What is left of them after a crash can be deleted. */
export const TEMPORARY = '.tmp'

/** Puts a file on disk: temporary file beside it, fsync, rename, fsync of the folder. */
export async function writeAtomic(path: string, data: string | Uint8Array, mode = 0o644): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}${TEMPORARY}`
  try {
    const handle = await open(temporary, 'wx', mode)
    try {
      await handle.writeFile(data)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await unlink(temporary).catch(() => {})
    throw error
  }
  await syncFolder(dirname(path))
}

/** Writes only where the file differs, so that its time says when it last changed. */
export async function writeIfDifferent(path: string, data: string | Uint8Array): Promise<void> {
  const present = await readIfPresent(path)
  if (!present?.equals(Buffer.from(data))) await writeAtomic(path, data)
}

/** The whole file, or undefined where there is none. */
export async function readIfPresent(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined
    throw error
  }
}

/** Makes a rename last through a loss of power. Windows cannot open folders, and needs no such call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Whether the system refused with one of these codes, as in `ENOENT`. */
export const isErrno = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && codes.includes((error as NodeJS.ErrnoException).code ?? '')
