/** Assignments and redirections, as mvdan/sh reads them. */

import { Tests } from './tests.ts'
import { PLACE, TOKEN } from './tokens.ts'
import { type Assignment, addAll, type Inner, type Redirect, type Statement, type Word } from './tree.ts'

export abstract class Assignments extends Tests {
  protected readRedirect(statement: Statement): void {
    if (this.token === TOKEN.redirected) this.readText()
    const { token: operator, place } = this
    const redirect: Redirect = { operator }
    statement.redirects.push(redirect)
    this.next()
    if (operator !== '<<' && operator !== '<<-') {
      redirect.word = this.followWord(operator)
      return
    }
    this.place = PLACE.heredocWord
    this.isExpansionForbidden = true
    this.heredocs.push(redirect)
    redirect.word = this.followWord(operator)
    this.place = place
    this.isExpansionForbidden = false
    if (this.token === TOKEN.line) this.readHeredocs()
  }

  /** The text at hand begins it. Only a declaration can do without a value. */
  protected readAssignment(needsValue: boolean): Assignment {
    const [value, index, array]: [Word, Inner[], Inner[]] = [{ kind: 'word', parts: [] }, [], []]
    const hasIndex = this.equals <= 0
    const ends = hasIndex ? this.readIndexed(needsValue, index) : this.readNamed(value)
    let hasArray = false
    if (!ends && !this.isSpaced && !this.endsCommand()) {
      if (value.parts.length === 0 && this.token === '(') {
        if (hasIndex) this.fail('arrays cannot be nested')
        this.readArray(array)
        hasArray = true
      } else addAll(value.parts, this.readWord()?.parts ?? [])
    }
    return { hasIndex, hasArray, inside: [value, ...index, ...array] }
  }

  /** `a=b` */
  private readNamed(value: Word): false {
    const text = this.text.slice(this.equals + 1)
    if (text !== '') value.parts.push({ kind: 'plain', text })
    this.wordEnd = this.offset
    this.next()
    return false
  }

  /** `a[b]=c`; true where there is no value. */
  private readIndexed(needsValue: boolean, index: Inner[]): boolean {
    this.advance()
    this.readIndex(index)
    if (this.isSpaced || this.endsCommand()) {
      if (needsValue) this.failFollowed('a[b]', '=')
      return true
    }
    const adds = this.text.startsWith('+')
    if (adds) this.text = this.text.slice(1)
    if (!this.text.startsWith('=')) this.failFollowed(adds ? 'a[b]+' : 'a[b]', '=')
    this.text = this.text.slice(1)
    this.wordEnd = this.offset
    if (this.text === '') this.next()
    return false
  }

  private readArray(into: Inner[]): void {
    const saved = this.enter(PLACE.array)
    this.next()
    this.got(TOKEN.line)
    while (this.token !== TOKEN.end && this.token !== ')') {
      if (this.token === '[') {
        this.readIndex(into)
        this.follow('"[x]"', '=')
      }
      const word = this.readWord()
      if (word) into.push(word)
      else if (this.token === '(') this.fail('arrays cannot be nested')
      else if (this.token !== TOKEN.line && this.token !== ')' && this.token !== '[')
        this.fail('array element values must be words')
      this.got(TOKEN.line)
    }
    this.leave(saved)
    this.matched('(', ')')
  }
}
