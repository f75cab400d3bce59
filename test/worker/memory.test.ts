/** What was made of a file is made anew once the file is another one, and not before. */
import { expect, it } from 'vitest'
import { createMemory } from '../../electron/worker/memory.ts'
import { treeOf } from '../fakes/tree.ts'

it('remembers what was made of files that stay the same', () => {
  const memory = createMemory()
  const made: string[] = []
  function run(files: Record<string, string>): void {
    const tree = treeOf(files)
    const remember = memory.during(tree)
    for (const path of tree.paths) {
      for (const key of ['a', 'b']) remember(key, path, () => made.push(`${key} ${path}`))
    }
    memory.sweep()
  }
  run({ one: '1', two: '2' })
  expect(made.splice(0)).toEqual(['a one', 'b one', 'a two', 'b two'])
  run({ one: '1', two: 'changed' })
  expect(made.splice(0)).toEqual(['a two', 'b two'])
  run({ two: 'changed' })
  run({ one: '1', two: 'changed' })
  expect(made).toEqual(['a one', 'b one'])
})

it('takes nothing for granted of a file that cannot be looked at', () => {
  const memory = createMemory()
  let made = 0
  for (let i = 0; i < 2; i++) {
    memory.during(treeOf({}))('a', 'gone', () => made++)
    memory.sweep()
  }
  expect(made).toBe(2)
})

it('asks nobody about a file that did not change, where it is known which ones did', () => {
  const memory = createMemory()
  const made: string[] = []
  function run(files: Record<string, string>, changed?: string[]): void {
    const tree = treeOf(files)
    const stamped: string[] = []
    const stamp = (path: string): string => {
      stamped.push(path)
      return tree.stamp(path)
    }
    const remember = memory.during({ ...tree, stamp }, changed && new Set(changed))
    for (const path of tree.paths) remember('a', path, () => made.push(path))
    memory.sweep()
    expect(stamped).toEqual(changed ?? tree.paths)
  }
  run({ one: '1', two: '2' })
  run({ one: '1', two: 'changed' }, ['two'])
  run({ one: 'later', two: 'changed' }, ['one'])
  expect(made).toEqual(['one', 'two', 'two', 'one'])
})

it('knows the tree of a run that came to its end, and of no other', () => {
  const memory = createMemory()
  const tree = treeOf({ one: '1' })
  expect(memory.tree()).toBeUndefined()
  memory.during(tree)
  expect(memory.tree()).toBeUndefined()
  memory.sweep()
  expect(memory.tree()).toBe(tree)
  memory.during(tree)
  expect(memory.tree()).toBeUndefined()
})
