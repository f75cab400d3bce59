import { z } from 'zod'

/** One host that a session talks to, and what it receives: shown before anything is sent. */
export const Recipient = z.object({
  role: z.enum(['sign-in', 'certificate', 'timestamp', 'log']),
  host: z.string(),
  /** What this host gets to see, in one short sentence. */
  receives: z.string(),
  /** Whether it publishes what it receives. */
  isPublic: z.boolean(),
})
export type Recipient = z.infer<typeof Recipient>

/** A Sigstore deployment. */
export const Instance = z.object({
  id: z.string(),
  title: z.string(),
  /** A practice instance is private to this machine: its bundles prove nothing to others. */
  isPractice: z.boolean(),
  log: z.string(),
})
export type Instance = z.infer<typeof Instance>
