/** Texts of lock files, taken apart as Go does it. What cannot be is `undefined`: nobody falls over a stranger's file. */
import { parse, TomlError } from 'smol-toml'
import { parseDocument } from 'yaml'

/** What stands at the beginning, as Go's decoder takes it: nobody looks at what follows. */
export function json(text: string): unknown {
  return wholeJson(text) ?? wholeJson(text.slice(0, surveyed(text).end))
}

/** The text is one value, and nothing else. */
export function wholeJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return text.length > DEEPEST && surveyed(text).isTooDeep ? undefined : value
  } catch {
    return undefined
  }
}

/** JSON with comments, and with commas before closing brackets. */
export const looseJson = (text: string): unknown => wholeJson(text) ?? wholeJson(strict(text))

/** Go goes so far down, and no further. */
const DEEPEST = 10_000

const QUOTE = 0x22
const BACKSLASH = 0x5c
/** What closes them stands two further on. */
const [BRACE, BRACKET] = [0x7b, 0x5b]

interface Survey {
  /** Behind the bracket that closes the first one; nowhere, where none does. */
  readonly end: number
  readonly isTooDeep: boolean
}

/** Once from end to end: a stranger wrote it, and a pattern would go back and forth. */
function surveyed(text: string): Survey {
  let [depth, deepest] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (char === QUOTE) i = endOfString(text, i)
    else if (char === BRACE || char === BRACKET) deepest = Math.max(deepest, ++depth)
    else if ((char === BRACE + 2 || char === BRACKET + 2) && --depth <= 0)
      return { end: i + 1, isTooDeep: deepest > DEEPEST }
  }
  return { end: 0, isTooDeep: deepest > DEEPEST }
}

/** Where the quote stands that ends it. */
function endOfString(text: string, start: number): number {
  let i = start + 1
  for (let char = text.charCodeAt(i); i < text.length && char !== QUOTE; char = text.charCodeAt(i)) {
    i += char === BACKSLASH ? 2 : 1
  }
  return i
}

/** Without comments, and without a comma that nothing follows. */
function strict(text: string): string {
  const parts: string[] = []
  let from = 0
  /** Where the last comma stands among the parts, with nothing but space behind it. */
  let comma = -1
  const keep = (until: number) => {
    if (until > from) parts.push(text.slice(from, until))
    from = until
  }
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (char === '/' && (text[i + 1] === '/' || text[i + 1] === '*')) {
      keep(i)
      const end = text[i + 1] === '/' ? text.indexOf('\n', i) : text.indexOf('*/', i + 2) + 1
      i = end > 0 ? end : text.length
      from = text[i] === '\n' ? i : i + 1
    } else if (char === ',') {
      keep(i)
      comma = parts.push(',') - 1
      from = i + 1
    } else if (char === '}' || char === ']') {
      if (comma >= 0) parts[comma] = ' '
      comma = -1
    } else if (char === '"') {
      comma = -1
      i = endOfString(text, i)
    } else if (char !== ' ' && char !== '\t' && char !== '\r' && char !== '\n') comma = -1
  }
  keep(text.length)
  return parts.join('')
}

export function toml(text: string): unknown {
  try {
    return parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    if (error instanceof TomlError || error instanceof RangeError) return undefined
    throw error
  }
}

/** A parser of all of YAML makes a thousand objects of each line: no tool writes so much. */
const MOST_YAML = 4 * 1024 * 1024

/** The first document; every plain value as it is written. */
export function yaml(text: string): unknown {
  if (text.length > MOST_YAML) return undefined
  try {
    const document = parseDocument(text, { schema: 'failsafe' })
    return document.errors.some(({ code }) => code !== 'MULTIPLE_DOCS') ? undefined : document.toJS()
  } catch {
    // Nested too deeply, or made to grow by its own anchors.
    return undefined
  }
}

export interface Lines {
  readonly lines: readonly string[]
  /** A line is longer than Go takes, and nothing behind it is read. */
  readonly isCut: boolean
}

/** Go's scanner takes so many bytes, with the end of the line. */
const LONGEST = 64 * 1024
const encoder = new TextEncoder()

export function linesOf(text: string): Lines {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const long = lines.findIndex((line) => line.length * 3 >= LONGEST && encoder.encode(line).length >= LONGEST)
  const some = long < 0 ? lines : lines.slice(0, long)
  return { lines: some.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line)), isCut: long >= 0 }
}
