/** One piece of work for several that wait: it goes on as long as one of them does. */
import { fault } from '../../contract/faults.ts'

/**
 * Runs at most once at a time, and never again once it has succeeded. Whoever cancels stops waiting; the work itself is
 * cancelled with the last one. Fault of a wait that was cancelled: `cancelled`.
 */
export function sharedRun<T>(work: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let running: { readonly result: Promise<T>; readonly controller: AbortController; waiting: number } | undefined

  function begin() {
    const controller = new AbortController()
    const run = { result: work(controller.signal), controller, waiting: 0 }
    run.result.catch(() => {
      if (running === run) running = undefined
    })
    running = run
    return run
  }

  return async (signal) => {
    if (signal.aborted) throw fault('cancelled')
    const run = running ?? begin()
    run.waiting++
    let onAbort = () => {}
    const cancelled = new Promise<never>((_, reject) => {
      onAbort = () => reject(fault('cancelled'))
      signal.addEventListener('abort', onAbort, { once: true })
    })
    try {
      return await Promise.race([run.result, cancelled])
    } finally {
      signal.removeEventListener('abort', onAbort)
      run.waiting--
      if (run.waiting === 0 && signal.aborted) {
        if (running === run) running = undefined
        run.controller.abort()
      }
    }
  }
}
