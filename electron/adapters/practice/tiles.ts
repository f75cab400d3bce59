/** Addresses and contents of tiles (C2SP tlog-tiles): 256 hashes, or 256 entries, by a path that can be cached. */
import type { MerkleTree } from './merkle.ts'

/** Which tile. */
export interface TileAddress {
  /** Height of the tile's lowest row, in tiles; or the entries themselves. */
  readonly level: number | 'entries'
  readonly index: number
  /** Hashes or entries in it: 256, or fewer in the tile at the growing edge. */
  readonly width: number
}

/** Eight levels of the tree. */
const TILE_HEIGHT = 8
/** Hashes or entries in a full tile. */
export const TILE_WIDTH = 2 ** TILE_HEIGHT
/** 256^6 leaves are more than a JavaScript number counts. */
const HIGHEST_LEVEL = 5

/** Reads `<level>/<index>[.p/<width>]`, the index in groups of three digits: `0/x001/x234/067.p/12`. */
export function tileAddress(path: string): TileAddress | undefined {
  const match = /^(entries|\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
  if (!match) return undefined
  const [, level = '', groups = '', partial] = match
  // Each tile has one address: no leading zeros in the level, no empty group in front of the index.
  if (/^0\d/.test(level) || groups.startsWith('x000/')) return undefined
  const width = partial === undefined ? TILE_WIDTH : Number(partial)
  if (width > TILE_WIDTH || (partial !== undefined && width === TILE_WIDTH)) return undefined
  const address = { index: Number(groups.replace(/[x/]/g, '')), width }
  if (level === 'entries') return { ...address, level }
  return Number(level) <= HIGHEST_LEVEL ? { ...address, level: Number(level) } : undefined
}

/** The hashes of a tile one after the other, or undefined while the tree does not fill it. */
export function hashTile(tree: MerkleTree, level: number, index: number, width: number): Buffer | undefined {
  const first = index * TILE_WIDTH
  const hashes: Buffer[] = []
  for (let i = first; i < first + width; i++) {
    const hash = tree.subtree(level * TILE_HEIGHT, i)
    if (!hash) return undefined
    hashes.push(hash)
  }
  return Buffer.concat(hashes)
}

/** Entries one after the other, each behind its length in two bytes. */
export const entryTile = (entries: readonly Uint8Array[]): Buffer =>
  Buffer.concat(entries.flatMap((entry) => [Buffer.of(entry.length >> 8, entry.length & 0xff), entry]))
