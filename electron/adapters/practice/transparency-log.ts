/** A practice log: what is added is on disk, covered by a checkpoint and provable before anybody is told so. */

import { groupCommit } from '../group-commit.ts'
import type { CheckpointKey } from './checkpoint.ts'
import { type LogForm, type NewEntry, openLogFile } from './log-file.ts'
import { leafHash } from './merkle.ts'
import { entryTile, hashTile, TILE_WIDTH, type TileAddress } from './tiles.ts'

/** An entry with the proof that the tree of the checkpoint contains it. */
export interface ProvenEntry {
  readonly entry: Buffer
  /** When it was taken, in seconds since 1970; 0 in a log that keeps no time. */
  readonly time: number
  readonly index: number
  readonly treeSize: number
  readonly rootHash: Buffer
  readonly hashes: readonly Buffer[]
  /** The signed note. */
  readonly checkpoint: string
}

/** A log as its HTTP face uses it. */
export interface TransparencyLog<Key extends CheckpointKey = CheckpointKey> {
  readonly key: Key
  /** Entries that the checkpoint covers. */
  readonly size: number
  readonly rootHash: Buffer
  readonly checkpoint: string
  /** Adds an entry, or answers `{ duplicateOf }` where it is in the log already. */
  add(entry: Buffer): Promise<ProvenEntry | { readonly duplicateOf: number }>
  /** The hash of a leaf that is in the log. */
  leaf(index: number): Buffer | undefined
  /** The index of the entry with this leaf hash, if the checkpoint covers it. */
  indexOf(leaf: Buffer): number | undefined
  /** The entry with its proof in the newest tree; undefined while the checkpoint does not cover it. */
  entry(index: number): Promise<ProvenEntry | undefined>
  /** That the tree of `first` entries is the beginning of the one of `last`; undefined unless first ≤ last ≤ size. */
  consistency(first: number, last: number): { readonly rootHash: Buffer; readonly hashes: Buffer[] } | undefined
  /** Contents of a tile, or undefined while the tree does not fill it. */
  tile(address: TileAddress): Promise<Buffer | undefined>
  /** Waits for what is being written, then closes the file. */
  close(): Promise<void>
}

/** Opens the log of a folder. Fault: `practice.log-damaged`. */
export async function openTransparencyLog<Key extends CheckpointKey>(
  folder: string,
  form: LogForm,
  key: Key,
  now: () => Date,
): Promise<TransparencyLog<Key>> {
  const file = await openLogFile(folder, form, key, now())
  const { tree } = file

  /** Leaf hash to index; to a promise of it while the entry is on its way to the disk. */
  const known = new Map<string, number | Promise<ProvenEntry>>()
  for (let i = 0; i < tree.size; i++) known.set(nameOf(tree.subtree(0, i) ?? Buffer.alloc(0)), i)

  const proofOf = (index: number) => ({
    index,
    treeSize: file.covered,
    rootHash: tree.root(file.covered),
    hashes: tree.inclusionProof(index, file.covered),
    checkpoint: file.checkpoint,
  })
  const commits = groupCommit(async (entries: readonly NewEntry[]): Promise<ProvenEntry[]> => {
    const first = tree.size
    await file.commit(entries)
    return entries.map(({ entry }, i) => ({ ...proofOf(first + i), entry, time: file.places[first + i]?.time ?? 0 }))
  })

  return {
    key,
    get size() {
      return file.covered
    },
    get rootHash() {
      return tree.root(file.covered)
    },
    get checkpoint() {
      return file.checkpoint
    },
    async add(entry) {
      const name = nameOf(leafHash(entry))
      const present = known.get(name)
      if (present !== undefined) return { duplicateOf: typeof present === 'number' ? present : (await present).index }
      const written = commits.add({ entry, time: Math.floor(now().getTime() / 1000) })
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
    leaf: (index) => tree.subtree(0, index),
    indexOf(leaf) {
      const index = known.get(nameOf(leaf))
      return typeof index === 'number' && index < file.covered ? index : undefined
    },
    async entry(index) {
      const place = file.places[index]
      if (!place || index >= file.covered) return undefined
      const entry = await file.read(place)
      return { ...proofOf(index), entry, time: place.time }
    },
    consistency(first, last) {
      if (first > last || last > file.covered) return undefined
      return { rootHash: tree.root(last), hashes: tree.consistencyProof(first, last) }
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
