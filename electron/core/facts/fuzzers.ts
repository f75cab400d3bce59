/** Where a project is fuzzed or tested by properties, as its files show, and OSS-Fuzz where it was asked. */
import type { CheckLocation } from '../../contract/model/check.ts'
import { FILE_TYPE } from '../../contract/model/file-type.ts'
import { FUZZERS, type FuzzerPattern } from '../formats/fuzzers.ts'
import type { Tree } from '../ports.ts'
import { fact } from './fact.ts'
import { hasCommands, isTestData } from './paths.ts'
import { bytesOf, textOf } from './read.ts'

export interface Fuzzer {
  readonly tool: string
  /** Missing where the whole project is set up for it. */
  readonly at?: CheckLocation
}

const CLUSTER_FUZZ_LITE = '.clusterfuzzlite/Dockerfile'

export const fuzzers = fact({
  id: 'fuzzers',
  async gather({ tree, pause, remember, known }): Promise<Fuzzer[]> {
    const found: Fuzzer[] = []
    const configured = tree.paths.find((path) => path === CLUSTER_FUZZ_LITE)
    if (configured !== undefined && hasCommands(textOf(tree, configured), '#')) found.push({ tool: 'ClusterFuzzLite' })
    if (known?.isFuzzed) found.push({ tool: 'OSSFuzz' })
    const sources = sourcesIn(tree)
    for (const pattern of FUZZERS) {
      const lines: CheckLocation[] = []
      for (const ending of pattern.endings) {
        for (const path of sources.get(extensionOf(ending)) ?? []) {
          if (!path.toLowerCase().endsWith(ending)) continue
          await pause()
          lines.push(
            ...remember(`fuzzers ${pattern.line.source}`, path, () => linesIn(sourceOf(tree, path), path, pattern)),
          )
        }
        // Scorecard counts what it found under the endings before once more.
        found.push(...lines.map((at) => ({ tool: pattern.tool, at })))
      }
    }
    return found
  },
})

/** By what stands behind the last dot, in lower case: no path is looked at for each language. */
function sourcesIn({ paths }: Tree): ReadonlyMap<string, readonly string[]> {
  const wanted = new Map(FUZZERS.flatMap(({ endings }) => endings.map((one) => [extensionOf(one), [] as string[]])))
  for (const path of paths) {
    const list = wanted.get(extensionOf(path).toLowerCase())
    if (list && !isTestData(path)) list.push(path)
  }
  return wanted
}

const extensionOf = (path: string): string => path.slice(path.lastIndexOf('.'))

/** More than a parser is given: sources are only searched. */
const MAX_BYTES = 64 * 1024 * 1024
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const sourceOf = (tree: Tree, path: string): string => decoder.decode(bytesOf(tree, path, MAX_BYTES))

function linesIn(text: string, path: string, { line: pattern }: FuzzerPattern): CheckLocation[] {
  // Most files have none: they are not taken apart.
  if (!pattern.test(text)) return []
  return text.split('\n').flatMap((line, i): CheckLocation[] => {
    const [snippet] = pattern.exec(line) ?? []
    return snippet === undefined ? [] : [{ path, type: FILE_TYPE.source, line: i + 1, snippet }]
  })
}
