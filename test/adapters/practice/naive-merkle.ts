/** RFC 6962 §2.1 word for word, and the client's side of its proofs: slow, and easy to compare with the text. */
import { createHash } from 'node:crypto'

const sha256 = (...parts: Uint8Array[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

export const leafOf = (entry: Uint8Array) => sha256(Buffer.of(0), entry)
const nodeOf = (left: Uint8Array, right: Uint8Array) => sha256(Buffer.of(1), left, right)

/** The largest power of two smaller than n. */
function split(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** MTH */
export function naiveRoot(entries: readonly Uint8Array[]): Buffer {
  const [only] = entries
  if (!only) return sha256()
  if (entries.length === 1) return leafOf(only)
  const k = split(entries.length)
  return nodeOf(naiveRoot(entries.slice(0, k)), naiveRoot(entries.slice(k)))
}

/** PATH */
export function naivePath(m: number, entries: readonly Uint8Array[]): Buffer[] {
  if (entries.length <= 1) return []
  const k = split(entries.length)
  return m < k
    ? [...naivePath(m, entries.slice(0, k)), naiveRoot(entries.slice(k))]
    : [...naivePath(m - k, entries.slice(k)), naiveRoot(entries.slice(0, k))]
}

/** The verification of RFC 9162 §2.1.3.2. */
export function rootFromProof(index: number, size: number, leaf: Buffer, path: readonly Buffer[]): Buffer | undefined {
  let [fn, sn, r] = [index, size - 1, leaf]
  for (const p of path) {
    if (sn === 0) return undefined
    if (fn % 2 === 1 || fn === sn) {
      r = nodeOf(p, r)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1]
    } else {
      r = nodeOf(r, p)
    }
    ;[fn, sn] = [fn >> 1, sn >> 1]
  }
  return sn === 0 ? r : undefined
}

/** The root of a tree from rows of complete subtrees, as a reader of tiles puts it together. */
export function rootFromTiles(size: number, hashAt: (level: number, index: number) => Buffer): Buffer {
  const range = (start: number, end: number): Buffer => {
    const width = end - start
    const level = Math.log2(width)
    if (Number.isInteger(level)) return hashAt(level, start / width)
    const k = split(width)
    return nodeOf(range(start, start + k), range(start + k, end))
  }
  return size === 0 ? sha256() : range(0, size)
}

/** The hash of a subtree from the hashes of its leaves. */
export function foldRow(row: readonly Buffer[]): Buffer {
  const [only = Buffer.alloc(0)] = row
  if (row.length === 1) return only
  const half = row.length / 2
  return nodeOf(foldRow(row.slice(0, half)), foldRow(row.slice(half)))
}
