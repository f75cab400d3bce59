/**
 * The first document of a stream, told node by node, as the parser of Go's yaml tells it, of which this is an image (see LICENSE). What
 * is a stack there, and no calls, is a stack here too: nothing can be too deep for it.
 */
import { parserFailure, readDirectives, readProperties } from './node-properties.ts'
import type { Mark, YamlError } from './reader.ts'
import type { YamlScanner } from './scanner.ts'
import {
  DOCUMENT_ENDS,
  FLOW_MAP_ENDS,
  LEVEL_LIST_ENDS,
  LIST_ENDS,
  MAP_ENDS,
  PAIR_KEY_ENDS,
  type Token,
} from './tokens.ts'

/** Who is told. Lines begin with 0. */
export interface NodeSink {
  scalar(text: string, line: number, anchor: string): void
  alias(name: string, line: number): void
  start(kind: 'map' | 'list', line: number, anchor: string): void
  end(): void
}

/** Tells of the next node, or of the end of one, and says itself what comes then. */
type State = () => void

export class YamlParser {
  readonly #scanner: YamlScanner
  readonly #sink: NodeSink
  #state: State
  readonly #states: State[] = []
  /** Where the collections that are open begin. */
  readonly #marks: Mark[] = []
  readonly #handles = new Set<string>()
  #isDone = false

  constructor(scanner: YamlScanner, sink: NodeSink) {
    this.#scanner = scanner
    this.#sink = sink
    this.#state = this.#documentStart
  }

  /** Errors: a `YamlError`. */
  run(): void {
    this.#scanner.peek()
    this.#scanner.skip()
    while (!this.#isDone) this.#state()
  }

  readonly #documentStart: State = () => {
    const first = this.#scanner.peek()
    if (first.kind === 'stream end') {
      this.#isDone = true
      return
    }
    const token = readDirectives(this.#scanner, this.#handles)
    this.#states.push(this.#documentEnd)
    if (token === first && token.kind !== 'document start') {
      this.#state = this.#blockNode
      return
    }
    if (token.kind !== 'document start') throw parserFailure('did not find expected <document start>', token)
    this.#scanner.skip()
    this.#state = this.#documentContent
  }

  readonly #documentContent: State = () => {
    const token = this.#scanner.peek()
    if (DOCUMENT_ENDS.has(token.kind)) {
      this.#pop()
      this.#nothing(token)
    } else this.#node(true)
  }

  readonly #documentEnd: State = () => {
    this.#scanner.peek()
    this.#isDone = true
  }

  readonly #blockNode: State = () => this.#node(true)

  /** `mayBeLevel`: a list may begin no further right than the key that it belongs to. */
  #node(isBlock: boolean, mayBeLevel = false): void {
    const first = this.#scanner.peek()
    if (first.kind === 'alias') {
      this.#pop()
      this.#sink.alias(first.value, first.line)
      this.#scanner.skip()
      return
    }
    const { start, token, anchor, isNode } = readProperties(this.#scanner, this.#handles)
    const { line } = start
    if (mayBeLevel && token.kind === 'block entry') this.#begin('list', line, anchor, this.#levelListEntry)
    else if (token.kind === 'scalar') {
      this.#pop()
      this.#sink.scalar(token.value, line, anchor)
      this.#scanner.skip()
    } else if (token.kind === 'flow list') this.#begin('list', line, anchor, this.#flowListFirst)
    else if (token.kind === 'flow map') this.#begin('map', line, anchor, this.#flowMapFirst)
    else if (isBlock && token.kind === 'block list') this.#begin('list', line, anchor, this.#blockListFirst)
    else if (isBlock && token.kind === 'block map') this.#begin('map', line, anchor, this.#blockMapFirst)
    else if (isNode) {
      this.#pop()
      this.#sink.scalar('', line, anchor)
    } else throw parserFailure('did not find expected node content', token, start)
  }

  #begin(kind: 'map' | 'list', line: number, anchor: string, state: State): void {
    this.#state = state
    this.#sink.start(kind, line, anchor)
  }

  /** Skips the token, and peeks at the one behind it. */
  #next(): Token {
    this.#scanner.skip()
    return this.#scanner.peek()
  }

  #pop(): void {
    this.#state = this.#states.pop() ?? this.#documentEnd
  }

  /** A node that is not there. */
  #nothing({ line }: Mark, then: State = this.#state): void {
    this.#state = then
    this.#sink.scalar('', line, '')
  }

  #childThen(state: State, isBlock: boolean, mayBeLevel = false): void {
    this.#states.push(state)
    this.#node(isBlock, mayBeLevel)
  }

  #enter(): void {
    this.#marks.push(this.#scanner.peek())
    this.#scanner.skip()
  }

  #leave(): void {
    this.#pop()
    this.#marks.pop()
    this.#sink.end()
    this.#scanner.skip()
  }

  #expected(what: string, found: Token): YamlError {
    return parserFailure(`did not find expected ${what}`, found, this.#marks.pop())
  }

  readonly #blockListFirst: State = () => {
    this.#enter()
    this.#blockListEntry()
  }

  readonly #blockListEntry: State = () => {
    const token = this.#scanner.peek()
    if (token.kind === 'block end') this.#leave()
    else if (token.kind !== 'block entry') throw this.#expected("'-' indicator", token)
    else if (LIST_ENDS.has(this.#next().kind)) this.#nothing(token, this.#blockListEntry)
    else this.#childThen(this.#blockListEntry, true)
  }

  readonly #levelListEntry: State = () => {
    const token = this.#scanner.peek()
    if (token.kind !== 'block entry') {
      this.#pop()
      this.#sink.end()
    } else if (LEVEL_LIST_ENDS.has(this.#next().kind)) this.#nothing(token, this.#levelListEntry)
    else this.#childThen(this.#levelListEntry, true)
  }

  readonly #blockMapFirst: State = () => {
    this.#enter()
    this.#blockMapKey()
  }

  readonly #blockMapKey: State = () => {
    const token = this.#scanner.peek()
    if (token.kind === 'block end') this.#leave()
    else if (token.kind !== 'key') throw this.#expected('key', token)
    else if (MAP_ENDS.has(this.#next().kind)) this.#nothing(token, this.#blockMapValue)
    else this.#childThen(this.#blockMapValue, true, true)
  }

  readonly #blockMapValue: State = () => {
    const token = this.#scanner.peek()
    if (token.kind !== 'value' || MAP_ENDS.has(this.#next().kind)) this.#nothing(token, this.#blockMapKey)
    else this.#childThen(this.#blockMapKey, true, true)
  }

  readonly #flowListFirst: State = () => {
    this.#enter()
    this.#flowListItem(this.#scanner.peek())
  }

  readonly #flowListEntry: State = () => {
    const token = this.#scanner.peek()
    if (token.kind === 'flow list end') this.#leave()
    else if (token.kind === 'flow entry') this.#flowListItem(this.#next())
    else throw this.#expected("',' or ']'", token)
  }

  #flowListItem(token: Token): void {
    if (token.kind === 'flow list end') this.#leave()
    else if (token.kind === 'key') {
      // A mapping of one pair needs no braces here (YAML 1.2, section 7.5).
      this.#begin('map', token.line, '', this.#pairKey)
      this.#scanner.skip()
    } else this.#childThen(this.#flowListEntry, false)
  }

  readonly #pairKey: State = () => {
    const token = this.#scanner.peek()
    if (!PAIR_KEY_ENDS.has(token.kind)) {
      this.#childThen(this.#pairValue, false)
      return
    }
    this.#scanner.skip()
    this.#nothing(token, this.#pairValue)
  }

  readonly #pairValue: State = () => {
    let token = this.#scanner.peek()
    if (token.kind === 'value') {
      const at = token
      token = this.#next()
      if (token.kind !== 'flow entry' && token.kind !== 'flow list end') {
        this.#childThen(this.#pairEnd, false)
        return
      }
      token = at
    }
    this.#nothing(token, this.#pairEnd)
  }

  readonly #pairEnd: State = () => {
    this.#scanner.peek()
    this.#state = this.#flowListEntry
    this.#sink.end()
  }

  readonly #flowMapFirst: State = () => {
    this.#enter()
    this.#flowMapPair(this.#scanner.peek())
  }

  readonly #flowMapKey: State = () => {
    const token = this.#scanner.peek()
    if (token.kind === 'flow map end') this.#leave()
    else if (token.kind === 'flow entry') this.#flowMapPair(this.#next())
    else throw this.#expected("',' or '}'", token)
  }

  #flowMapPair(token: Token): void {
    if (token.kind === 'flow map end') this.#leave()
    else if (token.kind !== 'key') this.#childThen(this.#flowMapNoValue, false)
    else {
      const key = this.#next()
      if (FLOW_MAP_ENDS.has(key.kind) || key.kind === 'value') this.#nothing(key, this.#flowMapValue)
      else this.#childThen(this.#flowMapValue, false)
    }
  }

  readonly #flowMapValue: State = () => {
    let token = this.#scanner.peek()
    if (token.kind === 'value') {
      token = this.#next()
      if (!FLOW_MAP_ENDS.has(token.kind)) {
        this.#childThen(this.#flowMapKey, false)
        return
      }
    }
    this.#nothing(token, this.#flowMapKey)
  }

  readonly #flowMapNoValue: State = () => this.#nothing(this.#scanner.peek(), this.#flowMapKey)
}
