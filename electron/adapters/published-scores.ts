/** Scores that Scorecard published: kept in the cache, with the day on which each was asked for. */
import { z } from 'zod'
import { PublishedAnswer } from '../contract/model/published.ts'
import { publishedScore } from '../core/ask-published.ts'
import { cacheFile } from './cache-file.ts'
import type { Services } from './services.ts'

export interface PublishedScores {
  /** What was said within the last week of a repository, as `host/owner/name`. Asks nobody. */
  known(repository: string): Promise<PublishedAnswer | undefined>
  /** Asks anew. Faults: `network.*`, `evidence.unreadable`, `settings.endpoint`, `cancelled`. */
  ask(repository: string, signal: AbortSignal): Promise<PublishedAnswer>
}

const WEEK_MS = 7 * 86_400_000
/** Projects that one person looks after. */
const MOST_KEPT = 500

const Cache = z.object({ version: z.literal(1), repositories: z.record(z.string(), PublishedAnswer) })
type Cache = z.infer<typeof Cache>

export function createPublishedScores(services: Services, dataFolder: string): PublishedScores {
  const file = cacheFile<Cache>(dataFolder, 'published.json', Cache, { version: 1, repositories: {} })
  const now = () => services.clock.now()
  return {
    async known(repository) {
      const said = (await file.load()).repositories[repository]
      return said && now().getTime() - Date.parse(said.at) < WEEK_MS ? said : undefined
    },
    async ask(repository, signal) {
      const score = await publishedScore(repository, await services.open('scorecard', signal))
      const answer: PublishedAnswer = { at: now().toISOString(), ...(score ? { score } : {}) }
      const { [repository]: _, ...others } = (await file.load()).repositories
      // The newest stands last.
      const kept = Object.entries({ ...others, [repository]: answer }).slice(-MOST_KEPT)
      await file.keep({ version: 1, repositories: Object.fromEntries(kept) })
      return answer
    },
  }
}
