/** Conditions, loops and choices, as mvdan/sh reads them. */
import { Assignments } from './assignments.ts'
import { PLACE, TOKEN } from './tokens.ts'
import { addAll, type Clause, type Inner, type Statement } from './tree.ts'

export const clause = (inside: readonly Inner[]): Clause => ({ kind: 'clause', inside })

export abstract class Compounds extends Assignments {
  private followWordOf(left: string, word: string): void {
    if (!this.gotWord(word)) this.failFollowed(left, `"${word}"`)
  }

  private endWith(start: string, end: string): void {
    this.wordEnd = this.offset
    if (!this.gotWord(end)) this.fail(`${start} statement must end with "${end}"`)
  }

  private followStatements(left: string, ...stops: readonly string[]): Statement[] {
    if (this.got(';')) return []
    const isNewLine = this.got(TOKEN.line)
    const statements = this.readStatements(...stops)
    if (statements.length === 0 && !isNewLine) this.failFollowed(left, 'a statement list')
    return statements
  }

  protected readIf(): Clause {
    const inside: Inner[] = []
    let word = 'if'
    do {
      this.next()
      addAll(inside, this.followStatements(word, 'then'))
      this.followWordOf(`${word} <cond>`, 'then')
      addAll(inside, this.followStatements('then', 'fi', 'elif', 'else'))
      word = 'elif'
    } while (this.isWord('elif'))
    if (this.gotWord('else')) addAll(inside, this.followStatements('else', 'fi'))
    this.endWith('if', 'fi')
    return clause(inside)
  }

  protected readWhile(word: string): Clause {
    this.next()
    const condition = this.followStatements(word, 'do')
    this.followWordOf(`${word} <cond>`, 'do')
    const body = this.followStatements('do', 'done')
    this.endWith(word, 'done')
    return clause([...condition, ...body])
  }

  protected readFor(): Clause {
    const inside: Inner[] = []
    this.next()
    if (this.token === '((') this.readCounter(inside)
    else this.readItems('for', inside)
    let [start, end] = ['{', '}']
    if (!this.gotWord('{')) {
      ;[start, end] = ['do', 'done']
      this.followWordOf('for foo [in words]', 'do')
    }
    addAll(inside, this.followStatements(start, end))
    this.endWith('for', end)
    return clause(inside)
  }

  /** `(( … ; … ; … ))` */
  private readCounter(inside: Inner[]): void {
    const saved = this.enter(PLACE.arithmeticCommand)
    this.next()
    this.readArithmetic(false, inside)
    if (!this.got(';;')) {
      this.follow('expr', ';')
      this.readArithmetic(false, inside)
      this.follow('expr', ';')
    }
    this.readArithmetic(false, inside)
    this.endArithmetic('((', saved)
    this.got(';')
    this.got(TOKEN.line)
  }

  private readItems(word: string, inside: Inner[]): void {
    if (this.token !== TOKEN.text && this.token !== TOKEN.word && this.token !== TOKEN.redirected)
      this.failFollowed(word, 'a literal')
    this.readText()
    if (this.got(';')) {
      this.got(TOKEN.line)
      return
    }
    this.got(TOKEN.line)
    if (this.gotWord('in')) {
      while (!this.endsCommand()) {
        const item = this.readWord()
        if (!item) this.fail('word list can only contain words')
        inside.push(item)
      }
      this.got(';')
      this.got(TOKEN.line)
    } else if (!this.isWord('do')) this.failFollowed(`${word} foo`, '"in", "do", ;, or a newline')
  }

  protected readSelect(): Clause {
    const inside: Inner[] = []
    this.next()
    this.readItems('select', inside)
    this.followWordOf('select foo [in words]', 'do')
    addAll(inside, this.followStatements('do', 'done'))
    this.endWith('select', 'done')
    return clause(inside)
  }

  protected readCase(): Clause {
    const inside: Inner[] = []
    const { at } = this
    this.next()
    const word = this.readWord()
    if (!word) this.failFollowed('case', 'a word')
    inside.push(word)
    this.got(TOKEN.line)
    if (this.gotWord('{')) this.failOtherShells(at, '"case i {"', 'mksh')
    this.followWordOf('case x', 'in')
    this.got(TOKEN.line)
    while (this.token !== TOKEN.end && !this.isWord('esac')) if (!this.readCaseItem(inside)) break
    this.endWith('case', 'esac')
    return clause(inside)
  }

  /** Whether another may follow. */
  private readCaseItem(inside: Inner[]): boolean {
    this.got('(')
    while (this.token !== TOKEN.end) {
      const word = this.readWord()
      if (!word) this.fail('case patterns must consist of words')
      inside.push(word)
      if (this.token === ')') break
      if (!this.got('|')) this.fail('case patterns must be separated with |')
    }
    const saved = this.enter(PLACE.case)
    this.next()
    addAll(inside, this.readStatements('esac'))
    this.leave(saved)
    if (!this.isCaseEnd()) return false
    this.next()
    this.got(TOKEN.line)
    return true
  }
}
