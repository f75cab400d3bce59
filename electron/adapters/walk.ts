/** What is in folders. */
import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fault } from '../contract/faults.ts'
import { displayName } from '../core/display-name.ts'
import { reading } from './file-faults.ts'

/**
 * The files of a folder and of those in it, by name. Symbolic links are left alone: they may lead anywhere. Faults:
 * `files.*` of the folder itself, and `input.too-many` beyond `most` files.
 */
export async function filesUnder(folder: string, most: number): Promise<string[]> {
  const found: string[] = []
  const visit = async (path: string): Promise<void> => {
    const entries = await reading(path, () => readdir(path, { withFileTypes: true }))
    for (const entry of entries.sort(byName)) {
      const inner = join(path, entry.name)
      if (entry.isDirectory()) await visit(inner)
      else if (entry.isFile() && found.push(inner) > most) {
        throw fault('input.too-many', { name: displayName(folder), limit: String(most) })
      }
    }
  }
  await visit(folder)
  return found
}

/** The same; undefined for what is no folder, or cannot be looked at. */
export async function folderFiles(path: string, most: number): Promise<string[] | undefined> {
  const found = await stat(path).catch(() => undefined)
  return found?.isDirectory() ? filesUnder(path, most) : undefined
}

/** Names the entries of folders, each folder once. Undefined where one does not tell. */
export function listFolders(): (folder: string) => Promise<ReadonlySet<string> | undefined> {
  const known = new Map<string, Promise<ReadonlySet<string> | undefined>>()
  return (folder) => {
    const names =
      known.get(folder) ??
      readdir(folder).then(
        (list) => new Set(list),
        () => undefined,
      )
    known.set(folder, names)
    return names
  }
}

const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : 1)
