/** The tokens of a script, as mvdan/sh cuts them. */
import { isName, Literals } from './literals.ts'
import { CONTINUED, END, letterOf, lettersOf, NEWLINE } from './source.ts'
import {
  ENDS_CASE,
  ENDS_COMMAND,
  IN_ARITHMETIC,
  IN_COMMANDS,
  IN_PARAMETERS,
  KEEPS_SPACES,
  OPERATORS,
  PLACE,
  REDIRECTIONS,
  TOKEN,
} from './tokens.ts'
import type { Redirect, Word } from './tree.ts'

const COMMAND_SIGNS = lettersOf(';"\'()$|&><`')
const PARAMETER_SIGNS = lettersOf('}#!:-+=?%[]/^,@*')
const ARITHMETIC_SIGNS = lettersOf('+-!~*/%()^<>:=,?|&[]#')
const GLOB_SIGNS = lettersOf('?*+@!')
/** Letters that neither end a comment nor are more than one letter. */
const PLAIN_COMMENT = /[\t -[\]-_a-~]{1,1000}/y
const SPACES = / {1,1000}/y
/** Where a `#` is no comment, but goes on with the word. */
const GOES_ON: ReadonlySet<string> = new Set([TOKEN.word, '}', "'", '"'])

/** What is set aside while something nested is read. */
export interface Saved {
  readonly place: number
  readonly buried: number
}

export abstract class Lexer extends Literals {
  protected isSpaced = false
  /** Where the token begins, and its offset in the script. */
  protected at = 0
  protected start = 0
  /** Behind the last word that was read. */
  protected wordEnd = 0
  /** Here-documents whose text comes at the end of the line; the first ones belong to what is around. */
  protected heredocs: Redirect[] = []
  protected buried = 0
  protected isFirstOfPattern = false

  /** A word of a here-document, or the like: the parser's. */
  protected abstract readWord(): Word | undefined

  protected override mark(): void {
    this.at = this.here
    this.start = this.offset
  }

  protected enter(place: number): Saved {
    const saved = { place: this.place, buried: this.buried }
    this.buried = this.heredocs.length
    this.place = place
    return saved
  }

  protected leave({ place, buried }: Saved): void {
    this.place = place
    this.buried = buried
  }

  protected sees(token: string): boolean {
    return this.token === token
  }

  /** Whether it was the token; then it is read. */
  protected got(token: string): boolean {
    if (this.token !== token) return false
    this.next()
    return true
  }

  protected isWord(text: string): boolean {
    return this.token === TOKEN.word && this.text === text
  }

  protected gotWord(text: string): boolean {
    if (!this.isWord(text)) return false
    this.next()
    return true
  }

  protected endsCommand(): boolean {
    return ENDS_COMMAND.has(this.token) || this.token === ')' || (this.token === '`' && this.isBackquoteEnd())
  }

  protected isRedirection(): boolean {
    return REDIRECTIONS.has(this.token)
  }

  protected isCaseEnd(): boolean {
    return ENDS_CASE.has(this.token)
  }

  /** Whether an assignment begins with the text. */
  protected isAssignment(): boolean {
    if (this.token !== TOKEN.text && this.token !== TOKEN.word) return false
    if (this.equals > 0) {
      const end = this.text[this.equals - 1] === '+' ? this.equals - 1 : this.equals
      if (isName(this.text.slice(0, end))) return true
    } else if (!isName(this.text)) return false
    return this.letter === 91
  }

  /** The next token. */
  protected next(): void {
    if (this.letter === END) {
      this.token = TOKEN.end
      return
    }
    this.isSpaced = false
    if (this.is(KEEPS_SPACES)) this.nextInText()
    else while (!this.nextBetweenSpaces());
  }

  /** False where there was a comment, which is no token. */
  private nextBetweenSpaces(): boolean {
    for (;;) {
      if (this.skipSpaces()) return true
      if (this.place !== PLACE.pattern || this.isFirstOfPattern || !this.isSpaced) break
      this.place = PLACE.none
    }
    this.mark()
    const { letter } = this
    if (this.is(IN_COMMANDS)) return this.nextOfCommand(letter)
    if (this.is(IN_ARITHMETIC) && ARITHMETIC_SIGNS[letter] === 1) this.token = this.operator(OPERATORS.arithmetic)
    else if (this.is(IN_PARAMETERS) && PARAMETER_SIGNS[letter] === 1) this.token = this.operator(OPERATORS.parameter)
    else if (this.place === PLACE.pattern) this.nextOfPattern(letter)
    else if (COMMAND_SIGNS[letter] === 1) this.token = this.operator(OPERATORS.command)
    else this.readOther()
    return true
  }

  /** True where a line or the script ends there. */
  private skipSpaces(): boolean {
    for (let { letter } = this; ; letter = letter === 32 ? this.advanceOver(SPACES) : this.advance()) {
      switch (letter) {
        case END:
          this.token = TOKEN.end
          return true
        case CONTINUED:
          break
        case 32:
        case 9:
        case 13:
          this.isSpaced = true
          break
        case NEWLINE:
          // Lines without anything are one.
          if (this.token === TOKEN.line) break
          this.isSpaced = true
          this.token = TOKEN.line
          if (this.place !== PLACE.heredocWord && this.heredocs.length > this.buried) this.readHeredocs()
          return true
        default:
          return false
      }
    }
  }

  private nextOfCommand(letter: number): boolean {
    const sign = letterOf(letter)
    if (COMMAND_SIGNS[letter] === 1) this.token = this.operator(OPERATORS.command)
    else if (sign === '#' && (this.isSpaced || !GOES_ON.has(this.token))) {
      this.skipComment()
      if (this.letter === END) this.token = TOKEN.end
      else this.isSpaced = false
      return this.letter === END
    } else if ((sign === '[' || sign === '=') && this.place === PLACE.array) {
      this.token = this.operator(OPERATORS.parameter)
    } else if (GLOB_SIGNS[letter] === 1 && this.isExtendedGlob()) {
      this.token = `${sign}(`
      this.advance()
      this.advance()
    } else this.readPlain()
    return true
  }

  private skipComment(): void {
    for (
      let letter = this.advanceOver(PLAIN_COMMENT);
      letter !== NEWLINE && letter !== END && letter !== CONTINUED;
      letter = this.advanceOver(PLAIN_COMMENT)
    ) {
      if (letter === 96 && this.isBackquoteEnd()) return
    }
  }

  private nextOfPattern(letter: number): void {
    this.isFirstOfPattern = false
    const sign = letterOf(letter)
    if (sign === ')' && this.openBrackets <= 0) {
      this.token = ')'
      this.place = PLACE.none
      this.advance()
    } else if (COMMAND_SIGNS[letter] === 1 && !'()|'.includes(sign)) this.token = this.operator(OPERATORS.command)
    else this.readPattern()
  }

  private nextInText(): void {
    // Here-documents see for themselves where a line goes on below.
    if (!this.is(PLACE.heredoc | PLACE.heredocTabs)) while (this.letter === CONTINUED) this.advance()
    this.mark()
    const sign = letterOf(this.letter)
    switch (this.place) {
      case PLACE.quotes:
        if (sign === '`' || sign === '"' || sign === '$') this.token = this.operator(OPERATORS.quotes)
        else this.readQuoted()
        break
      case PLACE.heredoc:
      case PLACE.heredocTabs:
        if (sign === '`' || sign === '$') this.token = this.operator(OPERATORS.quotes)
        else this.readHeredoc()
        break
      default:
        if (sign === '}' || (sign === '/' && this.place === PLACE.parameterReplace)) {
          this.token = this.operator(OPERATORS.parameter)
        } else if (sign === '`' || sign === '"' || sign === '$' || sign === "'") {
          this.token = this.operator(OPERATORS.command)
        } else this.readOther()
    }
  }

  /** The longest that fits. */
  private operator(known: ReadonlySet<string>): string {
    let found = letterOf(this.letter)
    // It is read on with the backquotes that it opens.
    if (found === '`') return found
    for (;;) {
      const longer = found + letterOf(this.advance())
      if (longer === found || !known.has(longer)) return found
      if (longer === '((' && this.place === PLACE.test) return found
      if (longer === '$[' && this.place === PLACE.parameterName) return found
      if (longer === '//' && this.place === PLACE.parameterReplace) return found
      found = longer
    }
  }

  /** The texts of here-documents, behind the end of the line. */
  protected readHeredocs(): void {
    const waiting = this.heredocs.splice(this.buried)
    if (waiting.length === 0) return
    const { place, wordEnd } = this
    this.advance()
    waiting.forEach((redirect, i) => {
      this.place = redirect.operator === '<<-' ? PLACE.heredocTabs : PLACE.heredoc
      const { text, isQuoted } = plainOf(redirect.word)
      this.stops.push(text)
      if (i > 0 && this.letter === NEWLINE) this.advance()
      if (isQuoted) this.skipQuotedHeredoc()
      else {
        this.next()
        const body = this.readWord()
        if (body) redirect.body = body
      }
      const stop = this.stops.pop()
      if (stop !== undefined) this.fail(`unclosed here-document '${stop}'`)
    })
    this.place = place
    this.wordEnd = wordEnd
  }
}

/** A word without its quotes. Whether it has any is asked of its last part only, as mvdan/sh does. */
function plainOf(word: Word | undefined): { text: string; isQuoted: boolean } {
  let [text, isQuoted] = ['', false]
  for (const part of word?.parts ?? []) {
    isQuoted = part.kind !== 'plain' ? part.kind === 'single' || part.kind === 'double' : part.text.includes('\\')
    if (part.kind === 'plain') text += part.text.replace(/\\(.?)/gs, '$1')
    else if (part.kind === 'single') text += part.text
    else if (part.kind === 'double') text += part.parts.map((one) => (one.kind === 'plain' ? one.text : '')).join('')
  }
  return { text, isQuoted }
}
