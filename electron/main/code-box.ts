import { fault } from '../contract/faults.ts'
import type { AskCode } from '../core/ports.ts'

/** Where a page leaves the code that the sign-in of its session waits for. It keeps nothing that nobody waits for. */
export interface CodeBox {
  /** Whether somebody was waiting. */
  put(code: string): boolean
  readonly wait: AskCode
}

export function openCodeBox(): CodeBox {
  let take: ((code: string) => void) | undefined
  return {
    put(code) {
      const isWaitedFor = take !== undefined
      take?.(code)
      take = undefined
      return isWaitedFor
    },
    wait: (signal) =>
      new Promise((resolve, reject) => {
        const stop = () => {
          take = undefined
          reject(fault('cancelled'))
        }
        if (signal.aborted) return stop()
        signal.addEventListener('abort', stop, { once: true })
        take = (code) => {
          signal.removeEventListener('abort', stop)
          resolve(code)
        }
      }),
  }
}
