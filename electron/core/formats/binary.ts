/**
 * What the first bytes of a file say of it, as Scorecard reads them (`checks/raw/binary_artifact.go` over the magic numbers of
 * h2non/filetype 1.1.3). Only kinds that run by themselves count.
 */
import { extension } from './path-names.ts'

export const HEAD_BYTES = 1024

const RUNNABLE: ReadonlySet<string> = new Set(
  'crx deb dex dey elf o a so macho iso class jar bundle dylib lib msi dll drv efi exe ocx pyc pyo par rpm wasm whl'.split(
    ' ',
  ),
)

/** `path` gives its extension, where the bytes do not say what they are. */
export function isBinary(path: string, head: Uint8Array): boolean {
  if (head.length === 0) return false
  if (isRunnable(head)) return true
  return RUNNABLE.has(extension(path).slice(1)) && !isText(head)
}

const hex = (text: string): readonly number[] => text.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? []
const ascii = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0))

const has = (head: Uint8Array, bytes: readonly number[], at = 0): boolean =>
  bytes.every((byte, i) => head[at + i] === byte)

/** Begins with these bytes and is longer than that. */
interface Magic {
  readonly bytes: readonly number[]
  readonly longerThan: number
}
const magic = (bytes: readonly number[], longerThan = bytes.length - 1): Magic => ({ bytes, longerThan })

const WASM = magic(hex('0061736d01000000'))
const MAGICS: readonly Magic[] = [
  magic(ascii('MZ')),
  magic(hex('7f454c46'), 52),
  magic(hex('feedfacf')),
  magic(hex('feedface')),
  magic(hex('bebafeca')),
  magic(hex('cffaedfe')),
  magic(hex('cefaedfe')),
  magic(hex('cafebabe')),
  magic(ascii('Cr24')),
  magic(ascii('!<arch>\ndebian-binary')),
  magic(hex('edabeedb'), 96),
]

const isRunnable = (head: Uint8Array): boolean =>
  isOf(head, WASM) || isDex(head) || isDey(head) || (!isMedia(head) && MAGICS.some((one) => isOf(head, one)))

const isOf = (head: Uint8Array, { bytes, longerThan }: Magic): boolean => head.length > longerThan && has(head, bytes)

const BRANDS: ReadonlySet<string> = new Set(
  (
    'avc1 dash iso2 iso3 iso4 iso5 iso6 isom mmp4 mp41 mp42 mp4v mp71 ' +
    'MSNV NDAS NDSC NSDC NDSH NDSM NDSP NDSS NDXC NDXH NDXM NDXP NDXS'
  )
    .split(' ')
    .concat('F4V ', 'F4P '),
)

/**
 * What is asked before, and does not look at the first four bytes: pictures, films and sounds in boxes. Those that do look at
 * them have none in common with what runs.
 */
function isMedia(head: Uint8Array): boolean {
  const letters = (from: number, to: number): string => String.fromCharCode(...head.subarray(from, to))
  const [kind, brand] = [letters(4, 8), letters(8, 12)]
  if (head.length > 11 && (brand === 'WEBP' || (kind === 'ftyp' && BRANDS.has(brand)))) return true
  if (head.length > 10 && kind === 'ftyp' && /^(?:M4V|M4A|3gp)/.test(brand)) return true
  if (head.length <= 15) return false
  return kind === 'moov' || kind === 'mdat' || letters(12, 16) === 'mdat' || isHeif(head, kind, brand)
}

function isHeif(head: Uint8Array, kind: string, brand: string): boolean {
  const length = new DataView(head.buffer, head.byteOffset).getUint32(0)
  if (kind !== 'ftyp' || head.length < length || head.length < 17) return false
  if (brand === 'heic') return true
  if (brand !== 'mif1' && brand !== 'msf1') return false
  for (let at = 16; at < length && at + 4 <= head.length; at += 4) {
    if (String.fromCharCode(...head.subarray(at, at + 4)) === 'heic') return true
  }
  return false
}

const isDex = (head: Uint8Array): boolean => head.length > 36 && has(head, ascii('dex\n')) && head[36] === 0x70
const isDey = (head: Uint8Array): boolean =>
  head.length > 100 && has(head, ascii('dey\n')) && isDex(head.subarray(40, 100))

/** Without control characters; what is no UTF-8 may be text too. Scorecard leaves the last three bytes alone. */
function isText(head: Uint8Array): boolean {
  for (let i = 0; i + 4 <= head.length; i += runeLength(head, i)) {
    const byte = head[i] ?? 0
    if (byte < 0x20 && byte !== 0x0a && byte !== 0x09 && byte !== 0x0d) return false
  }
  return true
}

/** Bytes of the letter at a place; one for what is no letter. */
function runeLength(head: Uint8Array, at: number): number {
  const byte = head[at] ?? 0
  const length = byte >= 0xf0 && byte < 0xf8 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1
  if (byte < 0xc2 || byte > 0xf4) return 1
  for (let i = 1; i < length; i++) {
    const next = head[at + i]
    if (next === undefined || (next & 0xc0) !== 0x80) return 1
  }
  return length
}
