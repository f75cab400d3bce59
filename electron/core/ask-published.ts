/** The score that Scorecard published of a repository (its REST API: `GET /projects/{platform}/{org}/{repo}`). */
import { z } from 'zod'
import { PublishedScore } from '../contract/model/published.ts'
import { type AskNeeds, askJson, unreadable } from './ask-json.ts'

const MAX_BYTES = 16 * 1024 * 1024
/** Where it publishes any. */
const PLATFORMS = new Set(['github.com', 'gitlab.com'])

const Answer = z.object({
  /** A day, or a moment of it (RFC 3339). */
  date: z.string(),
  repo: z.object({ name: z.string(), commit: z.string() }),
  scorecard: z.object({ version: z.string() }),
  score: z.number(),
  checks: z.array(
    z.object({
      name: z.string(),
      score: z.number(),
      details: z
        .array(z.string())
        .nullish()
        .transform((all) => all ?? []),
    }),
  ),
})

/** Whether any score may be published of a repository, as `host/owner/name`. */
export const isPublishable = (repository: string): boolean => PLATFORMS.has(repository.split('/')[0] ?? '')

/** Undefined where none was published. Faults: `network.*`, `evidence.unreadable`, `cancelled`. */
export async function publishedScore(repository: string, needs: AskNeeds): Promise<PublishedScore | undefined> {
  const path = `/projects/${repository.split('/').map(encodeURIComponent).join('/')}`
  const answer = await askJson(needs, { path, shape: Answer, purpose: 'published-score', maxBytes: MAX_BYTES })
  if (!answer) return undefined
  const { date, repo, scorecard, score, checks } = answer
  if (repo.name.toLowerCase() !== repository) throw unreadable(needs.base, 'it answers another question')
  const said = { date: date.slice(0, 10), commit: repo.commit, version: scorecard.version, score, checks }
  const { data } = PublishedScore.safeParse(said)
  if (!data) throw unreadable(needs.base, 'it is none of its API')
  return data
}
