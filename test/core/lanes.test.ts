import { describe, expect, test } from 'vitest'
import { inLanes, inTwoLegs } from '../../electron/core/lanes.ts'

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

describe('in two legs', () => {
  const items = Array.from({ length: 40 }, (_, i) => i)

  test('every item goes through both, in this order, and neither has more than the limit under way', async () => {
    const now = { first: 0, second: 0 }
    const most = { first: 0, second: 0 }
    const done: Record<'first' | 'second', number[]> = { first: [], second: [] }
    const leg = (name: 'first' | 'second', ms: number) => async (i: number) => {
      most[name] = Math.max(most[name], ++now[name])
      if (name === 'second') expect(done.first).toContain(i)
      await new Promise((resolve) => setTimeout(resolve, ms))
      now[name]--
      done[name].push(i)
    }
    await inTwoLegs(items, 5, leg('first', 1), leg('second', 4))
    expect(done.first.toSorted((a, b) => a - b)).toEqual(items)
    expect(done.second.toSorted((a, b) => a - b)).toEqual(items)
    expect(most).toEqual({ first: 5, second: 5 })
  })

  test('the next items begin before what is left of the last ones is done', async () => {
    const order: string[] = []
    await inTwoLegs(
      [0, 1],
      1,
      async (i) => void order.push(`first ${i}`),
      async (i) => void order.push(`second ${i}`),
    )
    expect(order).toEqual(['first 0', 'first 1', 'second 0', 'second 1'])
  })

  test.each(['first', 'second'] as const)(
    'after an error in the %s, nothing new starts and all is waited for',
    async (where) => {
      let underWay = 0
      const begun: number[] = []
      const leg = (name: string) => async (i: number) => {
        if (name === 'first') begun.push(i)
        if (name === where && i === 3) throw new Error('it broke')
        underWay++
        await tick()
        underWay--
      }
      await expect(inTwoLegs(items, 2, leg('first'), leg('second'))).rejects.toThrow('it broke')
      expect(underWay).toBe(0)
      expect(begun.length).toBeLessThan(12)
    },
  )
})
