/** Text in quotes as Go writes it (`strconv.Quote`): what cannot be seen is a number. */

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
])
const ESCAPED = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu

export const goQuoted = (text: string): string =>
  `"${text.replace(ESCAPED, (letter) => ESCAPES.get(letter) ?? numbered(letter.codePointAt(0) ?? 0))}"`

function numbered(code: number): string {
  const digits = code.toString(16)
  if (code < 0x80) return `\\x${digits.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`
}
