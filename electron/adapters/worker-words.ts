/** What a worker is asked to do, and what it answers. Its answers are parsed: whatever it read may have taken it over. */
import { z } from 'zod'
import { FaultRecord } from '../contract/model/fault-record.ts'
import type { Asking, Subject } from '../core/verify/examine.ts'

/** Examines files. `withDetails`: what is in their bundles is wanted too. */
export interface ExamineJob {
  readonly kind: 'examine'
  readonly subjects: readonly Subject[]
  readonly asking: Asking
  readonly withDetails: boolean
}

/** What a worker is busy with: a file that is read, or a check that judges. */
export const Spot = z.union([z.object({ file: z.string() }), z.object({ check: z.string() })])
export type Spot = z.infer<typeof Spot>

/** Looks at the health of a project. */
export interface ScanJob {
  readonly kind: 'scan'
  readonly root: string
  /** Ids of checks. */
  readonly checks: readonly string[]
  /** The files that belong to the project; missing where everything in the folder does. */
  readonly paths?: readonly string[]
  /** Lines of the files around what was found are wanted too. */
  readonly withExcerpts?: boolean
  /** The same project will be looked at again: what was made of its files is kept. */
  readonly isKept?: boolean
  /** Since the last job of the same kind for the same files, nothing but these changed; missing where it may be anything. */
  readonly changed?: readonly string[]
  /** A worker was lost with it: each spot is told, and these, at which one was lost, are left alone. */
  readonly careful?: readonly Spot[]
  /** OSS-Fuzz was asked, and fuzzes it. */
  readonly isFuzzed?: boolean
  /** Aliases in workflows stand for what they name. */
  readonly withAliases?: boolean
}

export type Job = ExamineJob | ScanJob

/** `cancel` ends the job of that number; it answers all the same. */
export type WorkerRequest = { readonly id: number; readonly do: Job } | { readonly id: number; readonly do: 'cancel' }

/** `alive` says that it goes on, with the bytes that were read since, with what is done, and with what comes next. `fault` is that of the job as a whole. */
export const WorkerAnswer = z.discriminatedUnion('is', [
  z.object({
    id: z.number(),
    is: z.literal('alive'),
    bytes: z.number(),
    step: z.string().exactOptional(),
    spot: Spot.exactOptional(),
  }),
  z.object({ id: z.number(), is: z.literal('done'), value: z.unknown() }),
  z.object({ id: z.number(), is: z.literal('fault'), fault: FaultRecord }),
])
export type WorkerAnswer = z.infer<typeof WorkerAnswer>
