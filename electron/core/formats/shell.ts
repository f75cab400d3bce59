/**
 * A script of a shell as a list of what Scorecard looks at: statements, pipes and calls, each before what is in it, as mvdan/sh
 * walks its tree. A script that mvdan/sh refuses is refused as a whole.
 */
import { parseScript } from './shell-syntax/parse.ts'
import type { Assignment, CallCommand, Command, Inner, Part, Redirect, Statement, Word } from './shell-syntax/tree.ts'
import { firstQuoted, keptWords, onlyPart } from './shell-words.ts'

/** A simple command. */
export interface Call {
  readonly words: readonly string[]
  /** The first word that is quoted as a whole. */
  readonly quoted: string | undefined
  /** The first command of `<( … )`, where that is the second word. */
  readonly substituted: Call | undefined
}

/** The line, and the offsets in the script. */
export interface Place {
  readonly line: number
  readonly start: number
  readonly end: number
}

export type ShellNode =
  | (Place & { readonly kind: 'call'; readonly call: Call })
  | (Place & { readonly kind: 'pipe'; readonly left: Call; readonly right: Call })
  | StatementNode

/** A command with the file that its output goes to. */
export interface StatementNode {
  readonly kind: 'statement'
  readonly call: Call
  readonly output: string | undefined
  /** How many of the next ones are in it. */
  inside: number
}

export type ShellResult =
  | { readonly nodes: readonly ShellNode[] }
  /** `isOtherShells`: shells of another kind would read it. Scorecard takes that for a failure of its own. */
  | { readonly error: string; readonly isOtherShells: boolean }

/** Nobody reads more of a command. */
const LONGEST_SOURCE = 500

/** What is quoted, a pipe with the space around it, and any other space. */
const PIECES = /'[^']*'|"(?:[^"\\]|\\.)*"|\\[^\n]|(?:[ \t]|\\\n)*(?<![|>])\|(?![|&])(?:\s|\\\n)*|(?:[ \t]|\\\n)+/gs

/** Nearly as mvdan/sh prints it: one space between words, and lines that go on below further in. */
export function sourceOf(script: string, { start, end }: Place): string {
  const source = script.slice(start, Math.min(end, start + LONGEST_SOURCE)).replace(/\r(?=\n|$)/g, '')
  return source.replace(PIECES, (piece) => {
    if (/^(?:['"]|\\[^\n])/.test(piece)) return piece
    const isBroken = piece.includes('\n')
    if (piece.includes('|')) return isBroken ? ' |\n\t' : ' | '
    return isBroken ? ' \\\n\t' : ' '
  })
}

export function parseShell(script: string): ShellResult {
  const parsed = parseScript(script)
  if ('refusal' in parsed) return { error: parsed.refusal.text, isOtherShells: parsed.refusal.isOtherShells }
  const nodes: ShellNode[] = []
  // A stack, since statements that follow each other are in one another.
  const waiting: (Inner | End)[] = []
  const wait = (list: readonly Inner[]): void => {
    for (let i = list.length - 1; i >= 0; i--) {
      const one = list[i]
      if (one && !isPlain(one)) waiting.push(one)
    }
  }
  wait(parsed.statements)
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (one.kind === 'end') one.of.inside = nodes.length - one.after
    else if (one.kind === 'word') wait(one.parts.flatMap(insideOf))
    else {
      const [first, ...others] = nodesOf(one)
      if (first) nodes.push(first)
      if (first?.kind === 'statement') waiting.push({ kind: 'end', of: first, after: nodes.length })
      nodes.push(...others)
      wait([...insideCommand(one.command), ...one.redirects.flatMap(insideRedirect)])
    }
  }
  return { nodes }
}

/** All that is in the statement has been walked. */
interface End {
  readonly kind: 'end'
  readonly of: StatementNode
  readonly after: number
}

/** Nothing is in it. */
const isPlain = (one: Inner): boolean =>
  one.kind === 'word' && one.parts.every(({ kind }) => kind === 'plain' || kind === 'single')

function nodesOf(statement: Statement): ShellNode[] {
  const { command, line, start, end, redirects } = statement
  if (command?.kind === 'call') {
    const call = callIn(command)
    return [
      { kind: 'statement', call, output: outputOf(redirects), inside: 0 },
      { kind: 'call', line: command.line, start: command.start, end: command.end, call },
    ]
  }
  if (command?.kind !== 'list' || command.operator !== '|') return []
  const [left, right] = [callOf(command.left.command), callOf(command.right.command)]
  return left && right ? [{ kind: 'pipe', line, start, end, left, right }] : []
}

const callOf = (command: Command | undefined): Call | undefined =>
  command?.kind === 'call' ? callIn(command) : undefined

const callIn = ({ words }: CallCommand): Call => ({
  words: keptWords(words),
  quoted: firstQuoted(words),
  substituted: substitutedIn(words[1]),
})

function substitutedIn(word: Word | undefined): Call | undefined {
  const part = onlyPart(word)
  return part?.kind === 'process' && part.operator === '<(' ? callOf(part.inside[0]?.command) : undefined
}

/** Of the first `>` with a plain name behind it, whatever it is that goes there. */
function outputOf(redirects: readonly Redirect[]): string | undefined {
  for (const { operator, word } of redirects) {
    const part = operator === '>' ? onlyPart(word) : undefined
    if (part?.kind === 'plain') return part.text
  }
  return undefined
}

function insideOf(part: Part): readonly Inner[] {
  if (part.kind === 'double') return part.parts.flatMap(insideOf)
  return part.kind === 'expansion' || part.kind === 'process' ? part.inside : []
}

function insideCommand(command: Command | undefined): readonly Inner[] {
  switch (command?.kind) {
    case 'call':
      return [...command.assignments.flatMap(({ inside }: Assignment) => inside), ...command.words]
    case 'list':
      return [command.left, command.right]
    case 'clause':
      return command.inside
    default:
      return []
  }
}

const insideRedirect = ({ word, body }: Redirect): readonly Inner[] => [word, body].filter((one) => one !== undefined)
