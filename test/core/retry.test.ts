import { describe, expect, test } from 'vitest'
import { fault } from '../../electron/contract/faults.ts'
import { requestWithRetry, retryAfterMs } from '../../electron/core/retry.ts'
import { fakeClock } from '../fakes/clock.ts'
import { fakeHttp, type Reply } from '../fakes/http.ts'

const request = {
  method: 'POST' as const,
  url: 'https://log.test/api/v2/log/entries',
  timeoutMs: 1000,
  maxBytes: 1000,
  signal: new AbortController().signal,
}

function send(replies: Reply[]) {
  const clock = fakeClock()
  const http = fakeHttp((_, nth) => replies[nth - 1] ?? { status: 500 })
  return { clock, http, answer: requestWithRetry({ http, clock }, request) }
}

describe('asking again', () => {
  test.each([408, 429, 500, 502, 503, 504])('%i is asked again', async (status) => {
    const { http, answer } = send([{ status }, { status: 201 }])
    expect((await answer).status).toBe(201)
    expect(http.requests).toHaveLength(2)
  })

  test.each([200, 201, 302, 400, 401, 403, 404, 405, 409, 413])('%i is an answer', async (status) => {
    const { http, answer } = send([{ status }])
    expect((await answer).status).toBe(status)
    expect(http.requests).toHaveLength(1)
  })

  test('a lost answer is asked for again, with the same bytes', async () => {
    const { http, answer } = send([
      fault('network.timeout', { host: 'log.test' }),
      fault('network.unreachable'),
      { status: 201 },
    ])
    expect((await answer).status).toBe(201)
    expect(new Set(http.requests)).toEqual(new Set([request]))
  })

  test('a fault that another try cannot mend is passed on at once', async () => {
    const { http, answer } = send([fault('network.not-allowed')])
    await expect(answer).rejects.toMatchObject({ code: 'network.not-allowed' })
    expect(http.requests).toHaveLength(1)
  })

  test('four attempts are all; the last answer is the answer', async () => {
    const { http, answer, clock } = send([{ status: 503 }, { status: 503 }, { status: 503 }, { status: 503 }])
    expect((await answer).status).toBe(503)
    expect(http.requests).toHaveLength(4)
    expect(clock.slept).toHaveLength(3)
    expect(clock.slept.every((ms, i) => ms >= 250 * 2 ** i && ms <= 500 * 2 ** i)).toBe(true)
  })

  test('the service says how long', async () => {
    const { clock, answer } = send([{ status: 429, headers: { 'retry-after': '3' } }, { status: 200 }])
    await answer
    expect(clock.slept).toEqual([3000])
  })

  test('who asks for longer than a person waits is not asked again', async () => {
    const { clock, http, answer } = send([{ status: 503, headers: { 'retry-after': '86400' } }])
    expect((await answer).status).toBe(503)
    expect(http.requests).toHaveLength(1)
    expect(clock.slept).toEqual([])
  })

  test('a limit of requests is told as one, with the wait', async () => {
    const { answer } = send([{ status: 429, headers: { 'retry-after': '3600' } }])
    await expect(answer).rejects.toMatchObject({
      code: 'network.rate-limited',
      details: { host: 'log.test', wait: '60 minutes' },
    })
  })

  test('asking to come back at once does not make us hammer', async () => {
    const { clock, answer } = send([{ status: 429, headers: { 'retry-after': '0' } }, { status: 200 }])
    await answer
    expect(clock.slept[0]).toBeGreaterThanOrEqual(250)
  })

  test('a cancelled wait ends', async () => {
    const abort = new AbortController()
    const http = fakeHttp(() => {
      abort.abort()
      return { status: 503 }
    })
    await expect(requestWithRetry({ http, clock: fakeClock() }, { ...request, signal: abort.signal })).rejects.toThrow()
    expect(http.requests).toHaveLength(1)
  })
})

test.each([
  ['120', 120_000],
  ['Mon, 23 Nov 2026 10:42:00 GMT', 60_000],
  ['Mon, 23 Nov 2026 10:00:00 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['9'.repeat(400), undefined],
  ['Fri, 31 Dec 9999 23:59:59 GMT', undefined],
  [undefined, undefined],
])('Retry-After %s', (value, ms) => {
  const headers: Record<string, string> = value === undefined ? {} : { 'retry-after': value }
  expect(retryAfterMs({ headers }, new Date('2026-11-23T10:41:00Z'))).toBe(ms)
})

test('a date to come back at is read by the clock of the service', () => {
  const headers = { 'retry-after': 'Mon, 23 Nov 2026 10:42:00 GMT', date: 'Mon, 23 Nov 2026 10:41:50 GMT' }
  expect(retryAfterMs({ headers }, new Date('2026-11-23T03:00:00Z'))).toBe(10_000)
})
