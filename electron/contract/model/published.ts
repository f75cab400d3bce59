/** What Scorecard published of a project, held beside what was found here. */
import { z } from 'zod'

export const PublishedCheck = z.object({
  /** As Scorecard calls it. */
  name: z.string().max(100),
  score: z.number().int().min(-1).max(10),
  /** The lines of its result. */
  details: z.array(z.string()),
})
export type PublishedCheck = z.infer<typeof PublishedCheck>

/** A score as Scorecard's API has it. */
export const PublishedScore = z.object({
  /** The day on which it was taken. */
  date: z.iso.date(),
  /** Lower-case hexadecimal. */
  commit: z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/),
  /** Of Scorecard. */
  version: z.string().max(100),
  /** 0 to 10, rounded; -1 where it cannot be told. */
  score: z.number().min(-1).max(10),
  checks: z.array(PublishedCheck),
})
export type PublishedScore = z.infer<typeof PublishedScore>

/** What the API said of a repository, and when; without a score, none was published. */
export const PublishedAnswer = z.object({ score: PublishedScore.exactOptional(), at: z.iso.datetime() })
export type PublishedAnswer = z.infer<typeof PublishedAnswer>

/** Since the commit that was scored, a file changed: in the working tree, in commits that are not pushed, or in pushed ones. */
export const FileChange = z.enum(['uncommitted', 'unpushed', 'since'])
export type FileChange = z.infer<typeof FileChange>

/**
 * Why a check has another score here: the files that it rests on changed; it is not among those that were published; one of
 * the two could not tell; others were asked too, who know more than the files; the rules are those of another version;
 * another commit was scored, which may be one that is not here; or nothing of these.
 */
export const DifferenceReason = z.discriminatedUnion('is', [
  z.object({ is: z.literal('files'), change: FileChange, paths: z.array(z.string()) }),
  z.object({ is: z.literal('not-published') }),
  z.object({ is: z.literal('untold'), where: z.enum(['here', 'there']) }),
  z.object({ is: z.literal('others'), who: z.string() }),
  z.object({ is: z.literal('version') }),
  z.object({ is: z.literal('commit'), isHere: z.boolean() }),
  z.object({ is: z.literal('unknown') }),
])
export type DifferenceReason = z.infer<typeof DifferenceReason>

export const Difference = z.object({
  name: z.string(),
  /** -1 where it could not be told; missing where it was not published. */
  there: z.number().int().min(-1).max(10).exactOptional(),
  here: z.number().int().min(-1).max(10),
  reason: DifferenceReason,
})
export type Difference = z.infer<typeof Difference>

/** The published score beside the one on screen. */
export const Comparison = z.object({
  date: z.iso.date(),
  commit: z.string(),
  version: z.string(),
  score: z.number(),
  /** Both aggregates over the checks that both could tell: only those can be compared. Missing where there are none. */
  common: z.object({ checks: z.number().int(), here: z.number(), there: z.number() }).exactOptional(),
  differences: z.array(Difference),
  /** What was published of checks that cannot be told from a working tree, by their names. */
  others: z.record(z.string(), z.number()),
})
export type Comparison = z.infer<typeof Comparison>
