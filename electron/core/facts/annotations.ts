/** What the maintainers say of checks: `scorecard.yml` (Scorecard's package `config`). It never changes a score. */
import { fact } from './fact.ts'
import { readOrNothing, textOf } from './read.ts'

/** What each check is said to be, by its name in lower case: sentences in Scorecard's words. */
export type Annotations = ReadonlyMap<string, readonly string[]>

/** The first that is there speaks; one that is no such file says nothing. */
const PLACES = ['', '.', '.github/'].flatMap((where) => [`${where}scorecard.yml`, `${where}scorecard.yaml`])

export const annotations = fact({
  id: 'annotations',
  async gather({ tree }): Promise<Annotations> {
    const said = new Map<string, string[]>()
    const path = PLACES.find((place) => tree.paths.includes(place))
    if (path === undefined) return said
    const text = readOrNothing(() => textOf(tree, path))
    if (text === undefined) return said
    // Most projects have no such file, and nobody waits for its parsers there.
    const { annotationsIn } = await import('../formats/annotations.ts')
    for (const { checks, sentences } of annotationsIn(text)) {
      for (const check of checks) said.set(check, [...(said.get(check) ?? []), ...sentences])
    }
    return said
  },
})
