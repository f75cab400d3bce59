/** What the scanner hands to the parser. Lines and columns begin with 0. */
export type TokenKind =
  | 'stream start'
  | 'stream end'
  | 'version'
  | 'tag directive'
  | 'document start'
  | 'document end'
  | 'block list'
  | 'block map'
  | 'block end'
  | 'flow list'
  | 'flow list end'
  | 'flow map'
  | 'flow map end'
  | 'block entry'
  | 'flow entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar'

export interface Token {
  readonly kind: TokenKind
  readonly line: number
  readonly column: number
  /** A text, the name of an anchor, the handle of a tag, or a version. */
  readonly value: string
}

const kinds = (...list: TokenKind[]): ReadonlySet<TokenKind> => new Set(list)
/** What leaves the node before it empty, by what the node is part of. */
export const DOCUMENT_ENDS = kinds('version', 'tag directive', 'document start', 'document end', 'stream end')
export const LIST_ENDS = kinds('block entry', 'block end')
export const LEVEL_LIST_ENDS = kinds('block entry', 'key', 'value', 'block end')
export const MAP_ENDS = kinds('key', 'value', 'block end')
export const FLOW_MAP_ENDS = kinds('flow entry', 'flow map end')
export const PAIR_KEY_ENDS = kinds('value', 'flow entry', 'flow list end')
