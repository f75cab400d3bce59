/** Texts of lock files, taken apart as Go does it. What cannot be is `undefined`: nobody falls over a stranger's file. */
import { parse, TomlError } from 'smol-toml'
import { parseDocument } from 'yaml'

/** What stands at the beginning, as Go's decoder takes it: nobody looks at what follows. */
export function json(text: string): unknown {
  return wholeJson(text) ?? wholeJson(firstValue(text))
}

/** The text is one value, and nothing else. */
export function wholeJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isTooDeep(text) ? undefined : value
  } catch {
    return undefined
  }
}

/** Go goes so far down, and no further. */
const DEEPEST = 10_000
const [QUOTE, BACKSLASH] = ['"', '\\'].map((char) => char.charCodeAt(0))
const [OPENING, CLOSING] = ['[{', ']}'].map((chars) => new Set([chars.charCodeAt(0), chars.charCodeAt(1)]))

/** Of what is JSON. */
function isTooDeep(text: string): boolean {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) {
      for (i++; text.charCodeAt(i) !== QUOTE && i < text.length; i++) if (text.charCodeAt(i) === BACKSLASH) i++
    } else if (OPENING?.has(code)) {
      if (++depth > DEEPEST) return true
    } else if (CLOSING?.has(code)) depth--
  }
  return false
}

/** Up to the bracket that closes the first one. */
function firstValue(text: string): string {
  let depth = 0
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/gs)) {
    if (token === '{' || token === '[') depth++
    if (token !== '}' && token !== ']') continue
    depth--
    if (depth <= 0) return text.slice(0, index + 1)
  }
  return ''
}

/** JSON with comments, and with commas before closing brackets. */
export function looseJson(text: string): unknown {
  const strict = wholeJson(text)
  if (strict !== undefined) return strict
  const plain = text.replace(
    /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*.*?\*\//gs,
    (_, string: string | undefined) => string ?? ' ',
  )
  return wholeJson(
    plain.replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/gs, (_, string: string | undefined) => string ?? ''),
  )
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
