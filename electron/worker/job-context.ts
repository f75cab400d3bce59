/** What a job has besides its input. */
export interface JobContext {
  readonly signal: AbortSignal
  /** To be called every now and then: whoever says nothing for long is ended. */
  readonly alive: (bytes: number, step?: string) => void
}
