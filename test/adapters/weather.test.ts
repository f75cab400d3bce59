/**
 * Bad weather at each service, as a table: what the person reads, how often they sign in, how many entries the log gets,
 * and that pressing retry ends well.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { FaultCode } from '../../electron/contract/faults.ts'
import { type Weather, weather } from '../fakes/front.ts'
import { CA, LOGS } from '../fakes/session-scene.ts'
import { openWeatherStage, type WeatherStage } from '../fakes/weather-stage.ts'

const TSA = '/api/v1/timestamp'
const HTML = { 'content-type': 'text/html' }
const JSON_TYPE = { 'content-type': 'application/json' }
/** More often than anything is asked again. */
const always = (one: Weather): Weather[] => Array(10).fill(one)

interface Row {
  readonly name: string
  readonly weather: readonly Weather[]
  /** Undefined: the person notices nothing. */
  readonly code?: FaultCode
  /** The limit of each request that is spoilt. */
  readonly timeoutMs?: number
}

/** Gone by itself before the person is told. */
const passing: readonly Row[] = [
  { name: 'a connection that breaks once', weather: [weather.ends] },
  { name: 'three breaks', weather: [weather.ends, weather.ends, weather.ends] },
  { name: '503 once', weather: [weather.says(503)] },
  { name: '429 with seconds', weather: [weather.says(429, { 'retry-after': '2' })] },
  {
    name: '429 with a date',
    weather: [weather.says(429, { 'retry-after': new Date(Date.now() + 5000).toUTCString() })],
  },
  { name: '429 without a wish', weather: [weather.says(429)] },
  { name: '408', weather: [weather.says(408)] },
  { name: 'an answer that is lost', weather: [weather.lost] },
  { name: 'an answer that is cut off', weather: [weather.cut] },
  {
    name: 'bad weather of several kinds',
    weather: [weather.says(502, HTML, '<h1>502</h1>'), weather.lost, weather.cut],
  },
]

const lasting = (refused: FaultCode): readonly Row[] => [
  { name: 'no connection', weather: always(weather.ends), code: 'network.unreachable' },
  { name: 'answers that are all lost', weather: always(weather.lost), code: 'network.unreachable' },
  { name: 'silence', weather: always(weather.silent), code: 'network.timeout', timeoutMs: 50 },
  { name: 'a slow drip', weather: always(weather.drips), code: 'network.timeout', timeoutMs: 50 },
  { name: 'answers that are cut off', weather: always(weather.cut), code: 'network.truncated' },
  { name: 'another protocol', weather: always(weather.raw('220 mail ready\r\n')), code: 'network.garbled' },
  { name: 'a flood', weather: always(weather.floods), code: 'network.too-large' },
  {
    name: 'a redirect elsewhere',
    weather: [weather.says(302, { location: 'https://portal.hotel.example/' })],
    code: 'network.captive-portal',
  },
  {
    name: 'a redirect within the host',
    weather: [weather.says(301, { location: '/v3/' })],
    code: 'network.redirected',
  },
  {
    name: 'the page of a hotel',
    weather: [weather.says(200, HTML, '<html>Welcome</html>')],
    code: 'network.captive-portal',
  },
  {
    name: 'a page that calls itself JSON',
    weather: [weather.says(200, JSON_TYPE, ' <!DOCTYPE html><p>Hi')],
    code: 'network.captive-portal',
  },
  { name: '511', weather: [weather.says(511, HTML, '<html>')], code: 'network.captive-portal' },
  { name: '429 for an hour', weather: [weather.says(429, { 'retry-after': '3600' })], code: 'network.rate-limited' },
  { name: '429 without end', weather: always(weather.says(429)), code: 'network.rate-limited' },
  { name: '503 without end', weather: always(weather.says(503)), code: refused },
  { name: '403', weather: [weather.says(403, JSON_TYPE, '{"message":"no"}')], code: refused },
  {
    name: 'half of the JSON',
    weather: [weather.passes(({ body }) => ({ body: body.subarray(0, 20) }))],
    code: 'sigstore.answer-unreadable',
  },
  { name: 'JSON of something else', weather: [weather.says(201, JSON_TYPE, '[]')], code: 'sigstore.answer-unreadable' },
  { name: 'nothing', weather: [weather.says(201)], code: 'sigstore.answer-unreadable' },
]

/** `signIns` is how many it takes when retry is pressed. Without the certificate, the token is spent. */
const SERVICES = [
  { service: 'the certificate authority', path: () => CA, refused: 'sigstore.certificate-refused', signIns: 2 },
  { service: 'the timestamp authority', path: () => TSA, refused: 'sigstore.timestamp-refused', signIns: 1 },
  { service: 'the log', path: (log: string) => log, refused: 'sigstore.log-rejected', signIns: 1 },
] as const

let there: WeatherStage
afterEach(() => there.front.clearUp())

describe.each(LOGS)('with a log of version $version', ({ version, log }) => {
  beforeAll(async () => {
    there = await openWeatherStage(version)
  })
  afterAll(() => there.close())

  describe.each(SERVICES)('bad weather at $service', ({ path, refused, signIns }) => {
    test.each(passing)('$name: nobody notices', async (row) => {
      const before = await there.entries()
      const session = await there.begin()
      there.front.spoil(path(log), ...row.weather)
      expect(await session.press()).toBeUndefined()
      expect(session.scene.who.opened).toHaveLength(1)
      expect(session.scene.asked).toHaveLength(1)
      expect(await there.entries()).toBe(before + 1)
      there.stage.strangerVerifies(session.path)
    })

    test.each(lasting(refused))('$name: $code, and retry ends well', async ({ weather: met, code, timeoutMs }) => {
      const before = await there.entries()
      const session = await there.begin(timeoutMs === undefined ? {} : { timeoutMs })
      there.front.spoil(path(log), ...met)
      const fault = await session.press()
      expect(fault?.code).toBe(code)
      expect([fault?.title, fault?.hint].join(' ')).not.toMatch(/\{\w+\}|undefined/)
      expect(fault?.retry).toBe('now')
      there.front.clearUp()
      expect(await session.press()).toBeUndefined()
      expect(session.scene.who.opened).toHaveLength(signIns)
      expect(await there.entries()).toBe(before + 1)
      there.stage.strangerVerifies(session.path)
    })
  })
})
