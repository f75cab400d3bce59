/**
 * A Dockerfile as buildkit's parser takes it apart (moby/buildkit 0.26.3, `frontend/dockerfile/parser`): what it refuses is
 * refused here, and what it lets pass is let pass.
 */
import { type Heredoc, heredocsIn } from './dockerfile-heredoc.ts'
import { argumentsOf, DockerfileError } from './dockerfile-words.ts'
import { isTooLong, trimLeft } from './go-text.ts'

export interface Instruction {
  /** As it is written: Scorecard knows upper case only. */
  readonly word: string
  readonly args: readonly string[]
  /** Without comments, and with its lines joined. */
  readonly original: string
  readonly heredocs: readonly Heredoc[]
  /** Its first line and its last, counted from 1. */
  readonly start: number
  readonly end: number
}

export type DockerfileResult = { readonly instructions: readonly Instruction[] } | { readonly error: string }

export function parseDockerfile(text: string): DockerfileResult {
  try {
    return { instructions: instructionsIn(text) }
  } catch (error) {
    if (error instanceof DockerfileError) return { error: error.message }
    throw error
  }
}

function instructionsIn(text: string): Instruction[] {
  const lines = text.replace(/^\ufeff/, '').split('\n')
  if (lines.at(-1) === '') lines.pop()
  if (lines.some(isTooLong)) throw new DockerfileError('dockerfile line greater than max allowed size of 65535')
  const directives = newDirectives()
  const found: Instruction[] = []
  let at = 0
  while (at < lines.length) {
    const token = trimLeft(trimmed(lines[at] ?? ''))
    directives.look(token)
    const start = at + 1
    const first = isComment(token) ? '' : token
    at++
    let [line, isEnd] = directives.cut(first)
    if (isEnd && line === '') continue
    while (!isEnd && at < lines.length) {
      const raw = trimmed(lines[at] ?? '')
      directives.look(raw)
      at++
      // Comments and empty lines do not end what goes on.
      if (trimLeft(raw) === '' || isComment(raw)) continue
      const [more, isLast] = directives.cut(raw)
      line += more
      isEnd = isLast
    }
    const { word, args, takesTexts } = argumentsOf(line, directives.escape())
    const heredocs: Heredoc[] = []
    for (const opened of takesTexts ? heredocsIn(line) : []) {
      const [heredoc, next] = bodyOf(opened, lines, at)
      heredocs.push(heredoc)
      at = next
    }
    found.push({ word, args, original: line, heredocs, start, end: at })
  }
  if (found.length === 0) throw new DockerfileError('file with no instructions')
  return found
}

function bodyOf(opened: Heredoc, lines: readonly string[], from: number): [Heredoc, number] {
  let content = ''
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const end = trimmed(line)
    if ((opened.isIndented ? end.replace(/^\t+/, '') : end) === opened.name) return [{ ...opened, content }, at + 1]
    content += `${line}\n`
  }
  throw new DockerfileError('unterminated heredoc')
}

const trimmed = (line: string): string => line.replace(/[\r\n]+$/, '')
const isComment = (line: string): boolean => trimLeft(line).startsWith('#')

interface Directives {
  /** Reads a line that may be a directive, as long as nothing else was there. */
  look(line: string): void
  /** A line without the mark that it goes on, and whether it does not. */
  cut(line: string): [text: string, isEnd: boolean]
  escape(): string
}

/** Go's white space in patterns is that of ASCII. */
const DIRECTIVE = /^#[\t\n\f\r ]*([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*(.+?)[\t\n\f\r ]*$/
const KNOWN = new Set(['syntax', 'escape', 'check'])

function newDirectives(): Directives {
  const seen = new Set<string>()
  let [isOver, mark] = [false, '\\']
  return {
    look(line) {
      if (isOver) return
      const [, name = '', value = ''] = DIRECTIVE.exec(line) ?? []
      const key = name.toLowerCase()
      isOver = !KNOWN.has(key)
      if (isOver) return
      if (seen.has(key)) throw new DockerfileError(`only one ${key} parser directive can be used`)
      seen.add(key)
      if (key !== 'escape') return
      if (value !== '`' && value !== '\\') {
        throw new DockerfileError(`invalid escape token '${value}' does not match \` or \\`)
      }
      mark = value
    },
    cut(line) {
      const end = line.replace(/[ \t]+$/, '')
      if (end === mark) return ['', false]
      // Two marks are one letter.
      if (end.endsWith(mark) && end.at(-2) !== mark) return [end.slice(0, -1), false]
      return [line, true]
    },
    escape: () => mark,
  }
}
