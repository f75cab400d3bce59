/** What a person is asked in a window that the page cannot reach, before something is deleted or accepted. */
import { z } from 'zod'
import { Sha256 } from './file.ts'
import { SecretsPlace } from './secrets.ts'
import { Change } from './seen.ts'
import { DataFolder } from './settings.ts'

export const Question = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('forget-instance'),
    id: Sha256,
    title: z.string(),
    origin: z.string(),
    /** Whether the settings name it. */
    isChosen: z.boolean(),
  }),
  z.object({
    kind: z.literal('forget-release'),
    title: z.string(),
    createdAt: z.iso.datetime(),
    files: z.number().int().positive(),
    /** Whether it could still be gone on with. */
    isUnfinished: z.boolean(),
  }),
  z.object({
    kind: z.literal('forget-project'),
    name: z.string(),
    addedAt: z.iso.datetime(),
    /** Findings that would be asked about again. */
    dismissed: z.number().int().nonnegative(),
  }),
  z.object({
    kind: z.literal('accept-change'),
    /** The purl of the package. */
    name: z.string(),
    /** The last version that was as before. */
    since: z.string(),
    changes: z.array(Change).min(1),
    reason: z.string(),
  }),
  z.object({ kind: z.literal('forget-everything'), data: DataFolder, secrets: SecretsPlace }),
])
export type Question = z.infer<typeof Question>

export const Answer = z.enum(['granted', 'refused'])
export type Answer = z.infer<typeof Answer>
