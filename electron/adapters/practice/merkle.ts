/** The Merkle tree of RFC 6962 §2.1, kept so that appending and proving take a logarithmic number of hashes. */
import { createHash } from 'node:crypto'

/** A tree that grows leaf by leaf. */
export interface MerkleTree {
  readonly size: number
  /** Adds the hash of a leaf, see `leafHash`. */
  append(hash: Uint8Array): void
  /** MTH(D[0:size]): the root of the first `size` leaves. */
  root(size?: number): Buffer
  /** PATH(index, D[0:size]) of §2.1.1, from the leaf's side up. */
  inclusionProof(index: number, size?: number): Buffer[]
  /** PROOF(first, D[0:size]) of §2.1.2. Nothing where one of the two trees is empty, or both are the same. */
  consistencyProof(first: number, size?: number): Buffer[]
  /** Root of the complete subtree of 2^level leaves that starts at leaf index · 2^level. Undefined if incomplete. */
  subtree(level: number, index: number): Buffer | undefined
}

/** SHA-256(0x00 ‖ entry). */
export const leafHash = (entry: Uint8Array): Buffer => createHash('sha256').update(LEAF).update(entry).digest()

const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)

const parentHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash('sha256').update(NODE).update(left).update(right).digest()

/** An empty tree. */
export function merkleTree(): MerkleTree {
  /** `levels[k][i]` is the root of the complete subtree of 2^k leaves that starts at leaf i · 2^k. */
  const levels: Buffer[][] = [[]]
  const leaves = levels[0] as Buffer[]

  const subtree = (level: number, index: number) => levels[level]?.[index]

  function rangeHash(start: number, end: number): Buffer {
    const width = end - start
    const level = Math.log2(width)
    if (Number.isInteger(level)) {
      const complete = subtree(level, start / width)
      if (complete) return complete
    }
    const middle = start + largestPowerBelow(width)
    return parentHash(rangeHash(start, middle), rangeHash(middle, end))
  }

  function path(leaf: number, start: number, end: number): Buffer[] {
    if (end - start === 1) return []
    const middle = start + largestPowerBelow(end - start)
    return leaf < middle
      ? [...path(leaf, start, middle), rangeHash(middle, end)]
      : [...path(leaf, middle, end), rangeHash(start, middle)]
  }

  /** SUBPROOF(m, D[start:end], isKnown) of §2.1.2. */
  function subproof(m: number, start: number, end: number, isKnown: boolean): Buffer[] {
    if (m === end - start) return isKnown ? [] : [rangeHash(start, end)]
    const half = largestPowerBelow(end - start)
    return m <= half
      ? [...subproof(m, start, start + half, isKnown), rangeHash(start + half, end)]
      : [...subproof(m - half, start + half, end, false), rangeHash(start, start + half)]
  }

  function checkSize(size: number): void {
    if (!Number.isInteger(size) || size < 0 || size > leaves.length) throw new RangeError(`no tree of size ${size}`)
  }

  return {
    get size() {
      return leaves.length
    },
    append(hash) {
      let node = Buffer.from(hash)
      for (let level = 0; ; level++) {
        const row = levels[level] ?? []
        levels[level] = row
        row.push(node)
        const left = row[row.length - 2]
        if (row.length % 2 === 1 || !left) return
        node = parentHash(left, node) as typeof node
      }
    },
    root(size = leaves.length) {
      checkSize(size)
      return size === 0 ? createHash('sha256').digest() : rangeHash(0, size)
    },
    inclusionProof(index, size = leaves.length) {
      checkSize(size)
      if (!Number.isInteger(index) || index < 0 || index >= size) throw new RangeError(`no leaf ${index} in ${size}`)
      return path(index, 0, size)
    },
    consistencyProof(first, size = leaves.length) {
      checkSize(size)
      if (!Number.isInteger(first) || first < 0 || first > size) throw new RangeError(`no tree of ${first} in ${size}`)
      return first === 0 ? [] : subproof(first, 0, size, true)
    },
    subtree,
  }
}

/** The largest power of two that is smaller than n, for n > 1. */
const largestPowerBelow = (n: number): number => 2 ** (31 - Math.clz32(n - 1))
