/** `[[ … ]]`, as mvdan/sh reads it. Of a test only the words in it are kept. */
import { Arithmetic } from './arithmetic.ts'
import { VALUE, type Value } from './nesting.ts'
import { PLACE, TESTS_OF_ONE, TESTS_OF_TWO, TOKEN } from './tokens.ts'
import type { Clause, Inner } from './tree.ts'

/** A word by itself is all that a test of two can be about. */
const WORD = VALUE.name

export abstract class Tests extends Arithmetic {
  protected readTests(): Clause {
    const inside: Inner[] = []
    const saved = this.enter(PLACE.test)
    this.next()
    if (this.gotWord(']]') || this.token === TOKEN.end) this.fail('test clause requires at least one expression')
    if (this.readTest(inside) === VALUE.none) this.failFollowed('[[', 'an expression')
    this.wordEnd = this.offset
    if (!this.gotWord(']]')) this.failMatching('[[', ']]')
    this.leave(saved)
    return { kind: 'clause', inside }
  }

  /** With all that `&&` and `||` add to it, on their right. */
  private readTest(into: Inner[]): Value {
    this.deeper()
    this.got(TOKEN.line)
    let value = this.readBoth(into)
    if (value !== VALUE.none) value = this.readRight(value, into)
    this.higher()
    return value
  }

  private readBoth(into: Inner[]): Value {
    this.got(TOKEN.line)
    const value = this.readOne(into)
    return value === VALUE.none ? value : this.readRight(value, into)
  }

  private readRight(left: Value, into: Inner[]): Value {
    this.got(TOKEN.line)
    switch (this.token) {
      case '&&':
      case '||':
      case '<':
      case '>':
        break
      case TOKEN.word:
        if (this.text === ']]') return left
        if (!TESTS_OF_TWO.has(this.text)) this.fail(`not a valid test operator: ${this.text}`)
        this.token = this.text
        break
      case TOKEN.end:
      case ')':
        return left
      case TOKEN.text:
        return this.fail('test operator words must consist of a single literal')
      default:
        return this.fail(`not a valid test operator: ${this.token}`)
    }
    const { token, place } = this
    if (token === '&&' || token === '||') {
      this.next()
      if (this.readTest(into) === VALUE.none) this.failFollowed(token, 'an expression')
    } else {
      if (token === '=~') {
        this.openBrackets = 0
        this.isFirstOfPattern = true
        this.place = PLACE.pattern
      }
      if (left !== WORD) this.fail('expected &&, || or ]] after complex expr')
      this.next()
      into.push(this.followWord(token))
    }
    this.place = place
    return VALUE.some
  }

  private readOne(into: Inner[]): Value {
    if (this.token === TOKEN.end || this.token === ')') return VALUE.none
    const test = this.token === TOKEN.word ? TESTS_OF_ONE.get(this.text) : undefined
    if (test !== undefined) this.token = test
    const { token } = this
    if (token === '!' || token === '(') {
      this.next()
      if (this.readTest(into) === VALUE.none) this.failFollowed(token, 'an expression')
      if (token === '(') this.matched('(', ')')
      return VALUE.some
    }
    if (test !== undefined) {
      this.next()
      into.push(this.followWord(token))
      return VALUE.some
    }
    if (this.isWord(']]')) return VALUE.none
    const word = this.readWord()
    if (!word) return VALUE.none
    into.push(word)
    return WORD
  }
}
