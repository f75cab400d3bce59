import { expect, test } from 'vitest'
import { inLanes } from '../../../electron/core/signing/lanes.ts'

const tick = () => new Promise((resolve) => setTimeout(resolve, 1))

test('every item once, in order of start, never more than the limit at a time', async () => {
  const started: number[] = []
  let now = 0
  let most = 0
  await inLanes(
    Array.from({ length: 50 }, (_, i) => i),
    7,
    async (i) => {
      started.push(i)
      most = Math.max(most, ++now)
      await tick()
      now--
    },
  )
  expect(started).toEqual(Array.from({ length: 50 }, (_, i) => i))
  expect(most).toBe(7)
})

test('after an error nothing new starts, what runs is waited for, and the first error is thrown', async () => {
  const finished: number[] = []
  const started: number[] = []
  const run = inLanes([0, 1, 2, 3, 4, 5, 6, 7], 3, async (i) => {
    started.push(i)
    if (i === 1) throw new Error('first')
    await tick()
    finished.push(i)
  })
  await expect(run).rejects.toThrow('first')
  expect(started).toEqual([0, 1, 2])
  expect(finished).toEqual([0, 2])
})

test('nothing to do is done', async () => {
  await expect(inLanes([], 8, () => Promise.reject(new Error('called')))).resolves.toBeUndefined()
})
