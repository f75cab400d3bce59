import type { Clock } from '../../electron/core/ports.ts'

/** A clock that moves only when somebody sleeps or tells it to. */
export interface FakeClock extends Clock {
  readonly slept: number[]
  advance(ms: number): void
}

export function fakeClock(start = '2026-11-23T10:41:00.000Z'): FakeClock {
  let now = Date.parse(start)
  const slept: number[] = []
  return {
    slept,
    now: () => new Date(now),
    advance(ms) {
      now += ms
    },
    async sleep(ms, signal) {
      signal.throwIfAborted()
      slept.push(ms)
      now += ms
    },
  }
}
