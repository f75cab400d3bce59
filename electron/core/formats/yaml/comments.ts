/**
 * Comments as Go's yaml skips them (YAML 1.2, section 6.6): nobody asks what is in them, but what stands around them is skipped too,
 * and how much of it decides what is an error.
 */
import { BREAK, codeOf, END, isBlank, isBreak, isBreakOrEnd } from './letters.ts'
import type { YamlError, YamlReader } from './reader.ts'

const [HASH, BRACKET, BRACE] = ['#', ']', '}'].map(codeOf)

/** It looks no further than this for another comment. */
const REACH = 512

/** Comments one below the other, with empty lines between them, and with tabs before all but the first. */
export function skipComments(reader: YamlReader, isFlow: boolean): void {
  for (let ahead = 0; ahead < REACH; ahead++) {
    reader.need(ahead + 1)
    const code = reader.at(ahead)
    if (isBlank(code)) continue
    if (isFlow && (code === BRACKET || code === BRACE)) return
    if (isBreakOrEnd(code)) {
      // It goes on by bytes, of which these breaks have several.
      if (code === 0 || code > 0x7f) return
      continue
    }
    if (code !== HASH) return
    skipTo(reader, ahead)
    if (reader.at() > 0x7f) return
    ahead = 0
  }
}

/** A comment behind something on the same line, even where there is no blank between the two. */
export function skipCommentBehind(reader: YamlReader): void {
  if (reader.newlines > 0) return
  for (let ahead = 0; ahead < REACH; ahead++) {
    reader.need(ahead + 1)
    if (isBlank(reader.at(ahead))) continue
    if (reader.at(ahead) === HASH) skipTo(reader, ahead)
    return
  }
}

/** To the end of the line of a comment that begins that many letters on. */
function skipTo(reader: YamlReader, ahead: number): void {
  const start = reader.index + ahead
  while (reader.index < start) {
    reader.need(2)
    if (isBreak(reader.at())) reader.skipLine()
    else reader.skip()
  }
  reader.need(1)
  while (!isBreakOrEnd(reader.at())) {
    reader.takeRun(BREAK | END, 1)
    reader.need(1)
  }
}

/** What may still stand on the line of a directive, or of the header of a block: blanks and a comment. */
export function skipRestOfLine(reader: YamlReader, fail: (problem: string) => YamlError): void {
  reader.need(1)
  reader.takeBlanks()
  if (reader.at() === HASH) {
    while (!isBreakOrEnd(reader.at())) {
      reader.takeRun(BREAK | END, 1)
      reader.need(1)
    }
  }
  if (!isBreakOrEnd(reader.at())) throw fail('did not find expected comment or line break')
  if (isBreak(reader.at())) {
    reader.need(2)
    reader.skipLine()
  }
}
