/** Commands that are more than words, as mvdan/sh reads them. */
import { Compounds, clause } from './compounds.ts'
import { isName } from './literals.ts'
import { VALUE } from './nesting.ts'
import { PLACE, TOKEN } from './tokens.ts'
import { addAll, type CallCommand, type Clause, type Inner, type Statement } from './tree.ts'

/** After `coproc` they are commands; any other word may be the name of one. */
const COMMANDS: ReadonlySet<string> = new Set(
  '{ if while until for case [[ coproc let function declare local export readonly typeset nameref'.split(' '),
)
const ONLY_IN: ReadonlyMap<string, string> = new Map([
  ['}', '"}" can only be used to close a block'],
  ['then', '"then" can only be used in an if'],
  ['elif', '"elif" can only be used in an if'],
  ['fi', '"fi" can only be used to end an if'],
  ['do', '"do" can only be used in a loop'],
  ['done', '"done" can only be used to end a loop'],
  ['esac', '"esac" can only be used to end a case'],
  [']]', '"]]" can only be used to close a test'],
])

export abstract class Clauses extends Compounds {
  protected abstract readStatement(readsEnd: boolean, isRight: boolean): Statement | undefined
  protected abstract readPipeline(statement: Statement, isRight: boolean): Statement | undefined
  protected abstract newStatement(): Statement

  /** The one that the word at hand begins; undefined where it is an ordinary word. */
  protected readClause(statement: Statement): Clause | CallCommand | undefined {
    const wrong = ONLY_IN.get(this.text)
    if (wrong !== undefined) this.fail(wrong)
    switch (this.text) {
      case '{':
        return this.readBlock()
      case 'if':
        return this.readIf()
      case 'while':
      case 'until':
        return this.readWhile(this.text)
      case 'for':
        return this.readFor()
      case 'select':
        return this.readSelect()
      case 'case':
        return this.readCase()
      case '!':
        if (!statement.isNegated) this.fail('"!" can only be used in full statements')
        return undefined
      case '[[':
        return this.readTests()
      case 'let':
        return this.readLet()
      case 'function':
        return this.readNamedFunction()
      case 'declare':
      case 'local':
      case 'export':
      case 'readonly':
      case 'typeset':
      case 'nameref':
        return this.readDeclaration(this.text)
      case 'time':
        return this.readTime()
      case 'coproc':
        return this.readCoprocess()
      default:
        return undefined
    }
  }

  protected readSubshell(): Clause {
    const saved = this.enter(PLACE.command)
    this.next()
    const inside = this.readStatements()
    this.leave(saved)
    this.matched('(', ')')
    return clause(inside)
  }

  protected readArithmeticCommand(): Clause {
    const { at } = this
    const inside: Inner[] = []
    const saved = this.enter(PLACE.arithmeticCommand)
    this.next()
    if (this.got('#')) this.failOtherShells(at, 'unsigned expressions', 'mksh')
    this.followArithmetic('((', inside)
    this.endArithmetic('((', saved)
    return clause(inside)
  }

  private readBlock(): Clause {
    this.next()
    const inside = this.readStatements('}')
    this.wordEnd = this.offset
    if (!this.gotWord('}')) this.failMatching('{', '}')
    return clause(inside)
  }

  private readLet(): Clause {
    const inside: Inner[] = []
    const saved = this.enter(PLACE.arithmeticLet)
    this.next()
    let isEmpty = true
    while (!this.endsCommand() && !this.isRedirection()) {
      if (this.readArithmetic(true, inside) === VALUE.none) break
      isEmpty = false
    }
    if (isEmpty) this.failFollowed('let', 'an expression')
    this.leave(saved)
    return clause(inside)
  }

  private readDeclaration(variant: string): Clause {
    const inside: Inner[] = []
    this.next()
    while (!this.endsCommand() && !this.isRedirection()) {
      if (this.isAssignment()) addAll(inside, this.readAssignment(false).inside)
      else if (this.equals > 0) this.fail('invalid var name')
      else if (this.token === TOKEN.word && isName(this.text)) this.readText()
      else {
        const word = this.readWord()
        if (!word) this.failFollowed(variant, 'names or assignments')
        inside.push(word)
      }
    }
    return clause(inside)
  }

  private readTime(): Clause {
    this.next()
    this.gotWord('-p')
    const timed = this.readPipeline(this.newStatement(), false)
    return clause(timed ? [timed] : [])
  }

  /** `coproc name command`: what looks like a name is the command, or its first word, where no other command follows. */
  private readCoprocess(): Clause {
    this.next()
    const { token, text } = this
    if (token === '(' || token === '((' || (token === TOKEN.word && COMMANDS.has(text))) {
      const statement = this.readPipeline(this.newStatement(), false)
      return clause(statement ? [statement] : [])
    }
    const named = this.newStatement()
    const name = this.readWord()
    named.end = this.wordEnd
    const { line, start, end } = named
    const statement = this.readPipeline(this.newStatement(), false)
    if (!statement) {
      if (!name) this.fail('coproc clause requires a command')
      named.command = { kind: 'call', line, start, end, assignments: [], words: [name] }
      return clause([named])
    }
    if (!name) return clause([statement])
    const { command } = statement
    if (command?.kind !== 'call') return clause([name, statement])
    const first = command.assignments.length > 0 ? command : { line, start }
    statement.command = { ...command, line: first.line, start: first.start, words: [name, ...command.words] }
    return clause([statement])
  }

  private readNamedFunction(): Clause {
    this.next()
    if (this.token !== TOKEN.word) this.failFollowed('function', 'a name')
    this.next()
    if (this.got('(')) this.follow('foo(', ')')
    return this.readFunction()
  }

  protected readFunction(): Clause {
    this.got(TOKEN.line)
    const body = this.readStatement(false, false)
    if (!body) this.failFollowed('foo()', 'a statement')
    return clause([body])
  }
}
