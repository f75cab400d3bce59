/** Asks OSV which vulnerabilities packages have (its API, version 1). Answers are somebody else's: each is parsed. */
import { z } from 'zod'
import type { LockedPackage } from '../contract/model/advisory.ts'
import { type AskNeeds, askJson, unreadable } from './ask-json.ts'
import { inLanes } from './lanes.ts'

/** OSV takes so many at once. */
const BATCH = 1000
const MAX_BYTES = 32 * 1024 * 1024
/** One package with more pages than this is none of this world. */
const MOST_PAGES = 50
const LANES = 6

const Batch = z.object({
  results: z.array(
    z.object({
      vulns: z.array(z.object({ id: z.string().max(200) })).optional(),
      next_page_token: z.string().optional(),
    }),
  ),
})

const Vulnerability = z.object({ id: z.string().max(200), aliases: z.array(z.string().max(200)).default([]) })

interface Query {
  readonly index: number
  readonly token?: string
}

/** The ids for each package, in the order of the packages. Faults: `network.*`, `evidence.unreadable`, `cancelled`. */
export async function vulnerabilitiesOf(packages: readonly LockedPackage[], needs: AskNeeds): Promise<string[][]> {
  const found: string[][] = packages.map(() => [])
  let waiting: readonly Query[] = packages.map((_, index) => ({ index }))
  for (let page = 0; waiting.length > 0; page++) {
    if (page === MOST_PAGES) throw unreadable(needs.base, 'it has no end')
    const next: Query[] = []
    await inLanes(batches(waiting), LANES, async (batch) => {
      const queries = batch.map(({ index, token }) => {
        const { name, ecosystem, version, commit } = packages[index] ?? { name: '', ecosystem: '', version: '' }
        const about = commit === undefined ? { package: { name, ecosystem }, version } : { commit }
        return { ...about, ...(token === undefined ? {} : { page_token: token }) }
      })
      const { results } = await asked('/v1/querybatch', Batch, needs, { queries })
      if (results.length !== batch.length) throw unreadable(needs.base, 'it answers other questions')
      for (const [i, { vulns = [], next_page_token: token }] of results.entries()) {
        const index = batch[i]?.index ?? 0
        found[index]?.push(...vulns.map(({ id }) => id))
        if (token) next.push({ index, token })
      }
    })
    waiting = next
  }
  return found
}

/** The other names of each. Faults: as above. */
export async function aliasesOf(ids: readonly string[], needs: AskNeeds): Promise<Map<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>()
  await inLanes([...ids], LANES, async (id) => {
    const { aliases } = await asked(`/v1/vulns/${encodeURIComponent(id)}`, Vulnerability, needs)
    found.set(id, aliases)
  })
  return found
}

const batches = (queries: readonly Query[]): Query[][] =>
  Array.from({ length: Math.ceil(queries.length / BATCH) }, (_, i) => queries.slice(i * BATCH, (i + 1) * BATCH))

/** Where OSV has no such page, it is not the API. */
async function asked<T extends z.ZodType>(
  path: string,
  shape: T,
  needs: AskNeeds,
  send?: object,
): Promise<z.output<T>> {
  const question = { path, shape, purpose: 'advisories', maxBytes: MAX_BYTES } as const
  const answer = await askJson(needs, send ? { ...question, send } : question)
  if (answer === undefined) throw unreadable(needs.base, 'status 404')
  return answer
}
