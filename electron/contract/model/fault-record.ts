import { z } from 'zod'

/** A fault as it crosses the wire: its code, and the words that fill the gaps in its title and hint. */
export const FaultRecord = z.object({
  code: z.string(),
  details: z.record(z.string(), z.string()),
})
export type FaultRecord = z.infer<typeof FaultRecord>
