import { expect, test } from 'vitest'
import { groupCommit } from '../../../electron/adapters/group-commit.ts'
import { boundedMap } from '../../../electron/adapters/practice/bounded-map.ts'

test('what arrives during a commit shares the next one', async () => {
  const commits: number[][] = []
  const commit = groupCommit(async (items: readonly number[]) => {
    commits.push([...items])
    await new Promise((resolve) => setTimeout(resolve, 5))
    return items.map((item) => item * 2)
  })
  const first = [commit.add(1), commit.add(2)]
  await new Promise((resolve) => setTimeout(resolve, 1))
  const second = [commit.add(3), commit.add(4), commit.add(5)]
  expect(await Promise.all([...first, ...second])).toEqual([2, 4, 6, 8, 10])
  expect(commits).toEqual([
    [1, 2],
    [3, 4, 5],
  ])
})

test('a commit that fails fails its own items only', async () => {
  const commit = groupCommit(async ([item = 0]: readonly number[]) => {
    if (item === 1) throw new Error('disk full')
    return [item]
  })
  await expect(commit.add(1)).rejects.toThrow('disk full')
  expect(await commit.add(2)).toBe(2)
  await commit.idle()
})

test('a bounded map forgets what is old, what was taken, and what is too much', () => {
  let time = 0
  const map = boundedMap<string>({ lifetimeMs: 10, most: 2, now: () => new Date(time) })
  map.set('a', 'A')
  map.set('b', 'B')
  map.set('c', 'C')
  expect([map.get('a'), map.get('b'), map.take('c'), map.take('c')]).toEqual([undefined, 'B', 'C', undefined])
  time = 10
  expect(map.get('b')).toBeUndefined()
})
