/** Which repositories OSS-Fuzz fuzzes: the list of its builds (`status.json`), as Scorecard reads it. */
import { z } from 'zod'
import { type AskNeeds, askJson, unreadable } from './ask-json.ts'
import { repositoryName } from './repository-name.ts'

/** Each project comes with the history of its builds. */
const MAX_BYTES = 128 * 1024 * 1024

const Status = z.object({ projects: z.array(z.object({ main_repo: z.string().max(2000).nullish() })) })

/** As `host/owner/name`. Faults: `network.*`, `evidence.unreadable`, `cancelled`. */
export async function fuzzedRepositories(needs: AskNeeds): Promise<ReadonlySet<string>> {
  const status = await askJson(needs, {
    path: '/status.json',
    shape: Status,
    purpose: 'fuzzing',
    maxBytes: MAX_BYTES,
  })
  if (!status) throw unreadable(needs.base, 'status 404')
  const names = status.projects.map(({ main_repo: address }) => repositoryName(address ?? ''))
  return new Set(names.filter((name) => name !== undefined))
}
