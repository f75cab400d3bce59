/** Bad weather at the provider of identities: whoever has signed in does so again only where it must be. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { FaultCode } from '../../electron/contract/faults.ts'
import { type Weather, weather } from '../fakes/front.ts'
import { openWeatherStage, type WeatherStage } from '../fakes/weather-stage.ts'

let there: WeatherStage
beforeAll(async () => {
  there = await openWeatherStage(1)
})
afterEach(() => there.front.clearUp())
afterAll(() => there.close())

const DISCOVERY = '/auth/.well-known/openid-configuration'
const KEYS = '/auth/keys'
const TOKEN = '/auth/token'
const HTML = { 'content-type': 'text/html' }
const always = (one: Weather): Weather[] => Array(10).fill(one)

test.each([
  [DISCOVERY, 'breaks', weather.ends],
  [DISCOVERY, 'says 503', weather.says(503)],
  [DISCOVERY, 'is cut off', weather.cut],
  [KEYS, 'breaks', weather.ends],
  [KEYS, 'says 429', weather.says(429, { 'retry-after': '1' })],
  [KEYS, 'is cut off', weather.cut],
])('%s %s once: nobody notices', async (path, _, met) => {
  const before = await there.entries()
  const session = await there.begin()
  there.front.spoil(path, met)
  expect(await session.press()).toBeUndefined()
  expect(session.scene.who.opened).toHaveLength(1)
  expect(await there.entries()).toBe(before + 1)
})

/** `signIns` counts those of the retry too: before the page is opened, nobody has signed in. */
test.each<[string, string, Weather, FaultCode, number]>([
  [DISCOVERY, 'breaks', weather.ends, 'network.unreachable', 1],
  [DISCOVERY, 'is the page of a hotel', weather.says(200, HTML, '<html>Hi'), 'network.captive-portal', 1],
  [
    DISCOVERY,
    'leads elsewhere',
    weather.says(302, { location: 'https://hotel.example/' }),
    'network.captive-portal',
    1,
  ],
  [DISCOVERY, 'has had too many requests', weather.says(429), 'network.rate-limited', 1],
  [DISCOVERY, 'is another protocol', weather.raw('220 mail\r\n'), 'network.garbled', 1],
  [DISCOVERY, 'says 500', weather.says(500), 'sigstore.answer-unreadable', 1],
  [TOKEN, 'breaks', weather.ends, 'network.unreachable', 2],
  [TOKEN, 'loses its answer', weather.lost, 'network.unreachable', 2],
  [TOKEN, 'is cut off', weather.cut, 'network.truncated', 2],
  [TOKEN, 'asks to sign in to the network', weather.says(511, HTML, '<html>'), 'network.captive-portal', 2],
  [TOKEN, 'says 503', weather.says(503, HTML, '<h1>503</h1>'), 'sigstore.answer-unreadable', 2],
  [KEYS, 'breaks', weather.ends, 'network.unreachable', 2],
  [KEYS, 'is a flood', weather.floods, 'network.too-large', 2],
])('%s %s: told with words, nothing is logged, and retry ends well', async (path, _, met, code, signIns) => {
  const before = await there.entries()
  const session = await there.begin()
  there.front.spoil(path, ...always(met))
  const fault = await session.press()
  expect(fault?.code).toBe(code)
  expect([fault?.title, fault?.hint].join(' ')).not.toMatch(/\{\w+\}|undefined/)
  expect(await there.entries()).toBe(before)
  expect(session.scene.asked).toHaveLength(0)
  there.front.clearUp()
  expect(await session.press()).toBeUndefined()
  expect(session.scene.who.opened).toHaveLength(signIns)
  expect(await there.entries()).toBe(before + 1)
  there.stage.strangerVerifies(session.path)
})
