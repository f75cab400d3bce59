/** Why bytes are no text, in the words and in the order of Go's yaml. */

export const NO_LETTER = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u
export const CONTROL = 'control characters are not allowed'

/** The first reason at that place or behind it; undefined where there is none. */
export function badLetterIn(bytes: Uint8Array, start: number, wide: 'le' | 'be' | undefined): string | undefined {
  const read = wide ? (at: number) => wideLetter(bytes, at, wide) : (at: number) => narrowLetter(bytes, at)
  for (let at = start; at < bytes.length; ) {
    const letter = read(at)
    if (typeof letter === 'string') return letter
    if (NO_LETTER.test(String.fromCodePoint(letter.code))) return CONTROL
    at += letter.size
  }
  return undefined
}

interface Letter {
  readonly code: number
  readonly size: number
}

/** UTF-8 (RFC 3629). */
function narrowLetter(bytes: Uint8Array, at: number): Letter | string {
  const first = bytes[at] ?? 0
  const size = first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf8 ? 4 : 0
  if (size === 0) return 'invalid leading UTF-8 octet'
  if (at + size > bytes.length) return 'incomplete UTF-8 octet sequence'
  let code = size === 1 ? first : first & (0x7f >> size)
  for (let i = 1; i < size; i++) {
    const octet = bytes[at + i] ?? 0
    if ((octet & 0xc0) !== 0x80) return 'invalid trailing UTF-8 octet'
    code = code * 64 + (octet & 0x3f)
  }
  if (code < ([0, 0, 0x80, 0x800, 0x10000][size] ?? 0)) return 'invalid length of a UTF-8 sequence'
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) return 'invalid Unicode character'
  return { code, size }
}

/** UTF-16 (RFC 2781). */
function wideLetter(bytes: Uint8Array, at: number, wide: 'le' | 'be'): Letter | string {
  const half = (place: number) => {
    const [one, two] = [bytes[place] ?? 0, bytes[place + 1] ?? 0]
    return wide === 'le' ? one + two * 256 : one * 256 + two
  }
  if (at + 2 > bytes.length) return 'incomplete UTF-16 character'
  const code = half(at)
  if ((code & 0xfc00) === 0xdc00) return 'unexpected low surrogate area'
  if ((code & 0xfc00) !== 0xd800) return { code, size: 2 }
  if (at + 4 > bytes.length) return 'incomplete UTF-16 surrogate pair'
  const low = half(at + 2)
  if ((low & 0xfc00) !== 0xdc00) return 'expected low surrogate area'
  return { code: 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff), size: 4 }
}
