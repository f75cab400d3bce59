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

/**
 * Calls `first` for each item, and `second` once that is done: at most `limit` of either are under way. `second` waits for
 * the next round of the event loop, so that the `first` of other items begins before it: where the one asks others and the
 * other computes, nobody waits for nothing. Errors are treated as by `inLanes`.
 */
export async function inTwoLegs<T>(
  items: readonly T[],
  limit: number,
  first: (item: T) => Promise<void>,
  second: (item: T) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>()
  const errors: unknown[] = []
  const goOn = async (item: T) => {
    await new Promise((resolve) => setImmediate(resolve))
    try {
      if (errors.length === 0) await second(item)
    } catch (error) {
      errors.push(error)
    }
  }
  const begin = async (item: T) => {
    if (errors.length > 0) throw errors[0]
    await first(item)
    while (underWay.size >= limit) await Promise.race(underWay)
    const job: Promise<void> = goOn(item).finally(() => underWay.delete(job))
    underWay.add(job)
  }
  try {
    await inLanes(items, limit, begin)
  } catch (error) {
    errors.push(error)
  }
  await Promise.all(underWay)
  if (errors.length > 0) throw errors[0]
}
