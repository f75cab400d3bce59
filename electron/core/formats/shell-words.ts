/** The words of a command, as Scorecard takes them from the tree of mvdan/sh: words of several parts are nobody's business. */
import { folded } from './path-names.ts'
import type { Part, Word } from './shell-syntax/tree.ts'

/** The one part of a word; undefined for a word of none, or of several. */
export function onlyPart(word: Word | undefined): Part | undefined {
  return word?.parts.length === 1 ? word.parts[0] : undefined
}

/** The text in quotes; undefined where there is none, or an expansion in it. */
function quotedText(part: Part | undefined): string | undefined {
  if (part?.kind === 'single') return part.text
  if (part?.kind !== 'double' || part.parts.length !== 1) return undefined
  const [text] = part.parts
  return text?.kind === 'plain' ? text.text : undefined
}

/** What is kept of a command: words of one plain or quoted part, quotes and all, and nowhere `sudo`. */
export function keptWords(words: readonly Word[]): string[] {
  const kept: string[] = []
  for (const word of words) {
    const part = onlyPart(word)
    if (part?.kind === 'plain') {
      if (part.text.length !== 4 || folded(part.text) !== 'sudo') kept.push(part.text)
      continue
    }
    const text = quotedText(part)
    if (text !== undefined) kept.push(part?.kind === 'single' ? `'${text}'` : `"${text}"`)
  }
  return kept
}

/** The first word that is quoted as a whole: the script of an interpreter. */
export function firstQuoted(words: readonly Word[]): string | undefined {
  for (const word of words) {
    const text = quotedText(onlyPart(word))
    if (text !== undefined) return text
  }
  return undefined
}
