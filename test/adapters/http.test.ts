import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createHttp } from '../../electron/adapters/http.ts'
import { Fault } from '../../electron/contract/faults.ts'
import type { HttpRequest } from '../../electron/core/ports.ts'
import { freeAddress, serve, serveTcp } from './loopback-server.ts'

const http = createHttp({ isAllowed: () => true, userAgent: 'countermark/1.2.3' })

const get = (url: string, more: Partial<HttpRequest> = {}) =>
  http.request({ method: 'GET', url, timeoutMs: 10_000, maxBytes: 1000, signal: new AbortController().signal, ...more })

/** The fault that a request ends with. */
async function faultOf(answer: Promise<unknown>): Promise<Fault> {
  const error = await answer.then(
    () => undefined,
    (e: unknown) => e,
  )
  if (error instanceof Fault) return error
  throw new Error('no fault', { cause: error })
}

describe('an answer', () => {
  test('any status is one, with lower-case headers and the exact bytes', async () => {
    const origin = await serve((_, res) => {
      res.writeHead(418, { 'X-Tea': 'Earl Grey' }).end(Buffer.from([0, 255, 254, 10]))
    })
    const { status, headers, body } = await get(origin)
    expect(status).toBe(418)
    expect(headers['x-tea']).toBe('Earl Grey')
    expect(body).toEqual(new Uint8Array([0, 255, 254, 10]))
  })

  test('a status that has no body is one too', async () => {
    const origin = await serve((_, res) => void res.writeHead(204).end())
    expect(await get(origin)).toMatchObject({ status: 204, body: new Uint8Array() })
  })

  test('what is sent is what was asked for: method, headers, body, our name, and nothing of a referrer or cookie', async () => {
    const seen: { method?: string | undefined; headers: Record<string, unknown>; body: string }[] = []
    const origin = await serve(async (req, res) => {
      let body = ''
      for await (const chunk of req) body += String(chunk)
      seen.push({ method: req.method, headers: req.headers, body })
      res.setHeader('set-cookie', 'a=b').end()
    })
    const post = { method: 'POST', headers: { 'content-type': 'text/x', accept: 'text/y' }, body: 'ä' } as const
    await get(origin, post)
    await get(origin, { ...post, body: new Uint8Array([0x68, 0x69]) })
    expect(seen.map(({ method, body }) => [method, body])).toEqual([
      ['POST', 'ä'],
      ['POST', 'hi'],
    ])
    for (const { headers } of seen) {
      expect(headers).toMatchObject({ 'content-type': 'text/x', accept: 'text/y', 'user-agent': 'countermark/1.2.3' })
      expect(headers).not.toHaveProperty('referer')
      expect(headers).not.toHaveProperty('cookie')
      expect(headers).not.toHaveProperty('authorization')
    }
  })

  test('a redirect is an answer, and is not followed', async () => {
    let hits = 0
    const origin = await serve((req, res) => {
      hits++
      res.writeHead(req.url === '/' ? 302 : 200, { location: '/elsewhere' }).end('over there')
    })
    expect(await get(origin)).toMatchObject({ status: 302, headers: { location: '/elsewhere' } })
    expect(hits).toBe(1)
  })

  test('leaves no timer behind', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const origin = await serve((_, res) => void res.end())
    await get(origin)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('exactly the limit is allowed', async () => {
    const origin = await serve((_, res) => void res.end('x'.repeat(1000)))
    expect((await get(origin)).body).toHaveLength(1000)
  })
})

describe('the host list', () => {
  test.each([
    ['http://example.com/', 'http://example.com'],
    ['http://127.0.0.1.example.com/', 'http://127.0.0.1.example.com'],
    ['http://localhost.example.com/', 'http://localhost.example.com'],
    ['http://[::2]/', 'http://[::2]'],
    ['http://[::ffff:192.0.2.1]/', 'http://[::ffff:c000:201]'],
    ['ftp://127.0.0.1/', 'ftp://127.0.0.1'],
    ['file:///etc/passwd', 'file://'],
    ['https://somebody:hunter2@example.com/', 'https://example.com'],
    ['not an address', 'an address that cannot be read'],
  ])('%s is refused before anything is sent', async (url, host) => {
    const refused = await faultOf(get(url))
    expect(refused.toRecord()).toEqual({ code: 'network.not-allowed', details: { host } })
    expect(refused.message).not.toContain('hunter2')
  })

  test('a host that is not on it is refused, and is named', async () => {
    const asked: string[] = []
    const strict = createHttp({ isAllowed: (url) => asked.push(url.host) < 0 })
    const request = { method: 'GET', url: 'https://example.com:8443/a', timeoutMs: 1000, maxBytes: 1 } as const
    const refused = await faultOf(strict.request({ ...request, signal: new AbortController().signal }))
    expect(refused.toRecord()).toEqual({ code: 'network.not-allowed', details: { host: 'example.com:8443' } })
    expect(asked).toEqual(['example.com:8443'])
  })

  test.each(['localhost', '127.0.0.1', '127.1.2.3'])('%s is this machine', async (host) => {
    const origin = await serve((_, res) => void res.end('here'))
    const { port } = new URL(origin)
    // Only the first two are listened on; for the third it is enough that the request is tried.
    const outcome = await get(`http://${host}:${port}/`).then(
      ({ status }) => status,
      (e: Fault) => e.code,
    )
    expect([200, 'network.refused']).toContain(outcome)
  })
})

describe('what can go wrong', () => {
  test('nobody listens', async () => {
    const gone = await freeAddress()
    const refused = await faultOf(get(`http://${gone}/`))
    expect(refused.toRecord()).toEqual({ code: 'network.refused', details: { host: gone } })
    expect(refused.cause).toBeInstanceOf(Error)
  })

  test('the answer breaks off', async () => {
    const origin = await serveTcp((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nsecret words'))
    })
    const broken = await faultOf(get(origin))
    expect(broken.code).toBe('network.truncated')
    expect(broken.message).not.toContain('secret words')
  })

  test('something else than HTTP answers', async () => {
    const origin = await serveTcp((socket) => void socket.once('data', () => socket.end('220 mail ready\r\n')))
    expect((await faultOf(get(origin))).code).toBe('network.garbled')
  })

  test('nothing is said after the connection was made', async () => {
    const origin = await serveTcp(() => {})
    expect((await faultOf(get(origin, { timeoutMs: 50 }))).code).toBe('network.timeout')
  })

  test('a body that drips for ever is ended by the time of the whole call', async () => {
    const origin = await serveTcp((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n')
        const drip = setInterval(() => socket.write('x'), 5)
        socket.once('close', () => clearInterval(drip))
      })
    })
    expect((await faultOf(get(origin, { timeoutMs: 100 }))).code).toBe('network.timeout')
  })

  test.each([
    ['that says so', { 'content-length': '5000' }],
    ['that does not', {}],
  ])('an answer %s is longer than asked for', async (_, headers) => {
    const origin = await serve((_, res) => void res.writeHead(200, headers).end('x'.repeat(5000)))
    expect((await faultOf(get(origin))).code).toBe('network.too-large')
  })

  test('an answer without end is given up, and the connection closed', async () => {
    let closed: Promise<unknown> | undefined
    const origin = await serveTcp((socket) => {
      closed = new Promise((resolve) => socket.once('close', resolve))
      const flood = () => {
        while (socket.writable && socket.write('1000\r\n'.concat('x'.repeat(0x1000), '\r\n')));
      }
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
        socket.on('drain', flood)
        flood()
      })
    })
    expect((await faultOf(get(origin))).code).toBe('network.too-large')
    await closed
  })

  test('a small answer that unpacks to a large one', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000))
    const origin = await serve((_, res) => void res.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
    expect((await faultOf(get(origin, { maxBytes: 100_000 }))).code).toBe('network.too-large')
  })

  test('a header that cannot be sent is our mistake, and its value is in no message', async () => {
    const sent = get('http://127.0.0.1/', { headers: { authorization: 'Bearer abc\r\nx: y' } })
    await expect(sent).rejects.toThrow(TypeError)
    await expect(sent).rejects.not.toThrow('abc')
  })
})

describe('cancelling', () => {
  test('before the start, nothing is sent', async () => {
    let hits = 0
    const origin = await serve((_, res) => void res.end(`${++hits}`))
    expect((await faultOf(get(origin, { signal: AbortSignal.abort() }))).code).toBe('cancelled')
    expect(hits).toBe(0)
  })

  test('while waiting, and while reading: the server sees the connection end', async () => {
    for (const begins of [false, true]) {
      const abort = new AbortController()
      let closed: Promise<unknown> | undefined
      const origin = await serve((_, res) => {
        closed = once(res, 'close')
        if (begins) res.write('begun')
        setTimeout(() => abort.abort(), 10)
      })
      expect((await faultOf(get(origin, { signal: abort.signal }))).code).toBe('cancelled')
      await closed
    }
  })
})
