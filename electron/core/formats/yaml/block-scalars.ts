/** Texts that are written line by line, behind `|` or `>` (YAML 1.2, section 8.1), as Go's yaml scans them. */
import { skipRestOfLine } from './comments.ts'
import { BREAK, codeOf, END, isBlank, isBreak, isBreakOrEnd, isDigit, kindOf } from './letters.ts'
import type { Mark, YamlReader } from './reader.ts'

const [PLUS, MINUS, ZERO, SPACE, TAB] = ['+', '-', '0', ' ', '\t'].map(codeOf)

/** `outer`: how far in the block around it is. */
export function scanBlockScalar(reader: YamlReader, isLiteral: boolean, outer: number): string {
  const start = reader.mark()
  reader.skip()
  const { chomping, increment } = headerIn(reader, start)
  const lines = new Lines(reader, start, outer, increment === 0 ? 0 : Math.max(outer, 0) + increment)
  let text = ''
  let first = ''
  let others = lines.takeBreaks()
  let wasBlank = false
  reader.need(1)
  while (reader.column === lines.indent && kindOf(reader.at()) !== END) {
    const startsBlank = isBlank(reader.at())
    // Between two lines of which neither begins with a blank, one break is a space.
    if (!isLiteral && !wasBlank && !startsBlank && first === '\n') text += others === '' ? ' ' : ''
    else text += first
    text += others
    wasBlank = startsBlank
    text += lines.takeLine()
    reader.need(2)
    first = reader.takeBreak()
    others = lines.takeBreaks()
  }
  if (chomping !== MINUS) text += first
  if (chomping === PLUS) text += others
  return text
}

class Lines {
  /** 0 as long as it is not known. */
  indent: number
  readonly #reader: YamlReader
  readonly #start: Mark
  readonly #outer: number

  constructor(reader: YamlReader, start: Mark, outer: number, indent: number) {
    this.#reader = reader
    this.#start = start
    this.#outer = outer
    this.indent = indent
  }

  takeLine(): string {
    let text = ''
    while (!isBreakOrEnd(this.#reader.at())) {
      text += this.#reader.takeRun(BREAK | END, 1)
      this.#reader.need(1)
    }
    return text
  }

  /** Lines without a letter, and what the next one is indented by, of which the first of all decides how far that has to be. */
  takeBreaks(): string {
    const reader = this.#reader
    let breaks = ''
    let widest = 0
    for (;;) {
      reader.need(1)
      while (this.#isIndent && reader.at() === SPACE) {
        reader.skip()
        reader.need(1)
      }
      widest = Math.max(widest, reader.column)
      if (this.#isIndent && reader.at() === TAB) {
        throw reader.failure('found a tab character where an indentation space is expected', this.#start)
      }
      if (!isBreak(reader.at())) break
      reader.need(2)
      breaks += reader.takeBreak()
    }
    if (this.indent === 0) this.indent = Math.max(widest, this.#outer + 1, 1)
    return breaks
  }

  get #isIndent(): boolean {
    return this.indent === 0 || this.#reader.column < this.indent
  }
}

/** What may stand on the line of the indicator: how far it is indented, and whether the last breaks count. */
function headerIn(reader: YamlReader, start: Mark): { chomping: number; increment: number } {
  const fail = (problem: string) => reader.failure(problem, start)
  let chomping = 0
  let increment = 0
  function chomp(): void {
    if (reader.at() !== PLUS && reader.at() !== MINUS) return
    chomping = reader.at()
    reader.skip()
    reader.need(1)
  }
  function indent(): void {
    if (!isDigit(reader.at())) return
    increment = reader.at() - (ZERO ?? 0)
    if (increment === 0) throw fail('found an indentation indicator equal to 0')
    reader.skip()
    reader.need(1)
  }
  reader.need(1)
  chomp()
  indent()
  if (chomping === 0) chomp()
  skipRestOfLine(reader, fail)
  return { chomping, increment }
}
