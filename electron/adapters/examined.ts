/** What a worker answers of a file: parsed, like all that it says. */
import { z } from 'zod'
import { FaultRecord } from '../contract/model/fault-record.ts'
import { BundleDetails, Examination } from '../contract/model/verification.ts'

/** What came of one file: a fault keeps no other from being examined. */
export const Examined = z.union([
  z.object({
    examination: Examination,
    details: BundleDetails.exactOptional(),
    /** What the file says it is, by its own word: a purl with its version, and a repository. */
    identified: z.object({ purl: z.string(), repository: z.string().exactOptional() }).exactOptional(),
  }),
  z.object({ fault: FaultRecord }),
])
export type Examined = z.infer<typeof Examined>
