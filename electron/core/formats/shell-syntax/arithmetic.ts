/** Arithmetic, as mvdan/sh reads it. Of an expression only the words in it are kept. */
import { isName } from './literals.ts'
import { VALUE, type Value } from './nesting.ts'
import { ASSIGNS, PLACE, PRECEDENCE, TOKEN } from './tokens.ts'
import type { Inner } from './tree.ts'
import { Words } from './words.ts'

export abstract class Arithmetic extends Words {
  /** With `let`, spaces end an expression. */
  protected override readArithmetic(isCompact: boolean, into: Inner[]): Value {
    let value = this.readAssigned(isCompact, into)
    while (this.token === ',' && !this.isApart(isCompact)) {
      this.readOperand(isCompact, value, () => this.readAssigned(isCompact, into))
      value = VALUE.some
    }
    return value
  }

  private isApart(isCompact: boolean): boolean {
    return isCompact && this.isSpaced
  }

  private failExpression(left: string): never {
    this.failFollowed(left, 'an expression')
  }

  /** The operator at hand, and what is on its right. */
  private readOperand(isCompact: boolean, left: Value, read: () => Value): void {
    const { token } = this
    if (left === VALUE.none) this.fail(`${token} must follow an expression`)
    this.nextOperand(isCompact)
    if (read() === VALUE.none) this.failExpression(token)
  }

  /** Whether spaces follow the token where they may not. */
  private isNextApart(isCompact: boolean): boolean {
    this.next()
    if (this.isApart(isCompact)) return true
    if (!isCompact) this.got(TOKEN.line)
    return false
  }

  private nextOperand(isCompact: boolean): void {
    const { token } = this
    if (this.isNextApart(isCompact)) this.failExpression(token)
  }

  private readAssigned(isCompact: boolean, into: Inner[]): Value {
    this.deeper()
    let value = this.readChoice(isCompact, into)
    if (ASSIGNS.has(this.token) && !this.isApart(isCompact)) {
      const { token } = this
      if (value !== VALUE.name) this.fail(`${token} must follow a name`)
      this.nextOperand(isCompact)
      if (this.readAssigned(isCompact, into) === VALUE.none) this.failExpression(token)
      value = VALUE.some
    }
    this.higher()
    return value
  }

  /** `a ? b : c` */
  private readChoice(isCompact: boolean, into: Inner[]): Value {
    const value = this.readBinary(isCompact, 0, into)
    if (!this.sees('?') || this.isApart(isCompact)) return value
    if (value === VALUE.none) this.fail('? must follow an expression')
    this.deeper()
    this.nextOperand(isCompact)
    if (this.sees(':')) this.failExpression('?')
    if (this.readArithmetic(isCompact, into) === VALUE.none) this.failExpression('?')
    if (!this.sees(':')) this.fail('ternary operator missing : after ?')
    this.nextOperand(isCompact)
    if (this.readChoice(isCompact, into) === VALUE.none) this.failExpression(':')
    this.higher()
    return VALUE.some
  }

  private readBinary(isCompact: boolean, least: number, into: Inner[]): Value {
    let value = this.readPower(isCompact, into)
    for (;;) {
      const level = PRECEDENCE.get(this.token)
      if (level === undefined || level < least || this.isApart(isCompact)) return value
      this.readOperand(isCompact, value, () => this.readBinary(isCompact, level + 1, into))
      value = VALUE.some
    }
  }

  private readPower(isCompact: boolean, into: Inner[]): Value {
    const value = this.readUnary(isCompact, into)
    if (this.token !== '**' || this.isApart(isCompact)) return value
    this.deeper()
    this.readOperand(isCompact, value, () => this.readPower(isCompact, into))
    this.higher()
    return VALUE.some
  }

  private readUnary(isCompact: boolean, into: Inner[]): Value {
    if (!isCompact) this.got(TOKEN.line)
    const { token } = this
    if (token !== '!' && token !== '~' && token !== '+' && token !== '-') return this.readValue(isCompact, into)
    this.deeper()
    this.nextOperand(isCompact)
    if (this.readUnary(isCompact, into) === VALUE.none) this.failExpression(token)
    this.higher()
    return VALUE.some
  }

  private readValue(isCompact: boolean, into: Inner[]): Value {
    const { token } = this
    if (token === '++' || token === '--') {
      this.isNextApart(isCompact)
      if (this.token !== TOKEN.word) this.failFollowed(token, 'a literal')
      this.readValue(isCompact, into)
      return VALUE.some
    }
    const value = this.readAtom(isCompact, into)
    if (value === VALUE.none || this.isApart(isCompact)) return value
    if (!isCompact) this.got(TOKEN.line)
    if (this.token !== '++' && this.token !== '--') return value
    if (value !== VALUE.name) this.fail(`${this.token} must follow a name`)
    this.isNextApart(isCompact)
    return VALUE.some
  }

  private readAtom(isCompact: boolean, into: Inner[]): Value {
    switch (this.token) {
      case '(':
        this.deeper()
        this.nextOperand(isCompact)
        this.followArithmetic('(', into)
        this.matched('(', ')')
        this.higher()
        return VALUE.some
      case '[':
        return this.fail('[ must follow a name')
      case ':':
        return this.fail('ternary operator missing ? before :')
      case TOKEN.word: {
        const { text } = this
        this.readText()
        if (!this.sees('[')) return isName(text) ? VALUE.name : VALUE.some
        this.readIndex(into)
        return VALUE.name
      }
      case '`':
        if (this.place === PLACE.arithmeticLet && this.openBackquotes > 0) return VALUE.none
    }
    const word = this.readWord()
    if (!word) return VALUE.none
    into.push(word)
    const [part] = word.parts
    return part?.kind === 'plain' && word.parts.length === 1 && isName(part.text) ? VALUE.name : VALUE.some
  }
}
