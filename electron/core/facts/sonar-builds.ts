/** Maven builds that name a Sonar server. */
import { type CheckLocation, FILE_TYPE } from '../../contract/model/check.ts'
import { baseName } from '../formats/path-names.ts'
import { fact } from './fact.ts'
import { isTestData } from './paths.ts'
import { textOf } from './read.ts'

const SERVER = /<sonar\.host\.url>\s*(\S+)\s*<\/sonar\.host\.url>/

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

const lineOf = (text: string, tag: string): number => text.slice(0, text.indexOf(tag)).split('\n').length
