/** Whether OSS-Fuzz fuzzes a repository, by the list of its projects: kept in the cache, with the day on which it was had. */
import { z } from 'zod'
import type { OssFuzzAnswer } from '../contract/model/endpoints.ts'
import { fuzzedRepositories } from '../core/ask-oss-fuzz.ts'
import { cacheFile } from './cache-file.ts'
import type { Services } from './services.ts'

export interface OssFuzz {
  /** By what was said within the last week, as `host/owner/name`. Asks nobody. */
  known(repository: string): Promise<OssFuzzAnswer | undefined>
  /** Asks anew: it is told nothing of the repository. Faults: `network.*`, `evidence.unreadable`, `settings.endpoint`, `cancelled`. */
  ask(repository: string, signal: AbortSignal): Promise<OssFuzzAnswer>
}

const WEEK_MS = 7 * 86_400_000
const Kept = z.object({ version: z.literal(1), at: z.number(), repositories: z.array(z.string()) })
type Kept = z.infer<typeof Kept>

export function createOssFuzz(services: Services, dataFolder: string): OssFuzz {
  const file = cacheFile<Kept>(dataFolder, 'oss-fuzz.json', Kept, { version: 1, at: 0, repositories: [] })

  const answer = ({ at, repositories }: Kept, repository: string): OssFuzzAnswer => ({
    isFuzzed: repositories.includes(repository),
    at: new Date(at).toISOString(),
  })

  return {
    async known(repository) {
      const kept = await file.load()
      return kept.at > services.clock.now().getTime() - WEEK_MS ? answer(kept, repository) : undefined
    },
    async ask(repository, signal) {
      const repositories = await fuzzedRepositories(await services.open('oss-fuzz', signal))
      const kept: Kept = { version: 1, at: services.clock.now().getTime(), repositories: [...repositories] }
      await file.keep(kept)
      return answer(kept, repository)
    },
  }
}
