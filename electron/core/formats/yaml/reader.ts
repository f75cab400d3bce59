import { badLetterIn, CONTROL, NO_LETTER } from './bad-letters.ts'
import { codeOf, isBlank, isBreak, kindOf, SPACES } from './letters.ts'

/** What is no YAML, and where Go's yaml says that it is not, which for some of it is nowhere: line 0. */
export class YamlError extends Error {
  readonly line: number
  readonly column: number

  constructor(problem: string, line = 0, column = 0) {
    super(problem)
    this.line = line
    this.column = column
  }
}

export interface Mark {
  readonly line: number
  readonly column: number
}

/** Bytes that are read at a time. What is behind them may be no text at all, as long as nobody needs to read it. */
const CHUNK = 512
const BOM = 0xfeff

/**
 * The letters of a stream, a window at a time, as Go's yaml reads them (YAML 1.2, sections 5.1 and 5.2). The window matters: a letter
 * that is not allowed is an error only once it is in it.
 */
export class YamlReader {
  /** Of what is not read yet, and a bit of what is; ends behind the text with letters of code 0. */
  buffer = ''
  pos = 0
  /** Letters so far, of which some take two places in the buffer. */
  index = 0
  line = 0
  column = 0
  /** Line breaks since the last letter that is no blank. */
  newlines = 0
  #end = 0
  #read = 0
  /** Of the letter that comes next: some of its bytes may be read, and the others not yet. */
  #start = 0
  readonly #bytes: Uint8Array
  readonly #wide: 'le' | 'be' | undefined
  readonly #decoder: TextDecoder

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)
    this.#wide = mark === 0xfffe ? 'le' : mark === 0xfeff ? 'be' : undefined
    this.#decoder = new TextDecoder(this.#wide ? `utf-16${this.#wide}` : 'utf-8', { fatal: true, ignoreBOM: true })
    if (this.#wide) this.#start = 2
    else if (mark === 0xefbb && bytes[2] === 0xbf) this.#start = 3
  }

  /** The code of the letter, or half a letter, that many places on. */
  at(ahead = 0): number {
    return this.buffer.charCodeAt(this.pos + ahead)
  }

  /** To be called before as many letters are looked at. */
  need(count: number): void {
    if (this.#end - this.pos < count) this.#fill(count)
  }

  mark(): Mark {
    return { line: this.line, column: this.column }
  }

  /** Of something that began at that place; one at the start of the stream is told by where it went wrong. */
  failure(problem: string, start: Mark = this): YamlError {
    const line = start.line || this.line
    return new YamlError(problem, line === 0 ? 0 : line + 1, start.column || this.column)
  }

  /** Go's yaml looks for the mark at the start of its window, wherever it reads. */
  get isAtByteOrderMark(): boolean {
    return this.buffer.charCodeAt(0) === BOM
  }

  skip(): void {
    const code = this.at()
    if (!isBlank(code)) this.newlines = 0
    this.index++
    this.column++
    this.pos += (code & 0xfc00) === 0xd800 ? 2 : 1
  }

  skipLine(): void {
    if (isBreak(this.at())) this.takeBreak()
  }

  /** A line break, as it counts in a text (YAML 1.2, section 5.4); nothing where there is none. */
  takeBreak(): string {
    const code = this.at()
    if (!isBreak(code)) return ''
    const size = code === 0x0d && this.at(1) === 0x0a ? 2 : 1
    this.pos += size
    this.index += size
    this.column = 0
    this.line++
    this.newlines++
    return code > 0x85 ? String.fromCharCode(code) : '\n'
  }

  takeBlanks(): string {
    let text = ''
    for (;;) {
      let at = this.pos
      while (at < this.#end && isBlank(this.buffer.charCodeAt(at))) at++
      const size = at - this.pos
      text += this.buffer.slice(this.pos, at)
      this.pos = at
      this.index += size
      this.column += size
      this.need(1)
      if (!isBlank(this.at())) return text
    }
  }

  /** Letters up to one of these kinds, or to the end of the window but for `ahead` letters. */
  takeRun(stops: number, ahead: number): string {
    const { buffer, pos } = this
    const last = this.#end - ahead
    let at = pos
    let halves = 0
    for (; at <= last; at++) {
      const code = buffer.charCodeAt(at)
      if ((kindOf(code) & stops) !== 0) break
      if ((code & 0xfc00) === 0xdc00) halves++
    }
    if (at === pos) return ''
    this.newlines = 0
    this.pos = at
    this.index += at - pos - halves
    this.column += at - pos - halves
    return buffer.slice(pos, at)
  }

  #fill(count: number): void {
    let text = this.buffer.slice(this.pos)
    let end = this.#end - this.pos
    while (end < count) {
      if (this.#read === this.#bytes.length) {
        if (this.#start < this.#read) throw this.#badLetter()
        text = text.padEnd(Math.max(end + 1, count), '\0')
        end++
        break
      }
      text += this.#chunk()
      end = text.length
    }
    this.buffer = text
    this.pos = 0
    this.#end = end
  }

  #chunk(): string {
    // The mark at the very start is read with the first ones.
    const stop = Math.min((this.#read === 0 ? 0 : this.#start) + CHUNK, this.#bytes.length)
    const whole = stop - (this.#wide ? this.#halfBefore(stop, this.#wide) : this.#partBefore(stop))
    const bytes = this.#bytes.subarray(this.#start, whole)
    let text: string
    try {
      text = this.#decoder.decode(bytes)
    } catch {
      throw this.#badLetter()
    }
    if (NO_LETTER.test(text)) throw this.#badLetter()
    this.#start = whole
    this.#read = stop
    return text
  }

  #badLetter(): YamlError {
    return new YamlError(badLetterIn(this.#bytes, this.#start, this.#wide) ?? CONTROL)
  }

  /** How many bytes before that place belong to a letter that goes on behind it, if it is one. */
  #partBefore(stop: number): number {
    for (let back = 3; back > 0; back--) {
      const byte = this.#bytes[stop - back] ?? 0
      if (stop - back >= this.#start && byte >= 0xc0 && byte < 0xf8 && back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2))
        return back
    }
    return 0
  }

  #halfBefore(stop: number, wide: 'le' | 'be'): number {
    const odd = stop % 2
    const high = this.#bytes[stop - odd - (wide === 'le' ? 1 : 2)] ?? 0
    return odd + ((high & 0xfc) === 0xd8 ? 2 : 0)
  }
}

/** `---` or `...` at the start of a line (YAML 1.2, section 9.1.2). Needs four letters. */
export function isDocumentMark(reader: YamlReader, letter: '-' | '.'): boolean {
  const code = codeOf(letter)
  if (reader.column !== 0 || reader.at() !== code || reader.at(1) !== code || reader.at(2) !== code) return false
  return (kindOf(reader.at(3)) & SPACES) !== 0
}
