import { fault } from '../contract/faults.ts'
import type { Clock } from '../core/ports.ts'

export interface Patience {
  readonly clock: Clock
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/**
 * What a person does, the clock, or the person who cancels: whoever is first. The act is told to stop when the wait is
 * over. Faults: `auth.timeout`, `cancelled`.
 */
export async function waitForPerson<T>(act: (signal: AbortSignal) => Promise<T>, patience: Patience): Promise<T> {
  const { clock, timeoutMs, signal } = patience
  const over = new AbortController()
  const onAbort = () => over.abort()
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  const late = clock.sleep(timeoutMs, over.signal).then(() => {
    throw fault('auth.timeout')
  })
  const done = act(over.signal)
  // Whoever is second is not listened to.
  done.catch(() => {})
  try {
    return await Promise.race([done, late])
  } catch (error) {
    throw signal.aborted ? fault('cancelled') : error
  } finally {
    signal.removeEventListener('abort', onAbort)
    over.abort()
  }
}
