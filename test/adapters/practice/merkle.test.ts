import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leafHash, merkleTree } from '../../../electron/adapters/practice/merkle.ts'
import { entryTile, hashTile, TILE_WIDTH, tileAddress } from '../../../electron/adapters/practice/tiles.ts'
import { foldRow, leafOf, naivePath, naiveRoot, rootFromProof, rootFromTiles } from './naive-merkle.ts'

const entriesOf = (size: number) => Array.from({ length: size }, (_, i) => Buffer.from(`entry ${i}`))

function treeOf(entries: readonly Uint8Array[]) {
  const tree = merkleTree()
  for (const entry of entries) tree.append(leafHash(entry))
  return tree
}

test('the empty tree and the tree of one leaf are those of RFC 6962', () => {
  expect(merkleTree().root().toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  // SHA-256(0x00), the hash of an empty leaf.
  const empty = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'
  expect(
    treeOf([Buffer.alloc(0)])
      .root()
      .toString('hex'),
  ).toBe(empty)
})

test('roots of all sizes up to 300 are those of the definition', () => {
  const entries = entriesOf(300)
  const tree = treeOf(entries)
  for (let size = 0; size <= 300; size++) expect(tree.root(size)).toEqual(naiveRoot(entries.slice(0, size)))
})

test('every inclusion proof of every size up to 300 leads to the root', () => {
  const entries = entriesOf(300)
  const tree = treeOf(entries)
  for (let size = 1; size <= 300; size++) {
    const root = tree.root(size)
    for (let index = 0; index < size; index++) {
      const path = tree.inclusionProof(index, size)
      const entry = entries[index] ?? Buffer.alloc(0)
      if (!rootFromProof(index, size, leafOf(entry), path)?.equals(root)) throw new Error(`${index} in ${size}`)
    }
  }
})

test('proofs are those of the definition, in any tree', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 70 }),
      fc.nat(),
      fc.nat(),
      (entries, a, b) => {
        const size = 1 + (a % entries.length)
        const index = b % size
        const part = entries.slice(0, size)
        expect(treeOf(entries).inclusionProof(index, size)).toEqual(naivePath(index, part))
      },
    ),
  )
})

test('an appended leaf changes no proof of a smaller tree', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 100 }), (size, more) => {
      const [small, large] = [treeOf(entriesOf(size)), treeOf(entriesOf(size + more))]
      expect(large.root(size)).toEqual(small.root())
      expect(large.inclusionProof(size - 1, size)).toEqual(small.inclusionProof(size - 1))
    }),
  )
})

test('there are no proofs of what is not there', () => {
  const tree = treeOf(entriesOf(5))
  for (const [index, size] of [
    [5, 5],
    [-1, 5],
    [0, 6],
    [0, 0],
    [0.5, 5],
  ] as const) {
    expect(() => tree.inclusionProof(index, size)).toThrow(RangeError)
  }
  expect(() => tree.root(6)).toThrow(RangeError)
})

test('tiles reproduce the root, at any size', () => {
  const tree = treeOf(entriesOf(70_000))
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 70_000 })), (size) => {
      const hashAt = (level: number, index: number) => {
        const tileLevel = Math.floor(level / 8)
        const leaves = 2 ** (level % 8)
        const first = index * leaves
        const tile = Math.floor(first / TILE_WIDTH)
        const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** tileLevel) - tile * TILE_WIDTH)
        const bytes = hashTile(tree, tileLevel, tile, width) ?? Buffer.alloc(0)
        const at = (first % TILE_WIDTH) * 32
        return foldRow(Array.from({ length: leaves }, (_, i) => bytes.subarray(at + i * 32, at + i * 32 + 32)))
      }
      expect(rootFromTiles(size, hashAt)).toEqual(tree.root(size))
    }),
    { numRuns: 60 },
  )
})

test('a tile is there once the tree fills it, and not before', () => {
  const tree = treeOf(entriesOf(700))
  expect(hashTile(tree, 0, 1, 256)?.length).toBe(256 * 32)
  expect(hashTile(tree, 0, 2, 188)?.length).toBe(188 * 32)
  expect(hashTile(tree, 0, 2, 189)).toBeUndefined()
  expect(hashTile(tree, 0, 2, 256)).toBeUndefined()
  expect(hashTile(tree, 1, 0, 2)?.length).toBe(64)
  expect(hashTile(tree, 1, 0, 3)).toBeUndefined()
})

test('each tile has exactly one address', () => {
  expect(tileAddress('0/000')).toEqual({ level: 0, index: 0, width: 256 })
  expect(tileAddress('1/x001/x234/067')).toEqual({ level: 1, index: 1234067, width: 256 })
  expect(tileAddress('0/x001/000.p/12')).toEqual({ level: 0, index: 1000, width: 12 })
  expect(tileAddress('entries/255.p/255')).toEqual({ level: 'entries', index: 255, width: 255 })
  for (const wrong of [
    '',
    '0',
    '0/',
    '0/0',
    '0/00',
    '00/000',
    '6/000',
    '0/x000/001',
    '0/1000',
    '0/x001/x234/67',
    '0/x1/234',
    '0/000.p/0',
    '0/000.p/256',
    '0/000.p/01',
    '0/000.p/',
    '0/../000',
    '-1/000',
    'entries',
    'entries/0',
    '0/000/',
    '0/000.p',
  ]) {
    expect(tileAddress(wrong), wrong).toBeUndefined()
  }
})

test('entries of a tile stand behind their lengths', () => {
  const long = Buffer.alloc(0x1234, 7)
  const tile = entryTile([Buffer.from('ab'), Buffer.alloc(0), long])
  expect(tile).toEqual(Buffer.concat([Buffer.from('00026162', 'hex'), Buffer.of(0, 0), Buffer.of(0x12, 0x34), long]))
})

/** Both roots from a consistency proof, by the algorithm for verifiers of RFC 9162 §2.1.4.2. */
function rootsFromProof(first: number, last: number, firstRoot: Buffer, path: readonly Buffer[]) {
  const hash = (left: Buffer, right: Buffer) =>
    createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest()
  const isPower = (first & (first - 1)) === 0
  const [start = Buffer.alloc(0), ...rest] = isPower ? [firstRoot, ...path] : path
  let [fn, sn] = [first - 1, last - 1]
  while (fn & 1) [fn, sn] = [fn >> 1, sn >> 1]
  let [fr, sr] = [start, start]
  for (const c of rest) {
    if (sn === 0) return undefined
    if (fn & 1 || fn === sn) {
      ;[fr, sr] = [hash(c, fr), hash(c, sr)]
      while (!(fn & 1) && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1]
    } else sr = hash(sr, c)
    ;[fn, sn] = [fn >> 1, sn >> 1]
  }
  return sn === 0 ? { first: fr, last: sr } : undefined
}

test('every consistency proof between sizes up to 70 leads from the one root to the other', () => {
  const tree = treeOf(entriesOf(70))
  for (let last = 1; last <= 70; last++) {
    for (let first = 1; first < last; first++) {
      const roots = rootsFromProof(first, last, tree.root(first), tree.consistencyProof(first, last))
      expect(roots, `${first} to ${last}`).toEqual({ first: tree.root(first), last: tree.root(last) })
    }
    expect(tree.consistencyProof(last, last)).toEqual([])
    expect(tree.consistencyProof(0, last)).toEqual([])
  }
  for (const [first, last] of [
    [2, 1],
    [1, 71],
    [-1, 4],
    [1.5, 4],
  ] as const) {
    expect(() => tree.consistencyProof(first, last)).toThrow(RangeError)
  }
})
