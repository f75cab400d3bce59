/** Texts without expansions, as mvdan/sh cuts them: where one ends depends on where it stands. */
import { CONTINUED, END, letterOf, lettersOf, NEWLINE, Source } from './source.ts'
import { IN_ARITHMETIC, IN_NAMES, IN_PARAMETERS, KEEPS_SPACES, PLACE, TOKEN } from './tokens.ts'

const ENDS_PLAIN = lettersOf(' \t\n\r&|;()\\><`"\'$?*+@!=[')
const ENDS_OTHER = lettersOf('\\\'"`$}/:=%^,?!~*[]#@+- \t;&><|()\n\r')
const ENDS_PATTERN = lettersOf(' \t\r\n;&><')
/** Letters that mean nothing in a command, in double quotes and in a here-document. */
const PLAIN = /[\w#%,./:^{}~-]{1,1000}/y
const PLAIN_QUOTED = /[\t !#%-[\]-_a-~]{1,1000}/y
const PLAIN_HEREDOC = /[\t -#%-[\]-_a-~]{1,1000}/y
const QUOTES = lettersOf('"\'$`')
const NAME = lettersOf('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789')
const TAB = 9
const FIRST_WIDE = END + 2

const VALID_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/
export const isName = (text: string): boolean => VALID_NAME.test(text)

export abstract class Literals extends Source {
  protected token: string = TOKEN.none
  /** Of a token that is a text. It stays until the next one. */
  protected text = ''
  protected place: number = PLACE.none
  /** Of the first `=` in the text. */
  protected equals = -1
  /** The words that end the here-documents being read; undefined once they have. */
  protected readonly stops: (string | undefined)[] = []
  protected openBrackets = 0

  protected isBackquoteEnd(): boolean {
    return this.backquoteEscapes < this.openBackquotes
  }

  protected is(places: number): boolean {
    return (this.place & places) !== 0
  }

  /** Whether `*` or the like begins a pattern in brackets. Empty ones are rather those of a function. */
  protected isExtendedGlob(): boolean {
    return this.text !== 'function' && this.isNext(40) && !this.areNext('()')
  }

  private endAs(token: string): void {
    this.token = token
    this.text = this.endText()
  }

  /** Of a variable after `$`. */
  protected readName(): void {
    this.beginText()
    while (NAME[this.letter] === 1 || this.letter === CONTINUED) this.advance()
    this.endAs(TOKEN.word)
  }

  /** In a command. */
  protected readPlain(): void {
    this.equals = -1
    let token: string = TOKEN.word
    this.beginText()
    loop: for (let letter = this.letter; letter !== END; letter = this.advanceOver(PLAIN)) {
      if (ENDS_PLAIN[letter] !== 1) continue
      switch (letterOf(letter)) {
        case '\\':
          this.advance()
          break
        case '>':
        case '<':
          if (this.isNext(40)) token = TOKEN.text
          else if (this.isBeforeRedirection()) token = TOKEN.redirected
          break loop
        case '`':
          if (!this.is(PLACE.backquotes)) token = TOKEN.text
          break loop
        case '"':
        case "'":
        case '$':
          token = TOKEN.text
          break loop
        case '?':
        case '*':
        case '+':
        case '@':
        case '!':
          if (!this.isExtendedGlob()) break
          token = TOKEN.text
          break loop
        case '=':
          if (this.equals < 0) this.equals = this.textLength - 1
          break
        case '[':
          if (this.textLength <= 1 || this.isTextFrom(0, '[', this.textLength - 1)) break
          token = TOKEN.text
          break loop
        default:
          break loop
      }
    }
    this.endAs(token)
  }

  private isBeforeRedirection(): boolean {
    return /^(?:\{[A-Za-z_][A-Za-z0-9_]*\}|[0-9]*)$/.test(this.textBefore)
  }

  /** In parameters and arithmetic. */
  protected readOther(): void {
    let token: string = TOKEN.word
    this.beginText()
    loop: for (let letter = this.letter; letter !== END; letter = this.advance()) {
      if (ENDS_OTHER[letter] !== 1) continue
      const sign = letterOf(letter)
      switch (sign) {
        case '\\':
          this.advance()
          break
        case "'":
        case '"':
        case '`':
        case '$':
          token = TOKEN.text
          break loop
        default:
          if (this.endsOther(sign)) break loop
      }
    }
    this.endAs(token)
  }

  private endsOther(sign: string): boolean {
    switch (sign) {
      case '}':
        return this.is(IN_PARAMETERS)
      case '/':
        return !this.is(PLACE.parameterWord)
      case ':':
      case '=':
      case '%':
      case '^':
      case ',':
      case '?':
      case '!':
      case '~':
      case '*':
        return this.is(IN_ARITHMETIC | PLACE.parameterName)
      case '[':
      case ']':
        return this.is(IN_ARITHMETIC | IN_NAMES)
      case '#':
      case '@':
        return this.is(IN_NAMES)
      default:
        return !this.is(KEEPS_SPACES)
    }
  }

  protected readQuoted(): void {
    let token: string = TOKEN.word
    this.beginText()
    loop: for (let letter = this.letter; letter !== END; letter = this.advanceOver(PLAIN_QUOTED)) {
      switch (letter) {
        case 34:
          break loop
        case 92:
          this.advance()
          break
        case CONTINUED:
        case 96:
        case 36:
          token = TOKEN.text
          break loop
      }
    }
    this.endAs(token)
  }

  /** In a here-document, up to an expansion or the word that ends it. */
  protected readHeredoc(): void {
    let isContinued = this.token === TOKEN.text
    for (; this.letter === CONTINUED; this.advance()) isContinued = true
    this.mark()
    this.token = TOKEN.text
    this.beginText()
    if (this.place === PLACE.heredocTabs) while (this.letter === TAB) this.advance()
    const isWide = this.letter >= FIRST_WIDE
    const stop = this.stops.at(-1) ?? ''
    let start = this.textLength - 1
    // Its last byte would be the first of the line.
    let canEnd = !isWide && !(start === 0 && isContinued) && start >= 0
    for (let letter = this.letter; ; letter = this.advanceOver(PLAIN_HEREDOC)) {
      switch (letter) {
        case CONTINUED:
        case 36:
          this.text = this.endText()
          return
        case 92:
          this.advance()
          continue
        case 96:
          if (!this.isBackquoteEnd()) {
            this.text = this.endText()
            return
          }
          break
        case NEWLINE:
        case END:
          break
        default:
          continue
      }
      if (canEnd && this.isTextFrom(start, stop, letter === END || this.textLength === start ? 0 : 1)) {
        this.text = this.endText().slice(0, start)
        this.token = this.text === '' ? TOKEN.line : TOKEN.word
        this.stops[this.stops.length - 1] = undefined
        return
      }
      if (letter !== NEWLINE) return
      if (this.place === PLACE.heredocTabs) while (this.isNext(TAB)) this.advance()
      start = this.textLength
      canEnd = true
    }
  }

  /** The whole of a here-document in which nothing is expanded. */
  protected skipQuotedHeredoc(): void {
    this.beginText()
    const stop = this.stops.at(-1) ?? ''
    for (; this.letter !== END; this.advance()) {
      const isTabs = this.place === PLACE.heredocTabs
      while (isTabs && this.letter === TAB) this.advance()
      const start = this.textLength - 1
      const isWide = this.letter >= FIRST_WIDE
      this.skipHeredocLine()
      if (start < 0 || isWide) continue
      const less = this.letter !== END && this.textLength > start ? 1 : 0
      if (!this.isTextFrom(start, stop, less)) continue
      this.stops[this.stops.length - 1] = undefined
      this.endText()
      return
    }
  }

  private skipHeredocLine(): void {
    for (let letter = this.letter; ; letter = this.advanceOver(PLAIN_HEREDOC)) {
      if (letter === END || letter === NEWLINE) return
      if (letter === 96 && this.isBackquoteEnd()) return
      if (letter === CONTINUED) {
        this.keepContinued()
        return
      }
    }
  }

  /** In the pattern after `=~`. */
  protected readPattern(): void {
    this.beginText()
    let letter = this.letter
    for (; letter !== END && !this.endsPattern(letter); letter = this.advance()) {
      if (letterOf(letter) === '\\') this.advance()
    }
    const isContinued = QUOTES[letter] === 1
    this.endAs(isContinued ? TOKEN.text : TOKEN.word)
    if (!isContinued) this.place = PLACE.none
  }

  /** Counts brackets as it goes. */
  private endsPattern(letter: number): boolean {
    if (letter === 40) this.openBrackets++
    if (letter === 41) return --this.openBrackets < 0
    return QUOTES[letter] === 1 || (ENDS_PATTERN[letter] === 1 && this.openBrackets <= 0)
  }

  /** Remembers where the token begins. */
  protected abstract mark(): void
}
