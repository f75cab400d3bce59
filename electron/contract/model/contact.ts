/** Whom the program talked to. */
import { z } from 'zod'

/** What a host is talked to for. */
export const Purpose = z.enum([
  'sign-in',
  'certificate',
  'timestamp',
  'log',
  'trust',
  'identity',
  'evidence',
  'advisories',
  'fuzzing',
  'published-score',
  'other',
])
export type Purpose = z.infer<typeof Purpose>

/** A host that was talked to for one purpose in this run of the program. Times are ISO 8601 in UTC. */
export const Contact = z.object({
  /** With its port, where it is not that of the scheme. */
  host: z.string(),
  purpose: Purpose,
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  /** How many requests were sent, those without an answer included. */
  count: z.number().int().positive(),
})
export type Contact = z.infer<typeof Contact>
