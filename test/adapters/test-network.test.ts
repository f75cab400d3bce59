/** The test of the connection tells a network that works from one that only answers. */
import { expect, test } from 'vitest'
import { createHttp } from '../../electron/adapters/http.ts'
import { testNetwork } from '../../electron/adapters/test-network.ts'
import { Fault } from '../../electron/contract/faults.ts'
import { serve } from './loopback-server.ts'

async function ask(status: number, body: string): Promise<unknown> {
  const paths: (string | undefined)[] = []
  const url = await serve((request, response) => {
    paths.push(request.url)
    response.writeHead(status).end(body)
  })
  const allowed = new Set<string>()
  const { signal } = new AbortController()
  const http = createHttp({ isAllowed: ({ host }) => allowed.has(host) })
  const mirrors = { public: { url: `${url}/mirror` } }
  const asked = testNetwork({ http, mirrors, allow: ({ host }) => allowed.add(host), signal })
  const outcome = await asked.catch((error: unknown) => (error instanceof Fault ? error.code : error))
  expect(paths).toEqual(['/mirror/timestamp.json'])
  return outcome
}

test('an answer of the instance', async () => {
  expect(await ask(200, '{"signed":{}}')).toEqual({ host: expect.any(String), tookMs: expect.any(Number) })
})

test('a page of somebody in between', async () => {
  expect(await ask(200, '<html>Please sign in to this network</html>')).toBe('network.captive-portal')
  expect(await ask(302, '')).toBe('sigstore.answer-unreadable')
})
