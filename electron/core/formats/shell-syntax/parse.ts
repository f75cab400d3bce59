/**
 * A parser of shell scripts in the image of mvdan/sh 3.12 for Bash, by Daniel Martí: what it accepts, how it cuts words, and what it
 * says of what it refuses. It reads once, from the left, and stops at the first fault.
 */
import { Clauses } from './clauses.ts'
import { Refusal } from './source.ts'
import { ENDS_COMMAND, EXPANSIONS, PLACE, TOKEN } from './tokens.ts'
import type { Assignment, CallCommand, Statement, Word } from './tree.ts'

export type ParseResult = { readonly statements: readonly Statement[] } | { readonly refusal: Refusal }

export function parseScript(script: string): ParseResult {
  try {
    return { statements: new Parser(script).readAll() }
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error }
    throw error
  }
}

/** The first word of a call, and where it begins. */
interface First {
  readonly word: Word
  readonly at: number
  readonly start: number
}

class Parser extends Clauses {
  readAll(): Statement[] {
    this.advance()
    this.next()
    const statements = this.readStatements()
    // The script may end with the word of a here-document.
    this.readHeredocs()
    return statements
  }

  protected override newStatement(): Statement {
    this.another()
    const { at, start } = this
    const line = this.lineAt(at)
    return { kind: 'statement', line, start, end: start, redirects: [], isNegated: false, isEnded: false }
  }

  protected override readStatements(...stops: readonly string[]): Statement[] {
    const statements: Statement[] = []
    let isEnded = true
    while (this.token !== TOKEN.end) {
      const isNewLine = this.got(TOKEN.line)
      if (this.isStop(stops)) break
      if (!isNewLine && !isEnded) this.fail('statements must be separated by &, ; or a newline')
      if (this.token === TOKEN.end) break
      const statement = this.readStatement(true, false)
      if (!statement) this.failStart()
      isEnded = statement.isEnded
      statements.push(statement)
    }
    return statements
  }

  private isStop(stops: readonly string[]): boolean {
    if (this.token === TOKEN.word) return stops.includes(this.text)
    if (this.token === ')') return this.place === PLACE.command
    if (this.token === '`') return this.isBackquoteEnd()
    if (!this.isCaseEnd()) return false
    if (this.place !== PLACE.case) this.fail(`${this.token} can only be used in a case clause`)
    return true
  }

  private failStart(): never {
    switch (this.token) {
      case ';':
      case '&':
      case '|':
      case '&&':
      case '||':
        return this.fail(`${this.token} can only immediately follow a statement`)
      case ')':
        return this.fail(') can only be used to close a subshell')
      default:
        return this.fail(`${this.token} is not a valid start for a statement`)
    }
  }

  protected override readStatement(readsEnd: boolean, isRight: boolean): Statement | undefined {
    this.deeper()
    const first = this.newStatement()
    if (this.gotWord('!')) {
      first.isNegated = true
      if (this.endsCommand()) this.fail('"!" cannot form a statement alone')
      if (this.gotWord('!')) this.fail('cannot negate a command multiple times')
    }
    let statement = this.readPipeline(first, false)
    while (statement && !isRight && (this.token === '&&' || this.token === '||')) {
      statement = this.readList(statement, () => this.readStatement(false, true))
    }
    if (statement && readsEnd && (this.token === ';' || this.token === '&' || this.token === '|&')) {
      statement.isEnded = true
      this.next()
    }
    this.higher()
    return statement
  }

  /** The operator at hand, and what is on its right. */
  private readList(left: Statement, read: () => Statement | undefined): Statement {
    const { token: operator } = this
    this.next()
    this.got(TOKEN.line)
    const right = read()
    if (!right) this.failFollowed(operator, 'a statement')
    const { line, start, isNegated } = left
    const { end } = right
    const command = { kind: 'list', operator, left, right } as const
    return { kind: 'statement', line, start, end, command, redirects: [], isNegated, isEnded: false }
  }

  protected override readPipeline(first: Statement, isRight: boolean): Statement | undefined {
    this.deeper()
    if (!this.readCommand(first)) {
      this.higher()
      return undefined
    }
    while (this.isRedirection()) this.readRedirect(first)
    first.end = this.wordEnd
    let statement = first
    while (!isRight && (this.token === '|' || this.token === '|&')) {
      statement = this.readList(statement, () => this.readPipeline(this.newStatement(), true))
    }
    this.higher()
    return statement
  }

  /** False where none begins. */
  private readCommand(statement: Statement): boolean {
    const { at, start } = this
    if (this.token === TOKEN.word) {
      const command = this.readClause(statement)
      if (command) statement.command = command
      else if (this.isAssignment()) this.readCall(statement)
      else this.readNameOrCall(statement, at, start)
    } else if (this.isRedirection()) {
      this.readRedirect(statement)
      this.readCall(statement)
    } else if (this.isWordStart()) {
      if (this.isAssignment()) this.readCall(statement)
      else {
        const word = this.readAnyWord()
        if (this.got('(')) this.fail('invalid func name')
        this.readCall(statement, { word, at, start })
      }
    } else if (this.token === '(') statement.command = this.readSubshell()
    else if (this.token === '((') statement.command = this.readArithmeticCommand()
    else return false
    return true
  }

  private isWordStart(): boolean {
    if (this.token === '`') return !this.isBackquoteEnd()
    return this.token === TOKEN.text || EXPANSIONS.has(this.token)
  }

  private readNameOrCall(statement: Statement, at: number, start: number): void {
    const part = this.readText()
    if (this.got('(')) {
      this.follow('foo(', ')')
      statement.command = this.readFunction()
    } else this.readCall(statement, { word: { kind: 'word', parts: [part] }, at, start })
  }

  /** Behind the first word, where that is read already. */
  private readCall(statement: Statement, first?: First): void {
    const assignments: Assignment[] = []
    const words: Word[] = first ? [first.word] : []
    let place: { at: number; start: number } | undefined = first
    let end = this.wordEnd
    for (;;) {
      const { token } = this
      if (ENDS_COMMAND.has(token)) break
      if (token === TOKEN.redirected || this.isRedirection()) {
        this.readRedirect(statement)
        continue
      }
      if (token === TOKEN.word || token === TOKEN.text) {
        place ??= { at: this.at, start: this.start }
        if (words.length === 0 && this.isAssignment()) assignments.push(this.readAssignment(true))
        else if (token === TOKEN.word) words.push({ kind: 'word', parts: [this.readText()] })
        else words.push(this.readAnyWord())
      } else if (this.isWordStart()) {
        place ??= { at: this.at, start: this.start }
        words.push(this.readAnyWord())
      } else if (token === '`' || (token === ')' && this.place === PLACE.command)) break
      else if (token === '((') this.fail('(( can only be used to open an arithmetic cmd')
      else this.fail(`a command can only contain words and redirects; encountered ${token}`)
      end = this.wordEnd
    }
    if (words.length > 0 && assignments.some(({ hasIndex, hasArray }) => hasIndex || hasArray)) {
      this.fail('inline variables cannot be arrays')
    }
    if (!place) return
    const call: CallCommand = {
      kind: 'call',
      line: this.lineAt(place.at),
      start: place.start,
      end,
      assignments,
      words,
    }
    statement.command = call
  }

  private readAnyWord(): Word {
    return this.readWord() ?? { kind: 'word', parts: [] }
  }
}
