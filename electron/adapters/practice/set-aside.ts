/** Damaged files are kept for inspection under another name, never overwritten and never repaired. */
import { rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isErrno, syncFolder } from './atomic-file.ts'

/**
 * Renames files of a folder to `<name>.damaged-<time>`, in the order given. Returns the new name of the last one that
 * was there.
 */
export async function setAside(folder: string, names: readonly string[], now: Date): Promise<string> {
  const suffix = `.damaged-${now.toISOString().replace(/[-:]|\.\d+/g, '')}`
  let last = names.at(-1) ?? ''
  for (const name of names) {
    try {
      await rename(join(folder, name), join(folder, `${name}${suffix}`))
      last = `${name}${suffix}`
    } catch (error) {
      if (!isErrno(error, 'ENOENT')) throw error
    }
  }
  await syncFolder(folder)
  return basename(last)
}
