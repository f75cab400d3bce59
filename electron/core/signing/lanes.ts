/** Runs one job per file, a few at a time, in order. */

/**
 * Calls `run` for each item with at most `limit` under way. When one call throws, no new one starts, those under way are
 * waited for, and the first error is thrown: nothing is left running behind the caller's back.
 */
export async function inLanes<T>(items: readonly T[], limit: number, run: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values()
  const errors: unknown[] = []
  const lane = async () => {
    for (const item of queue) {
      try {
        await run(item)
      } catch (error) {
        errors.push(error)
      }
      if (errors.length > 0) return
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane))
  if (errors.length > 0) throw errors[0]
}
