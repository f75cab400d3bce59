/** Maven builds that name a Sonar server. */
import { type CheckLocation, FILE_TYPE } from '../../contract/model/check.ts'
import { baseName } from '../formats/path-names.ts'
import { fact } from './fact.ts'
import { isTestData } from './paths.ts'
import { textOf } from './read.ts'

const SERVER = /<sonar\.host\.url>\s*(\S+)\s*<\/sonar\.host\.url>/g

/** One place for each of them. */
export const sonarBuilds = fact({
  id: 'sonar-builds',
  async gather({ tree, pause }): Promise<CheckLocation[]> {
    const found: CheckLocation[] = []
    for (const path of tree.paths) {
      if (isTestData(path) || baseName(path).toLowerCase() !== 'pom.xml') continue
      await pause()
      const text = textOf(tree, path)
      for (const match of text.matchAll(SERVER)) {
        const line = text.slice(0, match.index).split('\n').length
        found.push({ path, type: FILE_TYPE.source, line, ...(match[1] ? { snippet: match[1] } : {}) })
      }
    }
    return found
  },
})
