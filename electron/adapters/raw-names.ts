/**
 * Names of files that are no UTF-8, as texts that name the same file again: a byte that is none of a letter becomes half a
 * surrogate pair (U+DC80 to U+DCFF), which no valid name has. `toWellFormed()` makes of each what Go prints: U+FFFD.
 */
import { isUtf8 } from 'node:buffer'
import { join } from 'node:path'

const ESCAPED = 0xdc00
const LONGEST_LETTER = 4

/** Several names may stand in it, with something between them that is one byte. */
export function namesFrom(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  const parts: string[] = []
  let plain = 0
  const upTo = (end: number): void => {
    if (end > plain) parts.push(bytes.toString('utf8', plain, end))
  }
  for (let at = 0; at < bytes.length; ) {
    const length = letterAt(bytes, at)
    if (length === 0) {
      upTo(at)
      parts.push(String.fromCharCode(ESCAPED + (bytes[at] ?? 0)))
      plain = at + 1
    }
    at += Math.max(length, 1)
  }
  upTo(bytes.length)
  return parts.join('')
}

/** So many bytes make a letter; 0 where they make none. */
function letterAt(bytes: Buffer, at: number): number {
  if ((bytes[at] ?? 0) < 0x80) return 1
  for (let length = 2; length <= LONGEST_LETTER && at + length <= bytes.length; length++)
    if (isUtf8(bytes.subarray(at, at + length))) return length
  return 0
}

export function bytesOfNames(names: string): Buffer {
  if (names.isWellFormed()) return Buffer.from(names)
  const parts = names.split(/([\udc80-\udcff])/u)
  return Buffer.concat(
    parts.map((part, i) => (i % 2 === 0 ? Buffer.from(part) : Buffer.of(part.charCodeAt(0) - ESCAPED))),
  )
}

/** As the system takes it. */
export function rawPath(root: string, path: string): string | Buffer {
  const full = join(root, path)
  return full.isWellFormed() ? full : bytesOfNames(full)
}
