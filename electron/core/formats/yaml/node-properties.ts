/** What stands before a document, and before a node: directives, anchors and tags (YAML 1.2, sections 6.8 and 6.9). */
import { type Mark, YamlError } from './reader.ts'
import type { YamlScanner } from './scanner.ts'
import type { Token } from './tokens.ts'

/** The parser of Go's yaml tells the line before the one that it means. */
export const parserFailure = (problem: string, { line, column }: Mark, context?: Mark): YamlError =>
  new YamlError(problem, context?.line || line, context?.column || column)

/** The token behind the directives. `handles` gets those of tags. Go's yaml is of version 1.1, and takes no other. */
export function readDirectives(scanner: YamlScanner, handles: Set<string>): Token {
  let hasVersion = false
  let token = scanner.peek()
  for (; token.kind === 'version' || token.kind === 'tag directive'; token = next(scanner)) {
    if (token.kind === 'version') {
      if (hasVersion) throw parserFailure('found duplicate %YAML directive', token)
      hasVersion = true
      if (token.value !== '1.1') throw parserFailure('found incompatible YAML document', token)
    } else {
      if (handles.has(token.value)) throw parserFailure('found duplicate %TAG directive', token)
      handles.add(token.value)
    }
  }
  for (const handle of ['!', '!!']) handles.add(handle)
  return token
}

/** `token`: the one behind them. `isNode`: with them alone it is a node, if an empty one. */
export function readProperties(scanner: YamlScanner, handles: ReadonlySet<string>) {
  const start = scanner.peek()
  let token = start
  let anchor = ''
  let tag: Token | undefined
  // One of each, in either order.
  while ((token.kind === 'anchor' && anchor === '') || (token.kind === 'tag' && !tag)) {
    if (token.kind === 'tag') tag = token
    else anchor = token.value
    token = next(scanner)
  }
  if (tag && tag.value !== '' && !handles.has(tag.value)) {
    throw parserFailure('found undefined tag handle', tag, start)
  }
  return { start, token, anchor, isNode: anchor !== '' || tag !== undefined }
}

function next(scanner: YamlScanner): Token {
  scanner.skip()
  return scanner.peek()
}
