/** Which files are no longer as they were in a commit. Objects are only named, and the files of the tree only digested. */
import { createHash } from 'node:crypto'
import { lstat, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileChange } from '../contract/model/published.ts'
import type { Changes } from '../core/ports.ts'
import type { Ask } from './ask-git.ts'

/** More than a text that a check reads. */
const MAX_BYTES = 64 * 1024 * 1024

/** Undefined where the commit is not here. `commit` is hexadecimal, `paths` from the folder. */
export async function changesOf(
  ask: Ask,
  folder: string,
  commit: string,
  paths: readonly string[],
): Promise<Changes | undefined> {
  const [then, head, pushed] = await Promise.all([
    commitOf(ask, commit),
    commitOf(ask, 'HEAD'),
    commitOf(ask, '@{upstream}').then((found) => found ?? commitOf(ask, 'refs/remotes/origin/HEAD')),
  ])
  if (then === undefined) return undefined
  const [before, committed, known] = await Promise.all([
    objectsIn(ask, then),
    objectsIn(ask, head),
    objectsIn(ask, pushed),
  ])
  const changed = new Map<string, FileChange>()
  for (const path of new Set(paths)) {
    const was = before.get(path)
    const inHead = committed.get(path)
    const is = await namesOf(join(folder, path), commit.length)
    // Nobody knows such a file: it is none of the project.
    if (was === undefined && is.length === 0) continue
    if (was === undefined ? is.length === 0 : is.includes(was)) continue
    if (inHead === undefined ? is.length > 0 : !is.includes(inHead)) changed.set(path, 'uncommitted')
    else changed.set(path, pushed !== undefined && known.get(path) !== inHead ? 'unpushed' : 'since')
  }
  return { changed, isHead: then === head }
}

async function commitOf(ask: Ask, name: string): Promise<string | undefined> {
  const { out, code } = await ask(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`])
  return code === 0 ? out.trim() : undefined
}

/** The names of objects by the paths of files, from the folder that is asked about. */
async function objectsIn(ask: Ask, commit: string | undefined): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  if (commit === undefined) return found
  const { out } = await ask(['ls-tree', '-r', '-z', commit])
  for (const row of out.split('\0')) {
    const tab = row.indexOf('\t')
    if (tab > 0) found.set(row.slice(tab + 1), row.slice(0, tab).split(' ')[2] ?? '')
  }
  return found
}

/** What git would call a file: as it is, and with the ends of its lines as git keeps them. Nothing where there is none. */
async function namesOf(path: string, digits: number): Promise<readonly string[]> {
  const algorithm = digits === 64 ? 'sha256' : 'sha1'
  const nameOf = (bytes: Uint8Array): string =>
    createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
  try {
    const stats = await lstat(path)
    if (stats.isSymbolicLink()) return [nameOf(Buffer.from(await readlink(path)))]
    if (!stats.isFile() || stats.size > MAX_BYTES) return []
    const bytes = await readFile(path)
    return bytes.includes('\r\n')
      ? [nameOf(bytes), nameOf(Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'))]
      : [nameOf(bytes)]
  } catch {
    return []
  }
}
