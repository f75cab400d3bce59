/** `${ … }`, as mvdan/sh reads it. */
import { goQuoted } from '../go-quoted.ts'
import { isName } from './literals.ts'
import { Nesting } from './nesting.ts'
import { letterOf, lettersOf } from './source.ts'
import { PLACE, TOKEN } from './tokens.ts'
import type { Inner, Part } from './tree.ts'

/** Behind `${#` and the like: then that is no name, but asks something of one. */
const NO_NAME = lettersOf('}:+=%[]/^,')
const BEFORE_WORD: ReadonlySet<string> = new Set('+ :+ - :- ? :? = := % %% # ## ^ ^^ , ,,'.split(' '))
const AT_OPERATORS = /^[aAkKuUELPQ]$/

export abstract class Parameters extends Nesting {
  protected readParameter(): Part {
    const { at, place } = this
    switch (letterOf(this.letter)) {
      case '|':
        return this.failOtherShells(at, `"\${|stmts;}"`, 'mksh')
      case ' ':
      case '\t':
      case '\n':
        return this.failOtherShells(at, `"\${ stmts;}"`, 'mksh')
    }
    const inside: Inner[] = []
    this.place = PLACE.parameterName
    if (this.letter === 35) {
      this.token = '#'
      this.mark()
      this.advance()
    } else this.next()
    const { isIndirect, isLength, name } = this.readParameterName(at)
    if (this.token === '[') {
      if (!isName(name)) this.fail('cannot index a special parameter name')
      this.readIndex(inside)
    }
    if (this.token === '}') return this.endParameter(place, inside)
    if (this.token !== TOKEN.end && isLength) this.fail('cannot combine multiple parameter expansion operators')
    if (this.token === ':') {
      this.readSlice()
      this.place = place
      this.matchedArithmetic('${', '}')
      return { kind: 'expansion', inside }
    }
    this.readOperation(isIndirect, inside)
    return this.endParameter(place, inside)
  }

  private endParameter(place: number, inside: readonly Inner[]): Part {
    this.place = place
    this.matched('${', '}')
    return { kind: 'expansion', inside }
  }

  private readParameterName(at: number): { isIndirect: boolean; isLength: boolean; name: string } {
    let [isLength, isIndirect, name] = [false, false, '']
    const isPrefix = NO_NAME[this.letter] !== 1
    if (this.token === '#' && isPrefix) isLength = true
    else if (this.token === '%') this.failOtherShells(at, `"\${%foo}"`, 'mksh')
    else if (this.token === '!' && isPrefix) isIndirect = true
    if (isLength || isIndirect) this.next()
    const { token } = this
    switch (token) {
      case TOKEN.text:
      case TOKEN.word:
        if (!/^[0-9]*$/.test(this.text) && !isName(this.text)) this.fail('invalid parameter name')
        name = this.text
        this.next()
        break
      case '?':
      case '-':
        if (isLength && this.letter !== 125) {
          // It is the number of all, and what is there instead of it.
          isLength = false
          break
        }
        this.next()
        break
      case '@':
      case '*':
      case '#':
      case '!':
      case '$':
        this.next()
        break
      default:
        this.fail('parameter expansion requires a literal')
    }
    if (this.token === TOKEN.text || this.token === TOKEN.word) this.fail(`${token} cannot be followed by a word`)
    return { isIndirect, isLength, name }
  }

  /** What is between the colons, which nobody walks. */
  private readSlice(): void {
    this.place = PLACE.parameterSlice
    this.next()
    if (this.token !== ':') this.followArithmetic(':', [])
    if (this.got(':')) this.followArithmetic(':', [])
  }

  private readOperation(isIndirect: boolean, inside: Inner[]): void {
    const { token } = this
    if (token === '/' || token === '//') {
      this.place = PLACE.parameterReplace
      this.next()
      this.readInner(inside)
      this.place = PLACE.parameterWord
      if (this.got('/')) this.readInner(inside)
    } else if (token === '@' || token === '*') {
      if (token === '*' && !isIndirect) this.fail(`not a valid parameter expansion operator: ${token}`)
      if (isIndirect && this.letter === 125) this.next()
      else this.readParameterWord(token, inside)
    } else if (BEFORE_WORD.has(token)) this.readParameterWord(token, inside)
    else if (token !== TOKEN.end) this.fail(`not a valid parameter expansion operator: ${token}`)
  }

  private readParameterWord(operator: string, inside: Inner[]): void {
    this.place = PLACE.parameterWord
    this.next()
    if (operator === '@') {
      if (this.token !== TOKEN.text && this.token !== TOKEN.word) this.fail('@ expansion operator requires a literal')
      if (this.text === '#') this.failOtherShells(this.at, 'this expansion operator', 'mksh')
      if (!AT_OPERATORS.test(this.text)) this.fail(`invalid @ expansion operator ${goQuoted(this.text)}`)
    }
    this.readInner(inside)
  }

  private readInner(inside: Inner[]): void {
    const word = this.readWord()
    if (word) inside.push(word)
  }
}
