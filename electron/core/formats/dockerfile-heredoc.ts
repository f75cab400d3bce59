/** Texts that stand below an instruction and belong to it. */
import { wordsOf } from './dockerfile-words.ts'

export interface Heredoc {
  /** The line that ends it. */
  readonly name: string
  /** Whether tabs before that line are nothing. */
  readonly isIndented: boolean
  readonly content: string
}

const TAKES_THEM = /^(?:add|copy|run)$/i

/** Those that an instruction opens, without their contents. One in the form of JSON opens none. */
export function heredocsIn(word: string, line: string, isJson: boolean): Heredoc[] {
  if (!line.includes('<<')) return []
  const own = /^onbuild$/i.test(word) ? (/^\s*\S+\s+(\S+)/.exec(line)?.[1] ?? '') : word
  if (isJson || !TAKES_THEM.test(own)) return []
  return wordsOf(line, '\\').flatMap((one) => {
    const [, , dash, rest = ''] = /^(\d*)<<(-?)\s*([^<]*)$/.exec(one) ?? []
    const name = unquoted(rest)
    return name === '' || /\s/.test(rest.replace(/(['"]).*?\1/g, ''))
      ? []
      : [{ name, isIndented: dash === '-', content: '' }]
  })
}

const unquoted = (text: string): string => text.replace(/\\(.)/g, '$1').replace(/['"]/g, '')
