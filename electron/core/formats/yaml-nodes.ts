/**
 * YAML as the parser of workflow files sees it (actionlint 1.7.9 over Go's yaml): nodes with their source text and line, nothing
 * resolved. A merge key is a key, and of two equal keys the first one counts. Aliases stay aliases unless somebody asks.
 */
import { type NodeSink, YamlParser } from './yaml/parser.ts'
import { YamlError, YamlReader } from './yaml/reader.ts'
import { YamlScanner } from './yaml/scanner.ts'

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
  /** Of a scalar; empty for anything else, as actionlint reads a text that is none. */
  readonly text: Text
  /** Of a list. */
  readonly items: readonly YamlNode[]
  /** Of a mapping, the first of each key. */
  entries(isCaseSensitive?: boolean): readonly Entry[]
}

export interface YamlOptions {
  /** What an anchor names stands wherever an alias does, as in actionlint from 1.7.10 on; else an alias is a node of its own kind. */
  readonly withAliases?: boolean
}

/** `line` and `column` as actionlint tells them: 0 where it knows none. */
export interface YamlFailure {
  readonly error: string
  readonly line: number
  readonly column: number
}

/** The root of the first document; undefined for an empty stream. */
export type YamlResult<T> = { readonly value: T } | YamlFailure

/** `read` gets the root. What it reads of the nodes counts against what aliases may come to. */
export function readYaml<T>(
  bytes: Uint8Array,
  options: YamlOptions,
  read: (root: YamlNode | undefined) => T,
): YamlResult<T> {
  try {
    const tree = new Tree(options.withAliases === true)
    new YamlParser(new YamlScanner(new YamlReader(bytes)), tree).run()
    return { value: read(tree.root) }
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    return { error: error.message, line: error.line, column: error.column }
  }
}

/** Nodes that may be looked at where aliases were resolved. A page of aliases can stand for more than any memory holds. */
const MOST = 5_000_000

/** What is left of them. Whoever has one was resolved: a merge key is no key there, for GitHub knows none. */
class Budget {
  #left = MOST

  spend(count: number): void {
    this.#left -= count
    if (this.#left < 0) throw new YamlError('document contains excessive aliasing')
  }
}

/** Of what has none, and never gets one. */
const NONE: Node[] = []

class Node implements YamlNode {
  readonly kind: YamlNode['kind']
  readonly line: number
  readonly #value: string
  readonly #budget: Budget | undefined
  /** Of a mapping, keys and values in turn. */
  readonly children: Node[]

  constructor(kind: YamlNode['kind'], line: number, value: string, budget: Budget | undefined) {
    this.kind = kind
    this.line = line + 1
    this.#value = value
    this.#budget = budget
    this.children = kind === 'scalar' || kind === 'alias' ? NONE : []
  }

  get text(): Text {
    return { value: this.#value, line: this.line }
  }

  get items(): readonly YamlNode[] {
    if (this.kind !== 'list') return []
    this.#budget?.spend(this.children.length)
    return this.children
  }

  entries(isCaseSensitive = true): readonly Entry[] {
    if (this.kind !== 'map') return []
    this.#budget?.spend(this.children.length)
    const found = new Map<string, Entry>()
    for (let i = 0; i < this.children.length; i += 2) {
      const [key, value] = [this.children[i]?.text, this.children[i + 1]]
      if (!key || !value || (this.#budget && key.value === '<<')) continue
      const id = isCaseSensitive ? key.value : lowerCase(key.value)
      if (!found.has(id)) found.set(id, { id, key, value })
    }
    return [...found.values()]
  }
}

/** Letter by letter, as Go does it: no letter becomes two, and none depends on where it stands. */
export function lowerCase(text: string): string {
  return /^[\0-\x7f]*$/.test(text)
    ? text.toLowerCase()
    : Array.from(text, (letter) => (letter === '\u0130' ? 'i' : letter.toLowerCase())).join('')
}

class Tree implements NodeSink {
  root: Node | undefined
  readonly #open: Node[] = []
  /** Of two anchors of one name, the last one so far counts. */
  readonly #anchors = new Map<string, Node>()
  readonly #withAliases: boolean
  readonly #budget: Budget | undefined

  constructor(withAliases: boolean) {
    this.#withAliases = withAliases
    this.#budget = withAliases ? new Budget() : undefined
  }

  scalar(text: string, line: number, anchor: string): void {
    this.#place(this.#node('scalar', line, anchor, text))
  }

  alias(name: string, line: number): void {
    const named = this.#anchors.get(name)
    if (!named) throw new YamlError(`yaml: unknown anchor '${name}' referenced`)
    this.#place(this.#withAliases ? named : this.#node('alias', line, ''))
  }

  start(kind: 'map' | 'list', line: number, anchor: string): void {
    const node = this.#node(kind, line, anchor)
    this.#place(node)
    this.#open.push(node)
  }

  end(): void {
    this.#open.pop()
  }

  #node(kind: YamlNode['kind'], line: number, anchor: string, text = ''): Node {
    const node = new Node(kind, line, text, this.#budget)
    if (anchor !== '') this.#anchors.set(anchor, node)
    return node
  }

  #place(node: Node): void {
    const parent = this.#open.at(-1)
    if (parent) parent.children.push(node)
    else this.root ??= node
  }
}
