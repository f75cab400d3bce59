/** What is asked of the log when its first answer was lost, and a clock that is wrong. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { weather } from '../fakes/front.ts'
import { CA, LOGS } from '../fakes/session-scene.ts'
import { openWeatherStage, type WeatherStage } from '../fakes/weather-stage.ts'

const HOUR_MS = 3_600_000

let there: WeatherStage
afterEach(() => there.front.clearUp())

/** Where the entry of a lost answer is looked up. */
const LOOKUPS = { 1: '/api/v1/log/entries/*', 2: '/api/v2/tile/*' } as const

describe.each(LOGS)('with a log of version $version', ({ version, log }) => {
  beforeAll(async () => {
    there = await openWeatherStage(version)
  })
  afterAll(() => there.close())

  test.each([
    ['breaks', weather.ends],
    ['is lost', weather.lost],
    ['is cut off', weather.cut],
    ['says 503', weather.says(503)],
  ])('an answer is lost, and the first look for its entry %s: one entry, one sign-in', async (_, met) => {
    const before = await there.entries()
    const session = await there.begin()
    there.front.spoil(log, weather.lost)
    there.front.spoil(LOOKUPS[version], met)
    expect(await session.press()).toBeUndefined()
    expect(await there.entries()).toBe(before + 1)
    expect(session.scene.who.opened).toHaveLength(1)
    there.stage.strangerVerifies(session.path)
  })

  test('an answer is lost, and its entry cannot be looked up for long: retry takes it up', async () => {
    const before = await there.entries()
    const session = await there.begin()
    there.front.spoil(log, weather.lost)
    there.front.spoil(LOOKUPS[version], ...Array(10).fill(weather.ends))
    expect((await session.press())?.code).toBe('network.unreachable')
    there.front.clearUp()
    expect(await session.press()).toBeUndefined()
    expect(await there.entries()).toBe(before + 1)
    expect(session.scene.who.opened).toHaveLength(1)
    there.stage.strangerVerifies(session.path)
  })

  test.each([
    ['fast', 3 * HOUR_MS, '3 hours fast'],
    ['fast by minutes', 10 * 60_000, '10 minutes fast'],
    ['slow', -3 * HOUR_MS, '3 hours slow'],
    ['a year slow', -365 * 24 * HOUR_MS, '365 days slow'],
  ])('a clock that is %s is told by how much, and once it is right, retry ends well', async (_, ahead, by) => {
    let off = ahead
    const before = await there.entries()
    const session = await there.begin({ now: () => new Date(Date.now() + off) })
    const fault = await session.press()
    expect(fault?.toRecord()).toMatchObject({ code: 'network.clock-off', details: { by } })
    expect([fault?.title, fault?.hint].join(' ')).not.toMatch(/\{\w+\}|undefined/)
    expect(await there.entries()).toBe(before)
    off = 0
    expect(await session.press()).toBeUndefined()
    expect(session.scene.who.opened).toHaveLength(2)
    expect(await there.entries()).toBe(before + 1)
    there.stage.strangerVerifies(session.path)
  })

  test.each([
    ['hours ahead', 3 * HOUR_MS, 'network.clock-off'],
    ['as ours is', 0, 'sigstore.certificate-refused'],
  ])('the authority refuses, and its clock is %s: %s', async (_, ahead, code) => {
    const session = await there.begin()
    const date = new Date(Date.now() + ahead).toUTCString()
    there.front.spoil(
      CA,
      weather.says(400, { date, 'content-type': 'application/json' }, '{"message":"expired token"}'),
    )
    const fault = await session.press()
    expect(fault?.code).toBe(code)
    expect(fault?.hint).toContain('expired token')
    there.front.clearUp()
    expect(await session.press()).toBeUndefined()
  })
})
