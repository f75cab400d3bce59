/** What is in one another, and what is missing at the end of it, in the words of mvdan/sh. */
import { Lexer, type Saved } from './lexer.ts'
import { PLACE, TOKEN } from './tokens.ts'
import type { Inner, Statement, Word } from './tree.ts'

/** What an expression is; only a name can be given a value. */
export const VALUE = { none: 0, some: 1, name: 2 } as const
export type Value = (typeof VALUE)[keyof typeof VALUE]

/** So many things in one another are read, and nobody writes half as many. */
const DEEPEST = 400
/** A tree of more of them takes more memory than a process is given. */
const MOST_STATEMENTS = 500_000

const readable = (text: string): string => (/^[a-z]/.test(text) ? `"${text}"` : text)

export abstract class Nesting extends Lexer {
  protected isExpansionForbidden = false
  private depth = 0
  private statements = 0

  protected abstract readStatements(...stops: readonly string[]): Statement[]
  protected abstract readArithmetic(isCompact: boolean, into: Inner[]): Value

  protected deeper(): void {
    if (++this.depth > DEEPEST) this.fail('too many things in one another')
  }

  protected another(): void {
    if (++this.statements > MOST_STATEMENTS) this.fail('too many commands')
  }

  protected higher(): void {
    this.depth--
  }

  protected failFollowed(left: string, right: string): never {
    this.fail(`${readable(left)} must be followed by ${right}`)
  }

  protected failMatching(left: string, right: string): never {
    this.fail(`reached ${this.token} without matching ${left} with ${right}`)
  }

  protected failQuote(quote: string): never {
    this.fail(`reached ${this.token} without closing quote ${quote}`)
  }

  protected follow(left: string, token: string): void {
    if (!this.got(token)) this.failFollowed(left, token)
  }

  protected followWord(left: string): Word {
    return this.readWord() ?? this.failFollowed(left, 'a word')
  }

  protected matched(left: string, right: string): void {
    this.wordEnd = this.offset
    if (!this.got(right)) this.failMatching(left, right)
  }

  protected followArithmetic(left: string, into: Inner[]): void {
    if (this.readArithmetic(false, into) === VALUE.none) this.failFollowed(left, 'an expression')
  }

  protected endArithmetic(left: string, saved: Saved): void {
    if (this.token !== ')' || this.letter !== 41) this.failArithmetic(left, '))')
    this.advance()
    this.leave(saved)
    this.wordEnd = this.offset
    this.next()
  }

  protected failArithmetic(left: string, right: string): never {
    switch (this.token) {
      case TOKEN.text:
      case TOKEN.word:
        return this.fail(`not a valid arithmetic operator: ${this.text}`)
      case '[':
        return this.fail('[ must follow a name')
      case ':':
        return this.fail('ternary operator missing ? before :')
      case ')':
      case TOKEN.end:
        return this.failMatching(left, right)
      default:
        if (this.place === PLACE.arithmetic) this.fail(`not a valid arithmetic operator: ${this.token}`)
        return this.failMatching(left, right)
    }
  }

  protected matchedArithmetic(left: string, right: string): void {
    this.wordEnd = this.offset
    if (!this.got(right)) this.failArithmetic(left, right)
  }

  /** What is in brackets behind a name. */
  protected readIndex(into: Inner[]): void {
    this.deeper()
    const { place } = this
    this.place = PLACE.arithmeticBrackets
    this.next()
    if (this.token === '*' || this.token === '@') {
      this.text = this.token
      this.token = TOKEN.word
    }
    this.followArithmetic('[', into)
    this.place = place
    this.matchedArithmetic('[', ']')
    this.higher()
  }
}
