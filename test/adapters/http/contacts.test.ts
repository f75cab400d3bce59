/** The list of hosts that were talked to. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createHttp } from '../../../electron/adapters/http.ts'
import { Contact } from '../../../electron/contract/model/contact.ts'
import type { HttpRequest } from '../../../electron/core/ports.ts'
import { freeAddress, serve } from '../loopback-server.ts'

const request = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  timeoutMs: 5000,
  maxBytes: 100,
  signal: new AbortController().signal,
  ...more,
})

test('each host and purpose is there once, with its times and how often', async () => {
  const origin = await serve((_, res) => void res.end('ok'))
  const { host } = new URL(origin)
  const http = createHttp({ isAllowed: () => true })
  expect(http.contacts()).toEqual([])
  const before = new Date().toISOString()
  await http.request(request(`${origin}/a?token=secret`, { purpose: 'log' }))
  await http.request(request(`${origin}/b`, { purpose: 'log' }))
  await http.request(request(origin, { purpose: 'sign-in' }))
  await http.request(request(origin))
  const contacts = z.array(Contact).parse(http.contacts())
  expect(contacts.map(({ purpose, count }) => [purpose, count])).toEqual([
    ['log', 2],
    ['sign-in', 1],
    ['other', 1],
  ])
  for (const { host: named, firstAt, lastAt } of contacts) {
    expect(named).toBe(host)
    expect(before <= firstAt && firstAt <= lastAt && lastAt <= new Date().toISOString()).toBe(true)
  }
  expect(JSON.stringify(contacts)).not.toContain('secret')
})

test('a request without an answer counts, and one that was never sent does not', async () => {
  const gone = await freeAddress()
  const http = createHttp({ isAllowed: ({ host }) => host === gone })
  await http.request(request(`http://${gone}/`)).catch(() => {})
  await http.request(request('https://elsewhere.example/')).catch(() => {})
  await http.request(request(`http://${gone}/`, { signal: AbortSignal.abort() })).catch(() => {})
  const strict = createHttp({
    isAllowed: () => true,
    network: async () => ({ proxy: { use: 'none' }, extraCaPath: '/nowhere/at/all.pem' }),
  })
  await strict.request(request('https://127.0.0.1:9/')).catch(() => {})
  expect(http.contacts().map(({ host, count }) => [host, count])).toEqual([[gone, 1]])
  expect(strict.contacts()).toEqual([])
})
