/** The lines of the files around what was found, as they are at this moment. */
import type { Finding, ScanResult } from '../contract/model/check.ts'
import { FILE_TYPE } from '../contract/model/file-type.ts'
import { Unknown } from './facts/fact.ts'
import { textOf } from './facts/read.ts'
import type { Tree } from './ports.ts'

/** So many lines stand before and behind. */
const AROUND = 1
/** Nobody reads more of a line, or of more places of one check. */
const LONGEST = 200
const MOST = 300

/** Each file is read once for all that was found in it by one check. A file that cannot be read any more shows nothing. */
export async function withExcerpts(result: ScanResult, tree: Tree, pause: () => Promise<void>): Promise<ScanResult> {
  const checks: ScanResult['checks'] = []
  for (const check of result.checks) {
    const files = new Map<string, readonly string[]>()
    const findings: Finding[] = []
    for (const [i, finding] of check.findings.entries()) {
      await pause()
      findings.push(i < MOST ? shown(finding, files, tree) : finding)
    }
    checks.push({ ...check, findings })
  }
  return { ...result, checks }
}

function shown(finding: Finding, files: Map<string, readonly string[]>, tree: Tree): Finding {
  const { path, line = 0, type } = finding.at ?? { path: '', type: FILE_TYPE.none }
  if (line < 1 || type === FILE_TYPE.binary || type === FILE_TYPE.none) return finding
  const known = files.get(path) ?? linesOf(tree, path)
  files.set(path, known)
  const first = Math.max(1, line - AROUND)
  const lines = known.slice(first - 1, line + AROUND).map((text) => text.slice(0, LONGEST))
  return line > known.length ? finding : { ...finding, excerpt: { first, lines } }
}

function linesOf(tree: Tree, path: string): readonly string[] {
  try {
    return textOf(tree, path).split(/\r\n|\n|\r/)
  } catch (error) {
    if (error instanceof Unknown) return []
    throw error
  }
}
