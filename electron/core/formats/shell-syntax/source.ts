/**
 * A script, letter by letter, as mvdan/sh reads it: lines that go on below are joined, and what it does not see is left out.
 * Letters are numbers, for speed.
 */

/** Read at the end. It is a letter of its own too, and ends a script where it stands. */
export const END = 0x80
/** Read where a line goes on below. */
export const CONTINUED = 0x81
export const NEWLINE = 10
const RETURN = 13
const BACKSLASH = 92
const BACKQUOTE = 96

/** How much is read at once: what is looked for ahead is not found behind the end of it. */
const CHUNK = 1 << 10
/** A place is one number: the line and the column, each of so many at most. */
const COLUMNS = 1 << 14
const LINES = 1 << 18

/** Which of the first letters are in the text. */
export function lettersOf(text: string): Uint8Array {
  const table = new Uint8Array(END)
  for (const letter of text) table[letter.charCodeAt(0)] = 1
  return table
}

const ASCII = Array.from({ length: END }, (_, code) => String.fromCharCode(code))
/** Empty for all letters that mean nothing to a shell. */
export const letterOf = (code: number): string => ASCII[code] ?? ''

/** A script that cannot be read. */
export class Refusal {
  readonly text: string
  /** Whether shells of other kinds would read it. */
  readonly isOtherShells: boolean

  constructor(text: string, isOtherShells: boolean) {
    this.text = text
    this.isOtherShells = isOtherShells
  }
}

export class Source {
  private readonly script: string
  /** The letter at hand, and how many bytes it has. */
  protected letter = 0
  private width = 0
  /** How much of the script it is. */
  private length = 0
  /** Behind the letter. */
  private ahead = 0
  private line = 1
  private column = 1
  protected openBackquotes = 0
  /** How many backslashes the last backquote has, of those that it needs in other backquotes. */
  protected backquoteEscapes = 0
  /** The text that is being read: what is known of it, and where the rest begins; -1 where none is read. */
  private known = ''
  private rest = -1
  /** In bytes: how far the chunk is read, how long it is, and what comes behind it. */
  private read = 0
  private chunk = 0
  private behind: number

  constructor(script: string) {
    this.script = script
    this.behind = bytesIn(script)
  }

  protected fail(text: string): never {
    throw new Refusal(text, false)
  }

  /** The next letter. */
  protected advance(): number {
    if (this.letter === NEWLINE || this.letter === CONTINUED) {
      this.line++
      this.column = 0
    }
    this.column += this.width
    let escapes = 0
    for (;;) {
      if (this.read >= this.chunk) {
        if (this.letter === END) return END
        this.fill()
        if (this.chunk > 0) continue
        this.read++
        return this.take(END, 1, 0)
      }
      const code = this.script.charCodeAt(this.ahead)
      if (code >= END) return this.takeWide()
      this.read++
      this.ahead++
      if (code === 0 || (code === RETURN && this.isNext(NEWLINE))) {
        this.column++
        this.leaveOut(1)
        continue
      }
      if (code === BACKSLASH) {
        if (this.letter !== BACKSLASH) {
          if (this.isNext(NEWLINE)) return this.takeContinued(1)
          if (this.areNext('\r\n')) return this.takeContinued(2)
        }
        // Backquotes become brackets, so what they need in between is left out.
        if (escapes < this.openBackquotes && this.read < this.chunk && this.isEscapedInBackquotes()) {
          escapes++
          this.column++
          this.leaveOut(1)
          continue
        }
      }
      if (code === BACKQUOTE) this.backquoteEscapes = escapes
      return this.take(code, 1, 1)
    }
  }

  /**
   * The next letter behind those that match, which mean nothing where they stand. `plain` is sticky, knows letters of ASCII only,
   * and none of those that `advance` looks at; it matches so many at most that a script without any others is not looked through
   * again and again.
   */
  protected advanceOver(plain: RegExp): number {
    const most = this.chunk - this.read
    plain.lastIndex = this.ahead
    if (most === 0 || !plain.test(this.script)) return this.advance()
    const count = Math.min(plain.lastIndex - this.ahead, most)
    if (this.letter === NEWLINE || this.letter === CONTINUED) {
      this.line++
      this.column = 0
    }
    this.column += this.width + count - 1
    this.read += count
    this.ahead += count
    this.take(this.script.charCodeAt(this.ahead - 1), 1, 1)
    return this.advance()
  }

  private take(code: number, width: number, length: number): number {
    this.letter = code
    this.width = width
    this.length = length
    return code
  }

  private takeWide(): number {
    const code = this.script.codePointAt(this.ahead) ?? 0
    if (code >= 0xd800 && code < 0xe000) this.fail('invalid UTF-8 encoding')
    const width = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    if (this.read + width > this.chunk) this.fill()
    const length = width === 4 ? 2 : 1
    this.read += width
    this.ahead += length
    return this.take(code, width, length)
  }

  private takeContinued(more: number): number {
    this.column += more - 1
    this.read += more
    this.ahead += more
    this.leaveOut(more + 1)
    return this.take(CONTINUED, more, 0)
  }

  /** The last letters are in no text. */
  private leaveOut(count: number): void {
    if (this.rest < 0) return
    this.known += this.script.slice(this.rest, this.ahead - count)
    this.rest = this.ahead
  }

  private isEscapedInBackquotes(): boolean {
    const code = this.script.charCodeAt(this.ahead)
    return code === BACKQUOTE || code === BACKSLASH || code === 36
  }

  private fill(): void {
    const left = this.chunk - this.read
    const more = Math.min(CHUNK - left, this.behind)
    this.chunk = left + more
    this.behind -= more
    this.read = 0
  }

  protected isNext(code: number): boolean {
    if (this.read === this.chunk) this.fill()
    return this.read < this.chunk && this.script.charCodeAt(this.ahead) === code
  }

  /** Where a chunk ends between the two, mvdan/sh does not see them. */
  protected areNext(two: string): boolean {
    const end = this.read + 2
    if (end > this.chunk) this.fill()
    return end <= this.chunk && this.script.startsWith(two, this.ahead)
  }

  /** Where the letter at hand is. */
  protected get here(): number {
    const line = this.line < LINES ? this.line : 0
    return line * COLUMNS + (this.column < COLUMNS ? this.column : 0)
  }

  /** The same in the script. */
  protected get offset(): number {
    return this.ahead - this.length
  }

  protected lineAt(place: number): number {
    return Math.floor(place / COLUMNS)
  }

  /** Of a thing that only other shells know. */
  protected failOtherShells(place: number, feature: string, shells: string): never {
    const [line, column] = [this.lineAt(place), place % COLUMNS]
    const verb = feature.endsWith('s') ? 'are' : 'is'
    throw new Refusal(
      `${line || '?'}:${column || '?'}: ${feature} ${verb} a ${shells} feature; tried parsing as bash`,
      true,
    )
  }

  /** A text begins with the letter at hand. */
  protected beginText(): void {
    this.known = ''
    this.rest = this.ahead - this.length
  }

  /** Of the text as far as it is read, with the letter at hand. */
  protected get textLength(): number {
    return this.known.length + this.ahead - this.rest
  }

  /** Without the letter at hand, which is one of the first. */
  protected get textBefore(): string {
    return this.known + this.script.slice(this.rest, this.ahead - 1)
  }

  /** Whether the text from there on is the other, but for so many letters at its end. */
  protected isTextFrom(start: number, other: string, less: number): boolean {
    if (this.textLength - start - less !== other.length) return false
    const text = start < this.known.length ? this.known + this.script.slice(this.rest, this.ahead) : undefined
    return text === undefined
      ? this.script.startsWith(other, this.rest + start - this.known.length)
      : text.startsWith(other, start)
  }

  /** Keeps the end of a line that goes on below. */
  protected keepContinued(): void {
    this.known += `${this.script.slice(this.rest, this.ahead)}\\\n`
    this.rest = this.ahead
  }

  /** The text without the letter at hand. */
  protected endText(): string {
    const end = this.letter === END || this.letter === CONTINUED ? this.ahead : this.ahead - this.length
    const text = this.known + this.script.slice(this.rest, end)
    this.rest = -1
    return text
  }
}

/** In UTF-8. */
function bytesIn(text: string): number {
  let count = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    // Half of a pair is two of four bytes.
    if (code >= 0x80) count += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2
  }
  return count
}
