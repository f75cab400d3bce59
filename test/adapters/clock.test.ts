import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { systemClock } from '../../electron/adapters/clock.ts'

test('it is now', () => {
  const before = Date.now()
  const now = systemClock.now().getTime()
  expect(now).toBeGreaterThanOrEqual(before)
  expect(now).toBeLessThanOrEqual(Date.now())
})

test('a sleep ends, and leaves nothing on the signal', async () => {
  const { signal } = new AbortController()
  await systemClock.sleep(1, signal)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('a sleep is cut short by its signal', async () => {
  const abort = new AbortController()
  const slept = systemClock.sleep(3_600_000, abort.signal)
  abort.abort()
  await expect(slept).rejects.toMatchObject({ name: 'AbortError' })
  await expect(systemClock.sleep(3_600_000, abort.signal)).rejects.toMatchObject({ name: 'AbortError' })
})
