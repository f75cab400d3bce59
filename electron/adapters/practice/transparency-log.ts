/** The practice log: what is added is on disk, covered by a checkpoint and provable before anybody is told so. */

import type { KeyObject } from 'node:crypto'
import { type CheckpointKey, checkpointKey } from './checkpoint.ts'
import { groupCommit } from './group-commit.ts'
import { openLogFile } from './log-file.ts'
import { leafHash } from './merkle.ts'
import { PRACTICE } from './names.ts'
import { entryTile, hashTile, TILE_WIDTH, type TileAddress } from './tiles.ts'

/** An entry with the proof that the tree of the checkpoint contains it. */
export interface ProvenEntry {
  readonly index: number
  readonly treeSize: number
  readonly rootHash: Buffer
  readonly hashes: readonly Buffer[]
  /** The signed note. */
  readonly checkpoint: string
}

/** The log as its HTTP face uses it. */
export interface TransparencyLog {
  readonly key: CheckpointKey
  readonly size: number
  readonly checkpoint: string
  /** Adds an entry, or answers `{ duplicateOf }` where it is in the log already. */
  add(entry: Buffer): Promise<ProvenEntry | { readonly duplicateOf: number }>
  /** Contents of a tile, or undefined while the tree does not fill it. */
  tile(address: TileAddress): Promise<Buffer | undefined>
  /** Waits for what is being written, then closes the file. */
  close(): Promise<void>
}

/** Fault: `practice.log-damaged`. */
export async function openTransparencyLog(folder: string, privateKey: KeyObject, now: Date): Promise<TransparencyLog> {
  const key = checkpointKey(PRACTICE.logOrigin, privateKey)
  const file = await openLogFile(folder, key, now)
  const { tree } = file

  /** Leaf hash to index; to a promise of it while the entry is on its way to the disk. */
  const known = new Map<string, number | Promise<ProvenEntry>>()
  for (let i = 0; i < tree.size; i++) known.set(nameOf(tree.subtree(0, i) ?? Buffer.alloc(0)), i)

  const commits = groupCommit(async (entries: readonly Buffer[]): Promise<ProvenEntry[]> => {
    const first = tree.size
    await file.commit(entries)
    const head = { treeSize: tree.size, rootHash: tree.root(), checkpoint: file.checkpoint }
    return entries.map((_, i) => ({ ...head, index: first + i, hashes: tree.inclusionProof(first + i) }))
  })

  return {
    key,
    get size() {
      return tree.size
    },
    get checkpoint() {
      return file.checkpoint
    },
    async add(entry) {
      const name = nameOf(leafHash(entry))
      const present = known.get(name)
      if (present !== undefined) return { duplicateOf: typeof present === 'number' ? present : (await present).index }
      const written = commits.add(entry)
      known.set(name, written)
      try {
        const proven = await written
        known.set(name, proven.index)
        return proven
      } catch (error) {
        known.delete(name)
        throw error
      }
    },
    async tile({ level, index, width }) {
      if (level !== 'entries') return hashTile(tree, level, index, width)
      const first = index * TILE_WIDTH
      const places = file.places.slice(first, first + width)
      return places.length === width ? entryTile(await Promise.all(places.map((place) => file.read(place)))) : undefined
    },
    async close() {
      await commits.idle()
      await file.close()
    },
  }
}

const nameOf = (hash: Buffer): string => hash.toString('base64')
