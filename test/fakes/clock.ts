import { systemClock } from '../../electron/adapters/clock.ts'
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

/** As the real one, but for waits between two attempts, which are over at once. */
export const hurriedClock = (now: () => Date = () => new Date()): Clock => ({
  now,
  async sleep(ms, signal) {
    if (ms > 60_000) return systemClock.sleep(ms, signal)
    signal.throwIfAborted()
  },
})
