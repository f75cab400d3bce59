/** The words of a command, as Scorecard takes them from the tree of mvdan/sh: words of several parts are nobody's business. */
import type { CommandArgument, DoubleQuotedChild, Word, WordPart } from 'unbash'

/** A part of a word as mvdan/sh cuts it. A text in quotes that holds more than text has none. */
export type Piece =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'single'; readonly text: string }
  | { readonly kind: 'double'; readonly text: string | undefined }
  | { readonly kind: 'other'; readonly part: WordPart }

/** Globs and braces are plain text there. */
export function piecesOf({ parts, text }: Word): Piece[] {
  if (!parts) return text === '' ? [] : [{ kind: 'plain', text: joined(text) }]
  return merged(parts.flatMap(pieces))
}

/** The one piece of a word; undefined for a word of none, or of several. */
export function onlyPiece(word: CommandArgument | undefined): Piece | undefined {
  if (word?.type !== 'Word') return undefined
  const [first, ...others] = piecesOf(word)
  return others.length === 0 ? first : undefined
}

function pieces(part: WordPart): Piece[] {
  switch (part.type) {
    case 'Literal':
      return [{ kind: 'plain', text: joined(part.text) }]
    case 'SingleQuoted':
      return [{ kind: 'single', text: part.value }]
    case 'AnsiCQuoted':
      return [{ kind: 'single', text: part.text.slice(2, -1) }]
    case 'DoubleQuoted':
    case 'LocaleString':
      return [{ kind: 'double', text: textIn(part.parts) }]
    case 'Glob':
    case 'BraceExpansion':
      return part.parts ? nested(part, part.parts) : [{ kind: 'plain', text: joined(part.text) }]
    default:
      return [{ kind: 'other', part }]
  }
}

/** What stands between the parts is plain text. */
function nested({ text, pos }: { text: string; pos: number }, parts: readonly WordPart[]): Piece[] {
  const found: Piece[] = []
  let at = 0
  for (const part of parts) {
    found.push({ kind: 'plain', text: text.slice(at, part.pos - pos) }, ...pieces(part))
    at = part.end - pos
  }
  return [...found, { kind: 'plain', text: text.slice(at) }]
}

/** Text that is one by itself; undefined where there is none, or an expansion in it. */
function textIn(parts: readonly DoubleQuotedChild[]): string | undefined {
  if (parts.length === 0 || parts.some(({ type }) => type !== 'Literal')) return undefined
  return joined(parts.map(({ text }) => text).join(''))
}

function merged(list: readonly Piece[]): Piece[] {
  const found: Piece[] = []
  for (const piece of list) {
    const last = found.at(-1)
    if (piece.kind === 'plain' && piece.text === '') continue
    if (piece.kind === 'plain' && last?.kind === 'plain')
      found.splice(-1, 1, { kind: 'plain', text: last.text + piece.text })
    else found.push(piece)
  }
  return found
}

/** A line that goes on below is one line. */
const joined = (text: string): string => text.replaceAll('\\\n', '')

/** What is kept of a command: words of one plain or quoted part, quotes and all, and nowhere `sudo`. */
export function keptWords(words: readonly CommandArgument[]): string[] {
  return words.flatMap((word) => {
    const piece = onlyPiece(word)
    if (piece?.kind === 'single') return [`'${piece.text}'`]
    if (piece?.kind === 'double') return piece.text === undefined ? [] : [`"${piece.text}"`]
    return piece?.kind === 'plain' && piece.text.toLowerCase() !== 'sudo' ? [piece.text] : []
  })
}

/** The first word that is quoted as a whole: the script of an interpreter. */
export function firstQuoted(words: readonly CommandArgument[]): string | undefined {
  for (const word of words) {
    const piece = onlyPiece(word)
    if ((piece?.kind === 'single' || piece?.kind === 'double') && piece.text !== undefined) return piece.text
  }
  return undefined
}
