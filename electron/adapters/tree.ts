/** A folder of this machine as a tree of files. Links that lead out of it are never followed. */
import {
  closeSync,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { join, sep } from 'node:path'
import type { Tree } from '../core/ports.ts'
import { errnoOf } from './errno.ts'
import { reading } from './file-faults.ts'
import { bytesOfNames, namesFrom, rawPath } from './raw-names.ts'
import { followInside } from './tree-links.ts'

/** Awaited between two acts: lets others have their turn. */
type Pause = () => Promise<void>

/**
 * Everything in the folder but what git keeps for itself: what is ignored and what is not committed too, as Scorecard walks
 * it with `--local`. Faults: `files.*` of the folder and of those in it.
 */
export async function openTree(root: string, pause: Pause): Promise<Tree> {
  const real = await reading(root, async () => realpathSync(root))
  const paths: string[] = []
  const links = new Set<string>()
  const visit = async (folder: string): Promise<void> => {
    await pause()
    const full = join(real, folder)
    const entries = await reading(full, async () => entriesOf(real, folder))
    // Letters beyond the first 65,536 are few.
    const order = entries.every(({ name }) => isPlain(name)) ? byUnits : byBytes
    for (const entry of entries.sort((a, b) => order(a.name, b.name))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        if (entry.name !== '.git') await visit(path)
        continue
      }
      const target = entry.isSymbolicLink() ? statOf(rawPath(real, path)) : undefined
      // Scorecard means to leave out the folder, and leaves out what stands behind its link.
      if (entry.name === '.git' && target?.isDirectory()) break
      if (!entry.isFile() && !target?.isFile()) continue
      paths.push(path)
      if (target) links.add(path)
    }
  }
  await visit('')
  return readerOf(real, paths, links)
}

/**
 * These files of the folder, as an archive of the project would hold them: no links, and nothing that is empty or gone.
 * Faults: `files.*` of the folder.
 */
export async function treeOf(root: string, paths: readonly string[], pause: Pause): Promise<Tree> {
  const real = await reading(root, async () => realpathSync(root))
  const held: string[] = []
  for (const path of paths) {
    await pause()
    if (isHeld(real, path)) held.push(path)
  }
  return readerOf(
    real,
    held
      .map((path) => path.split('/'))
      .sort(byParts)
      .map((parts) => parts.join('/')),
    new Set(),
  )
}

/** Whether an archive holds the file. */
export function isHeld(root: string, path: string): boolean {
  const found = lstatSync(rawPath(root, path), { throwIfNoEntry: false })
  return found?.isFile() === true && found.size > 0
}

function readerOf(real: string, paths: readonly string[], links: ReadonlySet<string>): Tree {
  let buffer = Buffer.alloc(0)
  function inside(path: string): string | Buffer {
    const full = path.isWellFormed() ? `${real}${sep}${path}` : rawPath(real, path)
    return links.has(path) ? followInside(real, path) : full
  }
  return {
    paths,
    isLink: (path) => links.has(path),
    head(path, bytes) {
      if (buffer.length < bytes) buffer = Buffer.alloc(bytes)
      return opened(inside(path), (file) => buffer.subarray(0, readSync(file, buffer, 0, bytes, 0)))
    },
    stamp(path) {
      const { dev, ino, size, mtimeNs, ctimeNs } = statSync(inside(path), { bigint: true })
      return [dev, ino, size, mtimeNs, ctimeNs].join(' ')
    },
    read: (path, most) =>
      opened(inside(path), (file) => (fstatSync(file).size <= most ? readFileSync(file) : upTo(file, most))),
  }
}

/** A folder that is gone by now has nothing in it. */
function entriesOf(real: string, folder: string): NamedEntry[] {
  const full = rawPath(real, folder)
  try {
    const entries = readdirSync(full, { withFileTypes: true })
    // Some name may be no UTF-8: names are read anew as they are.
    if (!entries.some(({ name }) => name.includes('\ufffd'))) return entries
    return readdirSync(full, { withFileTypes: true, encoding: 'buffer' }).map((entry) => ({
      name: namesFrom(entry.name),
      isFile: () => entry.isFile(),
      isDirectory: () => entry.isDirectory(),
      isSymbolicLink: () => entry.isSymbolicLink(),
    }))
  } catch (error) {
    if (folder !== '' && ['ENOENT', 'ENOTDIR'].includes(errnoOf(error))) return []
    throw error
  }
}

type NamedEntry = Pick<Dirent, 'name' | 'isFile' | 'isDirectory' | 'isSymbolicLink'>

function opened<T>(path: string | Buffer, act: (file: number) => T): T {
  const file = openSync(path, 'r')
  try {
    return act(file)
  } finally {
    closeSync(file)
  }
}

/** The first bytes of a large file. */
function upTo(file: number, most: number): Uint8Array {
  const bytes = Buffer.alloc(most)
  let length = 0
  while (length < most) {
    const more = readSync(file, bytes, length, most - length, length)
    if (more === 0) break
    length += more
  }
  return bytes.subarray(0, length)
}

/** Undefined for a link that leads nowhere. */
function statOf(path: string | Buffer): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

/** As Go sorts: by the bytes of the names. Letters beyond the first 65,536 sort otherwise in JavaScript. */
function byBytes(a: string, b: string): number {
  return isPlain(a) && isPlain(b) ? byUnits(a, b) : Buffer.compare(bytesOfNames(a), bytesOfNames(b))
}

const byUnits = (a: string, b: string): number => (a < b ? -1 : a === b ? 0 : 1)

const isPlain = (name: string): boolean => !/[\ud800-\udfff]/.test(name)

/** In the order of a walk: a folder stands where its name does, and not where its path would. */
function byParts(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; ; i++) {
    const [one, other] = [a[i], b[i]]
    if (one === undefined || other === undefined) return a.length - b.length
    const order = byBytes(one, other)
    if (order !== 0) return order
  }
}
