/**
 * Words of a line as buildkit's `shell.Lex` cuts them where no variable is known (`frontend/dockerfile/shell`): it decides which
 * texts below an instruction belong to it.
 */
import { isSpace } from './go-text.ts'

/** What is kept of the letters that say how others are read. */
interface Kept {
  readonly quotes: boolean
  readonly escapes: boolean
}

/** Undefined for what it refuses. */
export function lexWords(text: string, kept: Kept): string[] | undefined {
  try {
    return new Lexer([...text], kept).until(undefined, kept.escapes).words
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}

class Refused extends Error {}

const MARK = '\\'
/** Nobody writes variables in variables in variables. */
const DEEPEST = 500
const WHITE = new Set(['\t', '\r', ' '])
const SPECIAL = new Set('@*#?-$!0')

class Lexer {
  private at = 0
  private readonly letters: readonly string[]
  private readonly keepsQuotes: boolean
  private keepsEscapes: boolean
  private depth = 0
  /** One for all: what stood before a variable with words of its own is forgotten there, as in buildkit. */
  private word = ''

  constructor(letters: readonly string[], { quotes, escapes }: Kept) {
    this.letters = letters
    this.keepsQuotes = quotes
    this.keepsEscapes = escapes
  }

  /** Up to a letter, or to the end. */
  until(stop: string | undefined, keepsEscapes: boolean): { text: string; words: string[] } {
    if (this.depth++ === DEEPEST) throw new Refused()
    const before = this.keepsEscapes
    this.keepsEscapes = keepsEscapes
    this.word = ''
    const words: string[] = []
    let text = ''
    const cut = (): void => {
      if (this.word !== '') words.push(this.word)
      this.word = ''
    }
    const add = (letter: string): void => {
      if (isSpace(letter)) cut()
      else this.word += letter
    }
    for (let letter = this.peek(); letter !== stop; letter = this.peek()) {
      if (letter === undefined) throw new Refused()
      const special = this.special(letter)
      if (special !== undefined) {
        text += special
        // What stands for a variable is cut where it has spaces; the others are not.
        if (letter !== '$') this.word += special
        else for (const one of special) add(one)
        continue
      }
      this.at++
      if (letter !== MARK) {
        text += letter
        add(letter)
        continue
      }
      const both = (this.keepsEscapes ? letter : '') + (this.next() ?? '')
      text += both
      this.word += both
    }
    this.at++
    cut()
    this.depth--
    this.keepsEscapes = before
    return { text, words }
  }

  private peek(): string | undefined {
    return this.letters[this.at]
  }

  private next(): string | undefined {
    return this.letters[this.at++]
  }

  private special(letter: string): string | undefined {
    if (letter === '$') return this.variable()
    if (letter === '<') return this.angle()
    if (letter === "'") return this.quoted("'")
    return letter === '"' ? this.quoted('"') : undefined
  }

  private angle(): string {
    this.at++
    if (this.peek() !== '<') return '<'
    this.at++
    let text = '<<'
    for (let letter = this.peek(); letter !== undefined && WHITE.has(letter); letter = this.peek()) {
      text += letter
      this.at++
    }
    return text
  }

  private quoted(quote: string): string {
    let text = this.keepsQuotes ? quote : ''
    this.at++
    for (;;) {
      const letter = this.peek()
      if (letter === undefined) throw new Refused()
      if (quote === '"' && letter === '$') {
        text += this.variable()
        continue
      }
      this.at++
      if (letter === quote) return text + (this.keepsQuotes ? quote : '')
      text += quote === '"' && letter === MARK ? this.escapedInQuotes() : letter
    }
  }

  private escapedInQuotes(): string {
    const kept = this.keepsEscapes ? MARK : ''
    const letter = this.peek()
    if (letter === undefined) return kept
    if (letter !== '"' && letter !== '$' && letter !== MARK) return kept + MARK
    this.at++
    return kept + letter
  }

  private variable(): string {
    this.at++
    if (this.peek() !== '{') return `$${this.name()}`
    this.at++
    const first = this.peek()
    if (first === undefined || '{}:'.includes(first)) throw new Refused()
    const name = this.name()
    let mark = this.next()
    if (mark === '}') return `\${${name}}`
    if (mark === '/') {
      if (this.peek() === '/') this.at++
      const pattern = this.until('/', true).text
      return `\${${name}/${pattern}/${this.until('}', true).text}}`
    }
    let marks = mark ?? ''
    if (mark === ':') {
      mark = this.next()
      marks += mark ?? ''
    } else if (mark === undefined || !'+-?#%'.includes(mark)) throw new Refused()
    const isCut = mark === '#' || mark === '%'
    if (isCut && marks.length > 1) throw new Refused()
    return `\${${name}${marks}${this.until('}', isCut).text}}`
  }

  private name(): string {
    const first = this.peek()
    if (first === undefined) return ''
    if (SPECIAL.has(first) && !/\p{Nd}/u.test(first)) {
      this.at++
      return first
    }
    const part = /\p{Nd}/u.test(first) ? /\p{Nd}/u : /[\p{L}\p{Nd}_]/u
    let name = ''
    for (let letter = this.peek(); letter !== undefined && part.test(letter); letter = this.peek()) {
      name += letter
      this.at++
    }
    return name
  }
}
