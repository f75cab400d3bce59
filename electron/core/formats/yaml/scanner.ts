import { scanBlockScalar } from './block-scalars.ts'
import { skipCommentBehind, skipComments } from './comments.ts'
import { codeOf, END, isBlank, isBreak, isSpace, kindOf } from './letters.ts'
import { scanAnchor, scanDirective, scanTag } from './properties.ts'
import { isDocumentMark, type Mark, YamlError, type YamlReader } from './reader.ts'
import { scanPlain, scanQuoted } from './scalars.ts'
import { SimpleKeys } from './simple-keys.ts'
import type { Token, TokenKind } from './tokens.ts'

/** How deep brackets, and blocks, may go: the limits of Go's yaml. */
const DEEPEST = 10_000

const [SPACE, TAB, HASH, PERCENT] = [' ', '\t', '#', '%'].map(codeOf)
const [DASH, QUESTION, COLON] = ['-', '?', ':'].map(codeOf)
const NO_PLAIN: ReadonlySet<number> = new Set([...'-?:,[]{}#&*!|>\'"%@`'].map(codeOf))

/**
 * The tokens of a stream, as the scanner of Go's yaml finds them, of which this is an image (see LICENSE). Errors: a `YamlError`. It
 * looks two tokens ahead, so that an error may be found behind the end of what is asked for.
 */
export class YamlScanner {
  readonly #reader: YamlReader
  #tokens: Token[] = []
  #head = 0
  #parsed = 0
  #isReady = false
  #isStarted = false
  #indent = -1
  readonly #indents: number[] = []
  #flow = 0
  #mayBeKey = true
  readonly #keys: SimpleKeys

  constructor(reader: YamlReader) {
    this.#reader = reader
    this.#keys = new SimpleKeys(reader)
  }

  peek(): Token {
    if (!this.#isReady) this.#fetchMore()
    const token = this.#tokens[this.#head]
    if (!token) throw new YamlError('unknown problem parsing YAML content')
    return token
  }

  skip(): void {
    this.#isReady = false
    this.#parsed++
    this.#head++
    if (this.#head < 1000) return
    this.#tokens = this.#tokens.slice(this.#head)
    this.#head = 0
  }

  #fetchMore(): void {
    for (;;) {
      if (this.#head < this.#tokens.length - 2 && !this.#keys.isAwaited(this.#parsed)) break
      this.#fetchNext()
    }
    this.#isReady = true
  }

  #fetchNext(): void {
    const reader = this.#reader
    reader.need(1)
    if (!this.#isStarted) {
      this.#isStarted = true
      this.#push('stream start')
      return
    }
    const before = reader.mark()
    this.#skipToToken()
    this.#unroll(reader.column, before)
    reader.need(4)
    if (kindOf(reader.at()) === END) this.#fetchEnd()
    else if (reader.column === 0 && reader.at() === PERCENT) this.#fetchDirective()
    else if (isDocumentMark(reader, '-')) this.#fetchDocumentMark('document start')
    else if (isDocumentMark(reader, '.')) this.#fetchDocumentMark('document end')
    else {
      this.#fetchOther(String.fromCharCode(reader.at()))
      if (this.#tokens.at(-1)?.kind !== 'block entry') skipCommentBehind(reader)
    }
  }

  #fetchOther(letter: string): void {
    const isBlock = this.#flow === 0
    const isAlone = isSpace(this.#reader.at(1))
    if (letter === '[') this.#fetchFlowStart('flow list')
    else if (letter === '{') this.#fetchFlowStart('flow map')
    else if (letter === ']') this.#fetchFlowEnd('flow list end')
    else if (letter === '}') this.#fetchFlowEnd('flow map end')
    else if (letter === ',') this.#fetchFlowEntry()
    else if (letter === '-' && isAlone) this.#fetchBlockEntry()
    else if (letter === '?' && isAlone) this.#fetchKey()
    else if (letter === ':' && (!isBlock || isAlone)) this.#fetchValue()
    else if (letter === '*') this.#fetchNode('alias', scanAnchor)
    else if (letter === '&') this.#fetchNode('anchor', scanAnchor)
    else if (letter === '!') this.#fetchNode('tag', scanTag)
    else if ((letter === '|' || letter === '>') && isBlock) this.#fetchBlockScalar(letter === '|')
    else if (letter === "'" || letter === '"') this.#fetchNode('scalar', (reader) => scanQuoted(reader, letter === "'"))
    else if (this.#startsPlain()) this.#fetchPlain()
    else throw this.#reader.failure('found character that cannot start any token')
  }

  #startsPlain(): boolean {
    const code = this.#reader.at()
    if (code === DASH) return !isBlank(this.#reader.at(1))
    if (code === QUESTION || code === COLON) return !isSpace(this.#reader.at(1))
    return !isSpace(code) && !NO_PLAIN.has(code)
  }

  #skipToToken(): void {
    const reader = this.#reader
    for (;;) {
      reader.need(1)
      if (reader.column === 0 && reader.isAtByteOrderMark) reader.skip()
      reader.need(1)
      while (reader.at() === SPACE || (reader.at() === TAB && (this.#flow > 0 || !this.#mayBeKey))) {
        reader.skip()
        reader.need(1)
      }
      if (reader.at() === HASH) skipComments(reader, this.#flow > 0)
      if (!isBreak(reader.at())) return
      reader.need(2)
      reader.skipLine()
      if (this.#flow === 0) this.#mayBeKey = true
    }
  }

  #push(kind: TokenKind, at: Mark = this.#reader, value = ''): void {
    this.#tokens.push({ kind, line: at.line, column: at.column, value })
  }

  /** `token`: the one that it has to stand before; a number that is over, or none, is the end. */
  #insert(kind: TokenKind, at: Mark, token = -1): void {
    const place = token - this.#parsed
    if (token < 0 || place < 0) this.#push(kind, at)
    else this.#tokens.splice(this.#head + place, 0, { kind, line: at.line, column: at.column, value: '' })
  }

  /** Of one or more letters that say what they are. */
  #fetchIndicator(kind: TokenKind, size = 1): void {
    const mark = this.#reader.mark()
    for (let i = 0; i < size; i++) this.#reader.skip()
    this.#push(kind, mark)
  }

  #fetchEnd(): void {
    const reader = this.#reader
    if (reader.column !== 0) {
      reader.column = 0
      reader.line++
    }
    this.#endBlocks()
    this.#push('stream end')
  }

  #endBlocks(): void {
    this.#unroll(-1, this.#reader)
    this.#keys.remove()
    this.#mayBeKey = false
  }

  #fetchDirective(): void {
    this.#endBlocks()
    this.#tokens.push(scanDirective(this.#reader))
  }

  #fetchDocumentMark(kind: 'document start' | 'document end'): void {
    this.#endBlocks()
    this.#fetchIndicator(kind, 3)
  }

  #fetchFlowStart(kind: 'flow list' | 'flow map'): void {
    this.#saveKey()
    this.#keys.open(this.#nextToken)
    this.#flow++
    if (this.#flow > DEEPEST) throw this.#reader.failure(`exceeded max depth of ${DEEPEST}`)
    this.#mayBeKey = true
    this.#fetchIndicator(kind)
  }

  #fetchFlowEnd(kind: 'flow list end' | 'flow map end'): void {
    this.#keys.remove()
    if (this.#flow > 0) {
      this.#flow--
      this.#keys.close()
    }
    this.#mayBeKey = false
    this.#fetchIndicator(kind)
  }

  #fetchFlowEntry(): void {
    this.#keys.remove()
    this.#mayBeKey = true
    this.#fetchIndicator('flow entry')
  }

  #fetchBlockEntry(): void {
    if (this.#flow === 0) {
      if (!this.#mayBeKey) throw this.#reader.failure('block sequence entries are not allowed in this context')
      this.#roll('block list', this.#reader)
    }
    this.#keys.remove()
    this.#mayBeKey = true
    this.#fetchIndicator('block entry')
  }

  #fetchKey(): void {
    if (this.#flow === 0) {
      if (!this.#mayBeKey) throw this.#reader.failure('mapping keys are not allowed in this context')
      this.#roll('block map', this.#reader)
    }
    this.#keys.remove()
    this.#mayBeKey = this.#flow === 0
    this.#fetchIndicator('key')
  }

  #fetchValue(): void {
    const key = this.#keys.last
    if (key && this.#keys.isPossible(key)) {
      this.#insert('key', key, key.token)
      this.#roll('block map', key, key.token)
      this.#keys.found(key)
      this.#mayBeKey = false
    } else {
      if (this.#flow === 0) {
        if (!this.#mayBeKey) throw this.#reader.failure('mapping values are not allowed in this context')
        this.#roll('block map', this.#reader)
      }
      this.#mayBeKey = this.#flow === 0
    }
    this.#fetchIndicator('value')
  }

  #fetchNode(kind: 'alias' | 'anchor' | 'tag' | 'scalar', scan: (reader: YamlReader) => string): void {
    this.#saveKey()
    this.#mayBeKey = false
    const mark = this.#reader.mark()
    this.#push(kind, mark, scan(this.#reader))
  }

  #fetchBlockScalar(isLiteral: boolean): void {
    this.#keys.remove()
    this.#mayBeKey = true
    const mark = this.#reader.mark()
    this.#push('scalar', mark, scanBlockScalar(this.#reader, isLiteral, this.#indent))
  }

  #fetchPlain(): void {
    this.#saveKey()
    this.#mayBeKey = false
    const mark = this.#reader.mark()
    const { text, isBroken } = scanPlain(this.#reader, { indent: this.#indent, isFlow: this.#flow > 0 })
    this.#push('scalar', mark, text)
    if (isBroken) this.#mayBeKey = true
  }

  /** A new level of blocks begins, where it is further right than the one around it (YAML 1.2, section 8.2). */
  #roll(kind: 'block list' | 'block map', { line, column }: Mark, token?: number): void {
    if (this.#flow > 0 || this.#indent >= column) return
    this.#indents.push(this.#indent)
    this.#indent = column
    if (this.#indents.length > DEEPEST) {
      throw this.#reader.failure(`exceeded max depth of ${DEEPEST}`, this.#keys.last)
    }
    this.#insert(kind, { line, column }, token)
  }

  #unroll(column: number, at: Mark): void {
    if (this.#flow > 0) return
    while (this.#indent > column) {
      this.#push('block end', at)
      this.#indent = this.#indents.pop() ?? -1
    }
  }

  #saveKey(): void {
    if (!this.#mayBeKey) return
    this.#keys.save(this.#nextToken, this.#flow === 0 && this.#indent === this.#reader.column)
  }

  get #nextToken(): number {
    return this.#parsed + this.#tokens.length - this.#head
  }
}
