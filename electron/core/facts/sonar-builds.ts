/** Maven builds that name a Sonar server. */
import type { CheckLocation } from '../../contract/model/check.ts'
import { FILE_TYPE } from '../../contract/model/file-type.ts'
import { isTooLong } from '../formats/go-text.ts'
import { baseName } from '../formats/path-names.ts'
import { fact, Unknown } from './fact.ts'
import { isTestData } from './paths.ts'
import { textOf } from './read.ts'

/** White space is that of ASCII, as in Go. */
const SERVER = /<sonar\.host\.url>[\t\n\f\r ]*([^\t\n\f\r ]+)[\t\n\f\r ]*<\/sonar\.host\.url>/

/** The first of each file. */
export const sonarBuilds = fact({
  id: 'sonar-builds',
  async gather({ tree, pause }): Promise<CheckLocation[]> {
    const found: CheckLocation[] = []
    for (const path of tree.paths) {
      if (isTestData(path) || baseName(path).toLowerCase() !== 'pom.xml') continue
      await pause()
      const text = textOf(tree, path)
      const [, snippet] = SERVER.exec(text) ?? []
      if (snippet === undefined) continue
      // Scorecard names the first line that has the tag, whether it is the one that matched or not.
      const [line, end] = ['<sonar.host.url>', '</sonar.host.url>'].map((tag) => lineOf(text, tag))
      found.push({ path, type: FILE_TYPE.source, line: line ?? 1, end: end ?? 1, snippet })
    }
    return found
  },
})

function lineOf(text: string, tag: string): number {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => isTooLong(line) || line.includes(tag))
  if (!isTooLong(lines[at] ?? '')) return at + 1
  throw new Unknown('internal error: scanner.Err(): bufio.Scanner: token too long', {
    why: 'A pom.xml has a line of 64 KiB and more.',
    helps: 'Break the line.',
  })
}
