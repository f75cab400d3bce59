/**
 * One commit at a time, for everything that waits. While a commit runs, new items gather; the next commit takes them
 * all, so that many concurrent writers share one fsync.
 */
export interface GroupCommit<Item, Result> {
  /** Resolves with the item's result once its commit is done, rejects if it failed. */
  add(item: Item): Promise<Result>
  /** Resolves once nothing waits any more. */
  idle(): Promise<void>
}

/** The same for a work without items: whoever asks while it runs shares the next run with all the others who do. */
export function sharedRuns(work: () => Promise<void>): () => Promise<void> {
  const runs = groupCommit(async (waiting: readonly undefined[]) => {
    await work()
    return waiting
  })
  return async () => {
    await runs.add(undefined)
  }
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/** `commit` gets the items in the order of `add` and returns one result for each. */
export function groupCommit<Item, Result>(
  commit: (items: readonly Item[]) => Promise<readonly Result[]>,
): GroupCommit<Item, Result> {
  let waiting: Waiting<Item, Result>[] = []
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        const results = await commit(batch.map(({ item }) => item))
        batch.forEach(({ resolve }, i) => {
          resolve(results[i] as Result)
        })
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    running = undefined
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        // Starting a tick later lets requests that arrived together share the first commit too.
        running ??= Promise.resolve().then(run)
      }),
    idle: async () => {
      await running
    },
  }
}
