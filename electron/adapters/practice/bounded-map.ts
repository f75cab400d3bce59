/** A map that forgets: each value after a while, and the oldest when there are too many. */
export interface BoundedMap<Value> {
  set(key: string, value: Value): void
  get(key: string): Value | undefined
  /** Returns the value once. */
  take(key: string): Value | undefined
}

/** `lifetimeMs` counts from when a value was set; at most `most` values are kept. */
export function boundedMap<Value>(options: { lifetimeMs: number; most: number; now: () => Date }): BoundedMap<Value> {
  const kept = new Map<string, { value: Value; until: number }>()

  function get(key: string): Value | undefined {
    const found = kept.get(key)
    if (found && found.until <= options.now().getTime()) kept.delete(key)
    return kept.get(key)?.value
  }

  return {
    set(key, value) {
      // A Map keeps the order of insertion: the first one is the oldest.
      const [oldest] = kept.keys()
      if (kept.size >= options.most && oldest !== undefined) kept.delete(oldest)
      kept.set(key, { value, until: options.now().getTime() + options.lifetimeMs })
    },
    get,
    take(key) {
      const value = get(key)
      kept.delete(key)
      return value
    },
  }
}
