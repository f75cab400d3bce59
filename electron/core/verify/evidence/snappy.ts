/**
 * Snappy's block format (google/snappy, format_description.txt), in which GitHub's storage holds bundles. Written here, since the
 * packages for it either run native code or can be kept busy for ever by a length of their sender's choosing.
 */

/** Undefined for what is no such block, or would be longer than `maxBytes`. */
export function unsnap(block: Uint8Array, maxBytes: number): Uint8Array | undefined {
  const head = lengthAt(block)
  if (!head || head.length > maxBytes) return undefined
  const out = new Uint8Array(head.length)
  let [at, end] = [head.size, 0]
  while (at < block.length) {
    const tag = block[at++] ?? 0
    const kind = tag & 3
    if (kind === 0) {
      const short = tag >>> 2
      const extra = Math.max(0, short - 59)
      const length = (extra === 0 ? short : littleEndian(block, at, extra)) + 1
      at += extra
      if (at + length > block.length || end + length > out.length) return undefined
      out.set(block.subarray(at, at + length), end)
      at += length
      end += length
    } else {
      const length = kind === 1 ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1
      const size = kind === 3 ? 4 : kind
      if (at + size > block.length) return undefined
      const offset = littleEndian(block, at, size) + (kind === 1 ? (tag >>> 5) * 256 : 0)
      at += size
      if (offset === 0 || offset > end || end + length > out.length) return undefined
      // Byte by byte: what is copied may overlap what it is copied to.
      for (let i = 0; i < length; i++, end++) out[end] = out[end - offset] ?? 0
    }
  }
  return end === out.length ? out : undefined
}

/** A base-128 number of up to 32 bits, the low end first. */
function lengthAt(block: Uint8Array): { length: number; size: number } | undefined {
  let length = 0
  for (let size = 1; size <= 5; size++) {
    const byte = block[size - 1]
    if (byte === undefined) return undefined
    length += (byte & 0x7f) * 2 ** (7 * (size - 1))
    if (byte < 0x80) return length < 2 ** 32 ? { length, size } : undefined
  }
  return undefined
}

function littleEndian(block: Uint8Array, at: number, size: number): number {
  let value = 0
  for (let i = size - 1; i >= 0; i--) value = value * 256 + (block[at + i] ?? 0)
  return value
}
