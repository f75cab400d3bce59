/**
 * A script of a shell as a list of what Scorecard looks at: statements, pipes and calls, each before what is in it, as mvdan/sh
 * walks its tree. A script that mvdan/sh refuses is refused as a whole.
 */
import {
  type CommandArgument,
  type CommandNode,
  forEachChild,
  parse,
  type Redirection,
  type SyntaxNode,
  type Word,
} from 'unbash'
import { firstQuoted, keptWords, onlyPiece } from './shell-words.ts'

/** A simple command. */
export interface Call {
  readonly words: readonly string[]
  /** The first word that is quoted as a whole. */
  readonly quoted: string | undefined
  /** The first command of `<( … )`, where that is the second word. */
  readonly substituted: Call | undefined
}

export type ShellNode =
  | { readonly kind: 'call'; readonly line: number; readonly source: string; readonly call: Call }
  | { readonly kind: 'pipe'; readonly line: number; readonly source: string; readonly left: Call; readonly right: Call }
  /** A command with the file that its output goes to. */
  | { readonly kind: 'statement'; readonly line: number; readonly call: Call; readonly output: string | undefined }

export type ShellResult = { readonly nodes: readonly ShellNode[] } | { readonly error: string }

/** In mvdan/sh these are clauses of their own, and no calls. */
const CLAUSES: ReadonlySet<string> = new Set(['declare', 'local', 'export', 'readonly', 'typeset', 'nameref', 'let'])

/** Nobody reads more of a command. */
const LONGEST_SOURCE = 500

interface Places {
  readonly line: (pos: number) => number
  readonly source: (start: number, end: number) => string
}

export function parseShell(script: string): ShellResult {
  const tree = parse(script)
  const error = errorIn(tree, script)
  if (error !== undefined) return { error }
  const nodes: ShellNode[] = []
  const starts = lineStarts(script)
  const at: Places = {
    line: (pos) => lineOf(starts, pos),
    source: (start, end) =>
      script
        .slice(start, end)
        .slice(0, LONGEST_SOURCE)
        .replace(/\s*\\?\n\s*|[ \t]+/g, ' '),
  }
  walk(tree, nodes, at)
  return { nodes }
}

/** In the version of mvdan/sh that Scorecard uses, a line that ends is as good as a command; brackets need neither. */
const isEmptyList = ({ message, pos }: { message: string; pos: number }, script: string): boolean =>
  /^expected command in (?:brace group|subshell)/.test(message) ||
  (message.startsWith("expected command after '") && /\n[ \t]*$/.test(script.slice(0, pos)))

function errorIn(node: SyntaxNode, script: string): string | undefined {
  if (node.type === 'Script' && 'errors' in node) {
    const error = node.errors?.find((one) => !isEmptyList(one, node.source ?? script))
    if (error) return error.message
  }
  if (node.type === 'HereDoc' && !node.closing) return 'unclosed here-document'
  if (node.type === 'ParameterExpansion' && !node.text.endsWith('}')) return 'a parameter expansion has no end'
  if (node.type === 'ParameterExpansion' && node.operation?.type === 'Unknown')
    return 'not a valid parameter expansion operator'
  // Scorecard's parser takes these for arithmetic, whatever follows.
  if (node.type === 'CommandExpansion' && node.text.startsWith('$((')) return 'not a valid arithmetic operator'
  if (node.type === 'ArithmeticWord' && hasSeveralWords(node.value)) return 'not a valid arithmetic operator'
  if (node.type === 'Function' && node.name.parts) return 'invalid func name'
  let found: string | undefined
  forEachChild(node, (child) => {
    found ??= errorIn(child, script)
  })
  return found
}

/** Besides what stands in quotes and brackets. */
const hasSeveralWords = (text: string): boolean =>
  /\S\s+\S/.test(text.replace(/`[^`]*`|"[^"]*"|'[^']*'|\[[^\]]*\]|\$?[({][^(){}]*[)}]/g, '').trim())

function walk(node: SyntaxNode, nodes: ShellNode[], at: Places): void {
  if (node.type === 'Pipeline') {
    walkPipeline(node.commands, node.operators, node.commands.length - 1, nodes, at)
    return
  }
  const call = callOf(node)
  if (call && node.type === 'Command') {
    const first = node.prefix.find(({ type }) => type === 'Assignment') ?? node.name ?? node
    nodes.push({ kind: 'statement', line: at.line(node.pos), call, output: outputOf(node.redirects) })
    const last = node.args.at(-1) ?? node.name ?? node
    nodes.push({ kind: 'call', line: at.line(first.pos), source: at.source(first.pos, last.end), call })
  }
  forEachChild(node, (child) => walk(child, nodes, at))
}

/** `a | b | c` is `(a | b) | c`: only the first pair is two commands. */
function walkPipeline(
  commands: readonly CommandNode[],
  operators: readonly string[],
  last: number,
  nodes: ShellNode[],
  at: Places,
): void {
  const [first, second] = commands
  if (last === 0) {
    if (first) walk(first, nodes, at)
    return
  }
  if (last === 1 && operators[0] === '|' && first && second) {
    const [left, right] = [callOf(first), callOf(second)]
    const source = at.source(first.pos, second.end)
    if (left && right) nodes.push({ kind: 'pipe', line: at.line(first.pos), source, left, right })
  }
  walkPipeline(commands, operators, last - 1, nodes, at)
  const right = commands[last]
  if (right) walk(right, nodes, at)
}

function callOf(node: SyntaxNode): Call | undefined {
  if (node.type !== 'Command') return undefined
  const hasAssignment = node.prefix.some(({ type }) => type === 'Assignment')
  const words: readonly CommandArgument[] = node.name ? [node.name, ...node.args] : []
  if (!hasAssignment && node.name && CLAUSES.has(node.name.text)) return undefined
  if (words.length === 0 && !hasAssignment) return undefined
  return { words: keptWords(words), quoted: firstQuoted(words), substituted: substitutedIn(words[1]) }
}

function substitutedIn(word: CommandArgument | undefined): Call | undefined {
  const piece = onlyPiece(word)
  if (piece?.kind !== 'other' || piece.part.type !== 'ProcessSubstitution' || piece.part.operator !== '<')
    return undefined
  const command = piece.part.script?.commands[0]?.command
  return command && callOf(command)
}

/** Of the first `>` with a plain name behind it, whatever it is that goes there. */
function outputOf(redirects: readonly Redirection[]): string | undefined {
  for (const redirect of redirects) {
    if (redirect.type !== 'Redirect' || redirect.operator !== '>') continue
    const piece = onlyPiece(redirect.target as Word | undefined)
    if (piece?.kind === 'plain') return piece.text
  }
  return undefined
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function lineOf(starts: readonly number[], pos: number): number {
  let [low, high] = [0, starts.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= pos) low = middle
    else high = middle
  }
  return low + 1
}
