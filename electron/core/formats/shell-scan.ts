/** What a script installs, and what it downloads and runs (Scorecard's `shell_download_validate.go`). */
import { FILE_TYPE } from '../../contract/model/file-type.ts'
import { shownCode } from './code-text.ts'
import type { Dependency, DependencyKind, Unread } from './dependencies.ts'
import { cleaned, folded } from './path-names.ts'
import { type Call, type Place, parseShell, sourceOf } from './shell.ts'
import { installOf } from './shell-installs.ts'
import { isDownload, isHeldFast, isInterpreter, type Output, outputOf, runsInline } from './shell-programs.ts'

export interface Script {
  readonly path: string
  readonly text: string
  /** The line before its first, in the file. */
  readonly line: number
  /** The line before its last, where it has several; less than `line` where nobody knows. */
  readonly end: number
}

export interface Collected {
  readonly dependencies: Dependency[]
  readonly unread: Unread[]
  /** Of steps of workflows: what kept them from being judged. Only who looks for the reason is told. */
  readonly failures: string[]
}

/** A script in a script in a script: nobody writes more of them by hand. */
const MAX_DEPTH = 8

const NUGET_REMEDY =
  'pin your dependencies by either enabling central package management ' +
  '(https://learn.microsoft.com/nuget/consume-packages/Central-Package-Management) ' +
  'or using a lockfile (https://learn.microsoft.com/nuget/consume-packages/' +
  'package-references-in-project-files#locking-dependencies)'

/**
 * `downloaded` has the names of files that were downloaded before, and gets those of this script.
 *
 * The answer is what Scorecard gives up with, which is not the same as a script that it cannot read: that one is told, and it goes on.
 */
export function scanShell(script: Script, downloaded: Set<string>, into: Collected, depth = 0): string | undefined {
  const { path, text, line: start, end } = script
  const parsed = parseShell(text)
  if ('error' in parsed) {
    if (parsed.isOtherShells) return `error parsing shell code: ${path}:${parsed.error}`
    into.unread.push({
      text: `error parsing shell code: ${parsed.error}`,
      at: { path, type: FILE_TYPE.source, line: start, end, snippet: shownCode(text) },
    })
    return undefined
  }
  let failure: string | undefined
  const place = (line: number) => ({ line: start + line, end: (end >= start ? end : start) + line })
  const add = (kind: DependencyKind, found: Place, isPinned: boolean, remedy?: string) => {
    into.dependencies.push({
      kind,
      isPinned,
      at: { path, type: FILE_TYPE.source, ...place(found.line), snippet: sourceOf(text, found) },
      ...(remedy === undefined ? {} : { remedy }),
    })
  }
  for (let i = 0; i < parsed.nodes.length; i++) {
    const node = parsed.nodes[i]
    if (!node) break
    if (node.kind === 'pipe') {
      const { left, right } = node
      if (isDownload(left.words) && isInterpreter(right.words[0]) && !isHeldFast(left.words))
        add('downloadThenRun', node, false)
      continue
    }
    const { call } = node
    if (node.kind === 'statement') {
      const output = outputIn(call, node.output)
      if (output && 'error' in output) {
        failure = output.error
        i += node.inside
      } else if (output) downloaded.add(output.file)
      continue
    }
    if (call.quoted !== undefined && runsInline(call.words) && depth < MAX_DEPTH) {
      const inner = scanShell({ path, text: call.quoted, ...place(node.line) }, downloaded, into, depth + 1)
      // Then nothing else is asked of the command.
      if (inner !== undefined) {
        failure = inner
        continue
      }
    }
    for (const file of downloaded) if (isRun(call, file)) add('downloadThenRun', node, false)
    if (isInterpreter(call.words[0]) && call.substituted && isDownload(call.substituted.words)) {
      add('downloadThenRun', node, false)
    }
    const install = call.words.length > 0 ? installOf(call.words) : undefined
    if (install) {
      const remedy = install.kind === 'nugetCommand' && !install.isPinned ? NUGET_REMEDY : undefined
      add(install.kind, node, install.isPinned, remedy)
    }
  }
  return failure
}

function outputIn({ words }: Call, file: string | undefined): Output {
  if (!isDownload(words) || isHeldFast(words)) return undefined
  return file === undefined ? outputOf(words) : { file }
}

const isSame = (word: string, file: string): boolean => folded(cleaned(word)) === folded(cleaned(file))

const isRun = ({ words: [program, ...rest] }: Call, file: string): boolean =>
  program !== undefined &&
  (isSame(program, file) || (isInterpreter(program) && rest.some((word) => isSame(word, file))))
