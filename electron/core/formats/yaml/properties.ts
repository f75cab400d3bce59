/** Anchors, aliases, tags and directives (YAML 1.2, sections 6.8, 6.9 and 7.1), as Go's yaml scans them. */
import { skipRestOfLine } from './comments.ts'
import { skipUriEscape } from './escapes.ts'
import { codeOf, isAnchor, isBlank, isDigit, isSpace, isWord } from './letters.ts'
import type { Mark, YamlError, YamlReader } from './reader.ts'
import type { Token } from './tokens.ts'

type Fail = (problem: string) => YamlError

const failing =
  (reader: YamlReader, start: Mark = reader.mark()): Fail =>
  (problem) =>
    reader.failure(problem, start)

function takeWhile(reader: YamlReader, is: (code: number) => boolean): string {
  let text = ''
  reader.need(1)
  while (is(reader.at())) {
    text += String.fromCharCode(reader.at())
    reader.skip()
    reader.need(1)
  }
  return text
}

const BEHIND_ANCHOR: ReadonlySet<number> = new Set([...'?:,]}%@`'].map(codeOf))

/** The name of an anchor or of an alias, behind its indicator. */
export function scanAnchor(reader: YamlReader): string {
  const fail = failing(reader)
  reader.skip()
  // Where Go's yaml takes its window for a byte order mark, it takes no letter of it for one of a name.
  const name = takeWhile(reader, (code) => isAnchor(code) && !reader.isAtByteOrderMark)
  if (name === '' || !(isSpace(reader.at()) || BEHIND_ANCHOR.has(reader.at()))) {
    throw fail('did not find expected alphabetic or numeric character')
  }
  return name
}

const [BANG, PERCENT, LESS, GREATER, DOT] = ['!', '%', '<', '>', '.'].map(codeOf)

/** The handle of a tag, which is empty where the tag needs none. What stands behind it matters to nobody. */
export function scanTag(reader: YamlReader): string {
  const fail = failing(reader)
  reader.need(2)
  let handle = ''
  if (reader.at(1) === LESS) {
    reader.skip()
    reader.skip()
    scanUri(reader, false, fail)
    if (reader.at() !== GREATER) throw fail("did not find the expected '>'")
    reader.skip()
  } else {
    const head = scanHandle(reader, false, fail)
    const isHandle = head.length > 1 && head.endsWith('!')
    const hasMore = scanUri(reader, !isHandle, fail)
    handle = isHandle ? head : head === '!' && !hasMore ? '' : '!'
  }
  reader.need(1)
  if (!isSpace(reader.at())) throw fail('did not find expected whitespace or line break')
  return handle
}

function scanHandle(reader: YamlReader, isDirective: boolean, fail: Fail): string {
  reader.need(1)
  if (reader.at() !== BANG) throw fail("did not find expected '!'")
  reader.skip()
  const handle = `!${takeWhile(reader, isWord)}`
  if (reader.at() === BANG) {
    reader.skip()
    return `${handle}!`
  }
  if (isDirective && handle !== '!') throw fail("did not find expected '!'")
  return handle
}

const IN_URI: ReadonlySet<number> = new Set([...";/?:@&=+$,.!~*'()[]%"].map(codeOf))

/** Whether there is anything. It has to be, unless something before it is a part of it. */
function scanUri(reader: YamlReader, hasHead: boolean, fail: Fail): boolean {
  let isThere = false
  reader.need(1)
  while (isWord(reader.at()) || IN_URI.has(reader.at())) {
    if (reader.at() === PERCENT) skipUriEscape(reader, fail)
    else reader.skip()
    reader.need(1)
    isThere = true
  }
  if (!isThere && !hasHead) throw fail('did not find expected tag URI')
  return isThere
}

/** A line that begins with a percent sign. Others than these two are refused. */
export function scanDirective(reader: YamlReader): Token {
  const mark = reader.mark()
  const fail = failing(reader, mark)
  reader.skip()
  const name = takeWhile(reader, isWord)
  if (name === '') throw fail('could not find expected directive name')
  if (!isSpace(reader.at())) throw fail('found unexpected non-alphabetical character')
  if (name !== 'YAML' && name !== 'TAG') throw fail('found unknown directive name')
  const token: Token =
    name === 'YAML'
      ? { kind: 'version', ...mark, value: scanVersion(reader, fail) }
      : { kind: 'tag directive', ...mark, value: scanTagDirective(reader, fail) }
  skipRestOfLine(reader, fail)
  return token
}

function scanVersion(reader: YamlReader, fail: Fail): string {
  reader.need(1)
  reader.takeBlanks()
  const major = scanNumber(reader, fail)
  if (reader.at() !== DOT) throw fail("did not find expected digit or '.' character")
  reader.skip()
  return `${major}.${scanNumber(reader, fail)}`
}

function scanNumber(reader: YamlReader, fail: Fail): number {
  let digits = ''
  reader.need(1)
  while (isDigit(reader.at())) {
    if (digits.length === 2) throw fail('found extremely long version number')
    digits += String.fromCharCode(reader.at())
    reader.skip()
    reader.need(1)
  }
  if (digits === '') throw fail('did not find expected version number')
  return Number(digits)
}

function scanTagDirective(reader: YamlReader, fail: Fail): string {
  reader.need(1)
  reader.takeBlanks()
  const handle = scanHandle(reader, true, fail)
  reader.need(1)
  if (!isBlank(reader.at())) throw fail('did not find expected whitespace')
  reader.takeBlanks()
  scanUri(reader, false, fail)
  reader.need(1)
  if (!isSpace(reader.at())) throw fail('did not find expected whitespace or line break')
  return handle
}
