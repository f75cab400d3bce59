/** The tree of a script: no more of it than what is asked of one. */

/** What a walk meets: a word or a statement. */
export type Inner = Word | Statement

export interface Word {
  readonly kind: 'word'
  readonly parts: Part[]
}

export type Part =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'single'; readonly text: string }
  | { readonly kind: 'double'; readonly parts: readonly Part[] }
  /** `<( … )` and `>( … )`. */
  | { readonly kind: 'process'; readonly operator: string; readonly inside: readonly Statement[] }
  /** Any other expansion, with what is walked of it. */
  | { readonly kind: 'expansion'; readonly inside: readonly Inner[] }

export interface Statement extends Span {
  readonly kind: 'statement'
  command?: Command
  readonly redirects: Redirect[]
  isNegated: boolean
  /** Whether something ends it, so that another can follow on the same line. */
  isEnded: boolean
}

export interface Redirect {
  readonly operator: string
  word?: Word
  body?: Word
}

export type Command = CallCommand | ListCommand | Clause

/** Where it begins, and the offsets of it in the script. */
interface Span {
  readonly line: number
  readonly start: number
  end: number
}

/** A simple command. */
export interface CallCommand extends Span {
  readonly kind: 'call'
  readonly assignments: readonly Assignment[]
  readonly words: readonly Word[]
}

/** Two statements with an operator between. */
export interface ListCommand {
  readonly kind: 'list'
  readonly operator: string
  readonly left: Statement
  readonly right: Statement
}

/** Any other command: what is in it, in the order of the walk. */
export interface Clause {
  readonly kind: 'clause'
  readonly inside: readonly Inner[]
}

export interface Assignment {
  readonly hasIndex: boolean
  readonly hasArray: boolean
  readonly inside: readonly Inner[]
}

/** Adds one by one: lists of strangers are longer than a call can take. */
export function addAll<T>(list: T[], more: readonly T[]): void {
  for (const one of more) list.push(one)
}
