import { describe, expect, test } from 'vitest'
import type { SessionProgress } from '../../../electron/contract/model/session.ts'
import { countProgress } from '../../../electron/core/signing/progress.ts'
import { stepsOf } from '../../../electron/core/signing/session.ts'
import { fakeClock } from '../../fakes/clock.ts'

function counting(files: number, bytes: number) {
  const clock = fakeClock()
  const told: SessionProgress[] = []
  const counter = countProgress(stepsOf('sign'), { files, bytes }, clock, (p) => told.push(p))
  const row = (id: string) => told.at(-1)?.steps.find((step) => step.id === id)
  return { clock, told, counter, row }
}

describe('progress', () => {
  test('ten thousand files are told a few times, and the end is exact', () => {
    const { counter, told, row, clock } = counting(10_000, 1e9)
    counter.started('digest')
    for (let i = 0; i < 10_000; i++) {
      counter.finished('digest')
      clock.advance(1)
    }
    expect(told.length).toBeLessThan(120)
    expect(row('digest')).toEqual({ id: 'digest', state: 'done', done: 10_000, total: 10_000 })
  })

  test('bytes give the time that is left while files are read', () => {
    const { counter, told, clock } = counting(2, 1000)
    counter.started('digest')
    clock.advance(2000)
    counter.bytes(250)
    expect(told.at(-1)).toMatchObject({ bytes: { done: 250, total: 1000 }, secondsLeft: 6 })
  })

  test('no estimate is made without ground', () => {
    const { counter, told, clock } = counting(2, 1000)
    counter.started('digest')
    clock.advance(500)
    counter.bytes(900)
    expect(told.at(-1)).not.toHaveProperty('secondsLeft')
    counter.started('sign-in')
    clock.advance(60_000)
    counter.signIn({ way: 'browser', url: 'http://127.0.0.1:1/' })
    expect(told.at(-1)?.signIn).toEqual({ way: 'browser', url: 'http://127.0.0.1:1/' })
    counter.signIn(undefined)
    expect(told.at(-1)).not.toHaveProperty('signIn')
  })

  test('a failed step stays failed while others of it finish, and waits again when it is started over', () => {
    const { counter, row } = counting(3, 3)
    counter.started('log')
    counter.failed('log')
    counter.finished('log')
    counter.flush()
    expect(row('log')).toMatchObject({ state: 'failed', done: 1 })
    counter.counted('log', 1)
    counter.flush()
    expect(row('log')).toMatchObject({ state: 'waiting', done: 1 })
  })
})
