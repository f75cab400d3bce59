/** White space as Go's `unicode.IsSpace` knows it. JavaScript's has the byte order mark too, and lacks U+0085. */
const SPACE = '\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
const ONE = new RegExp(`^[${SPACE}]`)
const LEFT = new RegExp(`^[${SPACE}]+`)
const RIGHT = new RegExp(`(?<![${SPACE}])[${SPACE}]+$`)

export const isSpace = (letter: string): boolean => ONE.test(letter)
export const trimLeft = (text: string): string => text.replace(LEFT, '')
export const trimSpace = (text: string): string => trimLeft(text).replace(RIGHT, '')

const encoder = new TextEncoder()

/** Go's scanners give up at a line of so many bytes. */
const LONGEST_LINE = 64 * 1024

/** Whether it is longer than Go's scanners read. */
export const isTooLong = (line: string): boolean =>
  line.length >= LONGEST_LINE || (line.length * 3 >= LONGEST_LINE && encoder.encode(line).length >= LONGEST_LINE)
