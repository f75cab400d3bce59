import { codeOf, isHex } from './letters.ts'
import type { YamlError, YamlReader } from './reader.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
}
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

/** What stands behind a backslash (YAML 1.2, section 5.7), of which Go's yaml knows all but the slash. Needs two letters. */
export function escapeIn(reader: YamlReader, fail: (problem: string) => YamlError): string {
  const letter = String.fromCharCode(reader.at(1))
  const plain = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined
  const count = Object.hasOwn(DIGITS, letter) ? DIGITS[letter] : undefined
  if (plain === undefined && count === undefined) throw fail('found unknown escape character')
  reader.skip()
  reader.skip()
  if (plain !== undefined) return plain
  const code = numberIn(reader, count ?? 0, () => fail('did not find expected hexadecimal number'))
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
    throw fail('found invalid Unicode character escape code')
  }
  for (let i = 0; i < (count ?? 0); i++) reader.skip()
  return String.fromCodePoint(code)
}

function numberIn(reader: YamlReader, count: number, failure: () => YamlError): number {
  reader.need(count)
  let digits = ''
  for (let i = 0; i < count; i++) {
    const code = reader.at(i)
    if (!isHex(code)) throw failure()
    digits += String.fromCharCode(code)
  }
  return Number.parseInt(digits, 16)
}

/** The bytes of one letter as a URI writes them, such as `%C3%A9` (YAML 1.2, section 5.6). Nobody asks which letter it is. */
export function skipUriEscape(reader: YamlReader, fail: (problem: string) => YamlError): void {
  for (let left = 0, isFirst = true; isFirst || left > 0; left--, isFirst = false) {
    reader.need(3)
    if (reader.at() !== codeOf('%') || !isHex(reader.at(1)) || !isHex(reader.at(2))) {
      throw fail('did not find URI escaped octet')
    }
    const octet = Number.parseInt(reader.buffer.slice(reader.pos + 1, reader.pos + 3), 16)
    if (isFirst) {
      left = octet < 0x80 ? 1 : octet < 0xc0 ? 0 : octet < 0xe0 ? 2 : octet < 0xf0 ? 3 : octet < 0xf8 ? 4 : 0
      if (left === 0) throw fail('found an incorrect leading UTF-8 octet')
    } else if (octet < 0x80 || octet >= 0xc0) {
      throw fail('found an incorrect trailing UTF-8 octet')
    }
    for (let i = 0; i < 3; i++) reader.skip()
  }
}
