import type { Spot } from '../adapters/worker-words.ts'

/** What a job has besides its input. */
export interface JobContext {
  readonly signal: AbortSignal
  /** To be called every now and then: whoever says nothing for long is ended. */
  readonly alive: (bytes: number, step?: string) => void
  /** What it is busy with from now on: told before it begins. */
  readonly at: (spot: Spot) => void
}
