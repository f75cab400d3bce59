/** Kinds of letters that end a run of others (YAML 1.2, sections 5.3 to 5.5), as Go's yaml tells them apart: a set of bits each. */
export const BLANK = 1
export const BREAK = 2
/** Behind the last letter. */
export const END = 4
export const COLON = 8
/** A bracket, a brace or a comma. */
export const FLOW = 16
export const QUESTION = 32
export const SINGLE = 64
export const DOUBLE = 128
export const BACKSLASH = 256
export const SPACES = BLANK | BREAK | END

const KINDS = new Uint16Array(128)
const set = (letters: string, kind: number): void => {
  for (const letter of letters) KINDS[letter.charCodeAt(0)] = kind
}
set(' \t', BLANK)
set('\r\n', BREAK)
set('\0', END)
set(':', COLON)
set(',[]{}', FLOW)
set('?', QUESTION)
set("'", SINGLE)
set('"', DOUBLE)
set('\\', BACKSLASH)

export const kindOf = (code: number): number =>
  code < 128 ? (KINDS[code] ?? 0) : code === 0x85 || code === 0x2028 || code === 0x2029 ? BREAK : 0

export const isBlank = (code: number): boolean => code === 0x20 || code === 0x09
export const isBreak = (code: number): boolean => (kindOf(code) & BREAK) !== 0
export const isBreakOrEnd = (code: number): boolean => (kindOf(code) & (BREAK | END)) !== 0
export const isSpace = (code: number): boolean => (kindOf(code) & SPACES) !== 0
export const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
export const isHex = (code: number): boolean =>
  isDigit(code) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66)
/** A letter of a handle or of a directive's name. */
export const isWord = (code: number): boolean =>
  isDigit(code) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f || code === 0x2d
/** Go's yaml takes ASCII only, and no colon. */
export const isAnchor = (code: number): boolean => code > 0x20 && code < 0x7f && (kindOf(code) & (FLOW | COLON)) === 0

export const codeOf = (letter: string): number => letter.charCodeAt(0)
