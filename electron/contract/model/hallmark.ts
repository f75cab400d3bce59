import { z } from 'zod'

/** The record of a finished release, drawn as four marks. Everything on it comes from the bundles. */
export const Hallmark = z.object({
  /** The identity that signed, exactly as the certificate has it. */
  maker: z.string(),
  /** The Scorecard score at signing, 0 to 10; null while the project has not been checked. */
  fineness: z.number().min(0).max(10).nullable(),
  /** The instance: its id, or its title where it was imported and its id is a digest. */
  office: z.string(),
  /** The time the timestamp authority gave, ISO 8601 in UTC. */
  date: z.iso.datetime(),
  /** Practice marks are drawn hollow. */
  isPractice: z.boolean(),
})
export type Hallmark = z.infer<typeof Hallmark>
