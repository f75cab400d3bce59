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

const MAGICS: readonly Magic[] = [
  magic(hex('0061736d01000000')),
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
  MAGICS.some(({ bytes, longerThan }) => head.length > longerThan && has(head, bytes)) || isDex(head) || isDey(head)

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
