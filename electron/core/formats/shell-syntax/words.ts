/** Words and their parts, as mvdan/sh reads them. */
import { Parameters } from './parameters.ts'
import { CONTINUED, END, letterOf, lettersOf } from './source.ts'
import { PLACE, TOKEN } from './tokens.ts'
import type { Inner, Part, Statement, Word } from './tree.ts'

/** Of one letter. */
const PARAMETERS = lettersOf('@*#$?!-0123456789')
/** Letters that mean nothing in single quotes. */
const PLAIN_QUOTED = /[\t -&(-[\]-_a-~]{1,1000}/y
const NAME_START = lettersOf('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_\\')
export abstract class Words extends Parameters {
  protected override readWord(): Word | undefined {
    const parts = this.readParts()
    return parts.length > 0 ? { kind: 'word', parts } : undefined
  }

  private readParts(): Part[] {
    const parts: Part[] = []
    for (;;) {
      this.deeper()
      const part = this.readPart()
      this.higher()
      if (!part) return parts
      parts.push(part)
      if (this.isSpaced) return parts
    }
  }

  private readPart(): Part | undefined {
    switch (this.token) {
      case TOKEN.text:
      case TOKEN.word:
      case TOKEN.redirected:
        return this.readText()
      case '${':
        this.allowExpansion()
        return this.readParameter()
      case '$((':
      case '$[':
        this.allowExpansion()
        return this.readArithmeticPart(this.token)
      case '$(':
        this.allowExpansion()
        return { kind: 'expansion', inside: this.readNested('(') }
      case '$':
        return this.readDollar()
      case '<(':
      case '>(': {
        this.allowExpansion()
        const { token: operator } = this
        return { kind: 'process', operator, inside: this.readNested(operator) }
      }
      case "'":
      case "$'":
        return this.readSingleQuotes(this.token === "$'")
      case '"':
      case '$"':
        return this.place === PLACE.quotes ? undefined : this.readDoubleQuotes()
      case '`':
        if (this.isBackquoteEnd()) return undefined
        this.allowExpansion()
        return this.readBackquotes()
      case '?(':
      case '*(':
      case '+(':
      case '@(':
      case '!(':
        return this.readGlob(this.token)
      default:
        return undefined
    }
  }

  /** The token at hand is a text. */
  protected readText(): Part {
    const { text } = this
    this.wordEnd = this.offset
    this.next()
    return { kind: 'plain', text }
  }

  private allowExpansion(): void {
    if (this.isExpansionForbidden) this.fail('expansions not allowed in heredoc words')
  }

  private readNested(left: string): Statement[] {
    const saved = this.enter(PLACE.command)
    this.next()
    const inside = this.readStatements()
    this.leave(saved)
    this.matched(left, ')')
    return inside
  }

  private readArithmeticPart(left: '$((' | '$['): Part {
    const { at } = this
    const inside: Inner[] = []
    const saved = this.enter(left === '$[' ? PLACE.arithmeticBrackets : PLACE.arithmetic)
    this.next()
    if (this.got('#')) this.failOtherShells(at, 'unsigned expressions', 'mksh')
    this.followArithmetic(left, inside)
    if (left === '$((') this.endArithmetic(left, saved)
    else {
      if (this.token !== ']') this.failArithmetic(left, ']')
      this.leave(saved)
      this.wordEnd = this.offset
      this.next()
    }
    return { kind: 'expansion', inside }
  }

  private readDollar(): Part {
    const { letter } = this
    if (PARAMETERS[letter] === 1) {
      this.token = TOKEN.word
      this.text = letterOf(letter)
      this.advance()
    } else if (NAME_START[letter] === 1) this.readName()
    else {
      this.wordEnd = this.offset
      this.next()
      return { kind: 'plain', text: '$' }
    }
    this.allowExpansion()
    const { text } = this
    this.readText()
    return text === '' ? { kind: 'plain', text: '$' } : { kind: 'expansion', inside: [] }
  }

  private readSingleQuotes(isDollar: boolean): Part {
    this.beginText()
    for (let { letter } = this; ; letter = this.advanceOver(PLAIN_QUOTED)) {
      if (letter === 92 && isDollar) this.advance()
      else if (letter === CONTINUED) this.keepContinued()
      else if (letter === 39) {
        const text = this.endText()
        this.advance()
        this.wordEnd = this.offset
        this.next()
        return { kind: 'single', text }
      } else if (letter === END) {
        this.token = TOKEN.end
        this.failQuote("'")
      }
    }
  }

  private readDoubleQuotes(): Part {
    const { place } = this
    this.place = PLACE.quotes
    this.next()
    const parts = this.readParts()
    this.place = place
    this.wordEnd = this.offset
    if (!this.got('"')) this.failQuote('"')
    return { kind: 'double', parts }
  }

  private readBackquotes(): Part {
    const saved = this.enter(PLACE.backquotes)
    this.openBackquotes++
    this.advance()
    this.next()
    const inside = this.readStatements()
    if (this.token === '`' && this.backquoteEscapes < this.openBackquotes - 1) {
      this.token = TOKEN.end
      this.failQuote('`')
    }
    this.leave(saved)
    this.openBackquotes--
    this.advance()
    this.wordEnd = this.offset
    if (!this.got('`')) this.failQuote('`')
    return { kind: 'expansion', inside }
  }

  private readGlob(sign: string): Part {
    let open = 1
    for (let { letter } = this; letter !== END; letter = this.advance()) {
      if (letter === 40) open++
      else if (letter === 41 && --open === 0) break
    }
    this.advance()
    this.wordEnd = this.offset
    this.next()
    if (open !== 0) this.failMatching(sign, ')')
    return { kind: 'expansion', inside: [] }
  }
}
