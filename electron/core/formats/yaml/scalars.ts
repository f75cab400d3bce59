/** Texts as Go's yaml scans them: plain ones and quoted ones over several lines (YAML 1.2, sections 7.3.1 to 7.3.3). */
import { escapeIn } from './escapes.ts'
import {
  BACKSLASH,
  COLON,
  codeOf,
  DOUBLE,
  END,
  FLOW,
  isBlank,
  isBreak,
  isSpace,
  kindOf,
  QUESTION,
  SINGLE,
  SPACES,
} from './letters.ts'
import { isDocumentMark, type YamlReader } from './reader.ts'

const HASH = codeOf('#')
const TAB = codeOf('\t')

/** Where a text stands: how far in the block around it is, and whether brackets are open. */
export interface Around {
  readonly indent: number
  readonly isFlow: boolean
}

/** What stands between two words of a text, while it is not known whether another word follows. */
class Gap {
  #blanks = ''
  #first = ''
  #others = ''
  isBroken = false

  /** Takes blanks and line breaks, as many as there are (YAML 1.2, section 6.5). */
  take(reader: YamlReader, check: () => void): void {
    for (;;) {
      if (isBlank(reader.at())) {
        check()
        if (this.isBroken) reader.skip()
        else this.#blanks += reader.takeBlanks()
      } else if (isBreak(reader.at())) {
        reader.need(2)
        this.break(reader.takeBreak())
      } else return
      reader.need(1)
    }
  }

  break(letter: string): void {
    if (this.isBroken) this.#others += letter
    else [this.#first, this.#blanks, this.isBroken] = [letter, '', true]
  }

  /** What it comes to, now that a word follows. */
  folded(): string {
    const folded =
      this.#first === '\n' ? this.#others || ' ' : this.isBroken ? this.#first + this.#others : this.#blanks
    this.#blanks = this.#first = this.#others = ''
    this.isBroken = false
    return folded
  }
}

/** `isBroken`: line breaks were read behind it, so that a key may follow. */
export function scanPlain(reader: YamlReader, { indent, isFlow }: Around): { text: string; isBroken: boolean } {
  const start = reader.mark()
  const gap = new Gap()
  const stops = isFlow ? SPACES | COLON | FLOW | QUESTION : SPACES | COLON
  let text = ''
  function tabs(): void {
    if (!gap.isBroken || reader.column > indent || reader.at() !== TAB) return
    throw reader.failure('found a tab character that violates indentation', start)
  }
  for (;;) {
    reader.need(4)
    if (isDocumentMark(reader, '-') || isDocumentMark(reader, '.')) break
    if (reader.at() === HASH) break
    for (;;) {
      const word = reader.takeRun(stops, 2) || colonOrSo(reader, isFlow)
      if (word === '') {
        if (isSpace(reader.at()) || isIndicator(reader, isFlow)) break
      } else text += gap.folded() + word
      reader.need(2)
    }
    if (!isBlank(reader.at()) && !isBreak(reader.at())) break
    reader.need(1)
    gap.take(reader, tabs)
    if (!isFlow && reader.column <= indent) break
  }
  return { text, isBroken: gap.isBroken }
}

/** One letter that would end a text, did another one follow it. */
function colonOrSo(reader: YamlReader, isFlow: boolean): string {
  const code = reader.at()
  if ((kindOf(code) & (COLON | QUESTION)) === 0 || isIndicator(reader, isFlow)) return ''
  reader.skip()
  return String.fromCharCode(code)
}

function isIndicator(reader: YamlReader, isFlow: boolean): boolean {
  const kind = kindOf(reader.at())
  if ((kind & COLON) !== 0) return isSpace(reader.at(1))
  if (!isFlow) return false
  return (kind & FLOW) !== 0 || ((kind & QUESTION) !== 0 && isSpace(reader.at(1)))
}

export function scanQuoted(reader: YamlReader, isSingle: boolean): string {
  const start = reader.mark()
  const fail = (problem: string) => reader.failure(problem, start)
  const quote = isSingle ? SINGLE : DOUBLE
  const stops = isSingle ? SPACES | SINGLE : SPACES | DOUBLE | BACKSLASH
  let text = ''
  reader.skip()
  for (;;) {
    reader.need(4)
    if (isDocumentMark(reader, '-') || isDocumentMark(reader, '.')) throw fail('found unexpected document indicator')
    if (kindOf(reader.at()) === END) throw fail('found unexpected end of stream')
    const gap = new Gap()
    for (;;) {
      text += reader.takeRun(stops, 2)
      reader.need(2)
      const kind = kindOf(reader.at())
      if ((kind & SPACES) !== 0) break
      if ((kind & quote) !== 0) {
        if (!isSingle || kindOf(reader.at(1)) !== SINGLE) break
        text += "'"
        reader.skip()
        reader.skip()
      } else if (!isSingle && (kind & BACKSLASH) !== 0) {
        if (isBreak(reader.at(1))) {
          reader.need(3)
          reader.skip()
          reader.skipLine()
          // The break is none, and neither are the blanks behind it.
          gap.isBroken = true
          break
        }
        text += escapeIn(reader, fail)
      }
      reader.need(2)
    }
    reader.need(1)
    if ((kindOf(reader.at()) & quote) !== 0) break
    gap.take(reader, () => {})
    text += gap.folded()
  }
  reader.skip()
  return text
}
