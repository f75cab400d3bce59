/** Texts that stand below an instruction and belong to it. */
import { lexWords } from './dockerfile-lex.ts'
import { DockerfileError } from './dockerfile-words.ts'

export interface Heredoc {
  /** The line that ends it. */
  readonly name: string
  /** Whether tabs before that line are nothing. */
  readonly isIndented: boolean
  readonly content: string
}

/** Those that a line opens, without their contents. Throws `DockerfileError`. */
export const heredocsIn = (line: string): Heredoc[] =>
  line.includes('<<') ? (lexWords(line, { quotes: true, escapes: true }) ?? []).flatMap(heredocIn) : []

function heredocIn(word: string): Heredoc[] {
  const [, dash, rest = ''] = /^\d*<<(-?)[\t\n\f\r ]*([^<]*)$/.exec(word) ?? []
  if (rest === '') return []
  const words = lexWords(rest, { quotes: false, escapes: false })
  if (words === undefined) throw new DockerfileError(`failed to process "${rest}"`)
  const [name, ...more] = words
  if (name === undefined || more.length > 0) return []
  if (lexWords(rest, { quotes: true, escapes: false })?.length !== 1)
    throw new DockerfileError(`internal lexing of heredoc produced inconsistent results: ${rest}`)
  return [{ name, isIndented: dash === '-', content: '' }]
}
