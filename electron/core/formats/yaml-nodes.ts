/**
 * YAML as the parser of workflow files sees it (actionlint 1.7.9 over Go's yaml): nodes with their source text and line, nothing
 * resolved. Aliases stay aliases, a merge key is a key, and of two equal keys the first one counts.
 */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type YAMLParseError,
} from 'yaml'

/** A scalar's text and the line of its first letter. */
export interface Text {
  readonly value: string
  readonly line: number
}

export interface Entry {
  /** As it is looked up: lower case where case does not matter. */
  readonly id: string
  readonly key: Text
  readonly value: YamlNode
}

export interface YamlNode {
  readonly kind: 'scalar' | 'map' | 'list' | 'alias'
  readonly line: number
  /** A plain scalar without a letter, or one of the words for it. */
  readonly isNull: boolean
  /** Of a scalar; empty for anything else, as actionlint reads a text that is none. */
  readonly text: Text
  /** Of a list. */
  readonly items: readonly YamlNode[]
  /** Of a mapping, the first of each key. */
  entries(isCaseSensitive?: boolean): readonly Entry[]
}

/** The root of the first document; undefined for an empty one. */
export type YamlResult = { readonly root: YamlNode | undefined } | { readonly error: string }

export function parseYaml(text: string): YamlResult {
  const lines = new LineCounter()
  // The failsafe schema makes no numbers, dates or truths of what is text.
  const options = {
    lineCounter: lines,
    schema: 'failsafe',
    uniqueKeys: false,
    merge: false,
    logLevel: 'silent',
  } as const
  const documents = parseAllDocuments(text, options)
  if (!Array.isArray(documents) || documents[0] === undefined) return { root: undefined }
  const [{ errors, contents }] = documents
  const error = errors.find((one) => !isBehind(contents, one, text) && !one.message.startsWith(GLUED))
  if (error) return { error: error.message.split('\n')[0] ?? '' }
  return { root: contents === null ? undefined : nodeOf(contents, lines) }
}

/** A comment right behind a quoted text is one for Go's parser. */
const GLUED = 'Comments must be separated'

/** What begins further left than the root ends it; all the rest is another document's affair, and nobody reads that. */
function isBehind(root: Node | null, { pos: [at] }: YAMLParseError, text: string): boolean {
  if (!root?.range || at < root.range[1]) return false
  const next = /^[ ]*(?=[^ #\n\r])/m.exec(text.slice(text.lastIndexOf('\n', root.range[1] - 1) + 1))
  return next !== null && next[0].length < indentAt(text, root.range[0])
}

function indentAt(text: string, at: number): number {
  const start = text.lastIndexOf('\n', at - 1) + 1
  return text.slice(start).search(/[^ ]|$/)
}

const NULLS: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL'])

function nodeOf(node: unknown, lines: LineCounter): YamlNode {
  const line = lineOf(node, lines)
  const empty = { line, isNull: false, text: { value: '', line }, items: [], entries: () => [] }
  if (isAlias(node)) return { ...empty, kind: 'alias' }
  if (isMap(node)) return { ...empty, kind: 'map', entries: entriesOf(node.items, lines) }
  if (isSeq(node)) return { ...empty, kind: 'list', items: node.items.map((item) => nodeOf(item, lines)) }
  if (!isScalar(node)) return { ...empty, kind: 'scalar', isNull: true }
  const value = node.value === null || node.value === undefined ? (node.source ?? '') : String(node.value)
  const isPlain = node.type === 'PLAIN' || node.type === undefined
  return {
    ...empty,
    kind: 'scalar',
    isNull: isPlain && node.tag === undefined && NULLS.has(value),
    text: { value, line },
  }
}

function entriesOf(pairs: readonly Pair[], lines: LineCounter): YamlNode['entries'] {
  return (isCaseSensitive = true) => {
    const found = new Map<string, Entry>()
    for (const pair of pairs) {
      const key = nodeOf(pair.key, lines).text
      const id = isCaseSensitive ? key.value : key.value.toLowerCase()
      // A key without a value is where its value would be.
      const value = pair.value === null ? nothingAt(key.line) : nodeOf(pair.value, lines)
      if (!found.has(id)) found.set(id, { id, key, value })
    }
    return [...found.values()]
  }
}

const nothingAt = (line: number): YamlNode => ({
  kind: 'scalar',
  line,
  isNull: true,
  text: { value: '', line },
  items: [],
  entries: () => [],
})

function lineOf(node: unknown, lines: LineCounter): number {
  const range = (node as Node | null)?.range
  return range ? lines.linePos(range[0]).line : 1
}
