/** What in the project a registry publishes, as its manifests say. */
import type { ProjectPackage } from '../../contract/model/check.ts'
import { baseName } from '../formats/path-names.ts'
import { fact } from './fact.ts'
import { isTestData } from './paths.ts'
import { readOrNothing, textOf } from './read.ts'

/** Nobody publishes more from one tree, and nobody reads a longer list. */
const MOST = 200
/** Folders of what others made, and of what only shows how something is used. */
const NOT_OURS = /(?:^|\/)(?:node_modules|vendor|third_party|examples?|fixtures?|tests?|__tests__)\//i

export const packages = fact({
  id: 'packages',
  async gather({ tree, pause, remember }): Promise<ProjectPackage[]> {
    // Nobody waits for these parsers who does not ask for this.
    const { manifestOf } = await import('../formats/manifests.ts')
    const found: ProjectPackage[] = []
    for (const path of tree.paths) {
      const manifest = manifestOf(baseName(path))
      if (!manifest || isTestData(path) || NOT_OURS.test(path)) continue
      await pause()
      const named = remember('packages', path, () => readOrNothing(() => manifest.read(textOf(tree, path))))
      if (named) found.push({ ecosystem: manifest.ecosystem, ...named, path })
      if (found.length === MOST) break
    }
    return found
  },
})
