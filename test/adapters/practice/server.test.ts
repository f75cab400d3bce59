import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { expect, test } from 'vitest'
import { getToken, postForm, postJson, practice } from './practice-client.ts'

/** fetch does not let Host and Origin be chosen. */
function ask(baseUrl: string, path: string, headers: Record<string, string>, method = 'GET') {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = request(new URL(path, baseUrl), { method, headers, agent: false }, (answer: IncomingMessage) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    sent.on('error', reject).end()
  })
}

const PATHS = [
  '/auth/.well-known/openid-configuration',
  '/auth/keys',
  '/auth/authorize',
  '/api/v2/checkpoint',
  '/api/v2/configuration',
  '/.well-known/countermark-practice',
  '/nowhere',
]

test('only own host names are answered', async () => {
  const { baseUrl } = await practice()
  const { port } = new URL(baseUrl)
  for (const path of PATHS) {
    for (const host of [
      'example.org',
      `example.org:${port}`,
      '127.0.0.1',
      'localhost:1',
      `[::1]:${port}`,
      `127.0.0.1:${port}.example.org`,
    ]) {
      const { status, text } = await ask(baseUrl, path, { host })
      expect(status, `${host}${path}`).toBe(403)
      expect(JSON.parse(text)).toMatchObject({ code: 7, details: [] })
    }
  }
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
    expect((await ask(baseUrl, '/api/v2/checkpoint', { host })).status).toBe(200)
  }
})

test('requests of foreign pages are not answered', async () => {
  const { baseUrl } = await practice()
  const { port } = new URL(baseUrl)
  for (const origin of [
    'https://example.org',
    'null',
    `https://127.0.0.1:${port}`,
    'http://127.0.0.1',
    `http://localhost:${port}0`,
  ]) {
    for (const path of PATHS) expect((await ask(baseUrl, path, { origin })).status, origin).toBe(403)
    expect((await postForm(`${baseUrl}/auth/sign-in`, {}, { origin })).status).toBe(403)
    expect((await postForm(`${baseUrl}/auth/token`, {}, { origin })).status).toBe(403)
    expect((await postJson(`${baseUrl}/api/v2/log/entries`, {}, { origin })).status).toBe(403)
    expect((await ask(baseUrl, '/api/v2/signingCert', { origin }, 'OPTIONS')).status).toBe(403)
  }
  expect((await ask(baseUrl, '/auth/keys', { origin: baseUrl })).status).toBe(200)
  expect((await ask(baseUrl, '/auth/keys', { origin: `http://localhost:${port}` })).status).toBe(200)
})

test('only the loopback address listens', async () => {
  const { baseUrl } = await practice()
  const port = Number(new URL(baseUrl).port)
  const others = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address && !address.internal)
  for (const address of others) {
    const refused = await new Promise((resolve) => {
      const socket = connect({ host: address?.address ?? '', port })
      socket.on('connect', () => resolve(socket.destroy() && false)).on('error', () => resolve(true))
    })
    expect(refused, address?.address).toBe(true)
  }
})

test('large bodies are refused, whether they say their length or not', async () => {
  const { baseUrl } = await practice()
  const mebibyte = 1024 * 1024
  for (const [path, limit] of [
    ['/api/v2/signingCert', mebibyte],
    // Attestations come whole.
    ['/api/v1/log/entries', 32 * mebibyte],
    ['/api/v2/log/entries', 32 * mebibyte],
  ] as const) {
    const answer = await postJson(`${baseUrl}${path}`, 'x'.repeat(limit + 1))
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ message: expect.stringContaining('larger than') })
    expect((await postJson(`${baseUrl}${path}`, 'x'.repeat(limit))).status).toBe(400)
  }
  const stream = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 20; i++) controller.enqueue(new Uint8Array(100_000))
      controller.close()
    },
  })
  const headers = { 'content-type': 'application/json' }
  const init = { method: 'POST', body: stream, headers, duplex: 'half' } as RequestInit
  expect((await fetch(`${baseUrl}/api/v2/signingCert`, init)).status).toBe(413)
})

test('bodies must have the type that is expected', async () => {
  const { baseUrl } = await practice()
  const post = (path: string, type: string) =>
    fetch(`${baseUrl}${path}`, { method: 'POST', body: '{}', headers: { 'content-type': type } })
  for (const path of ['/api/v2/log/entries', '/api/v2/signingCert']) {
    expect((await post(path, 'text/plain')).status).toBe(415)
    expect((await post(path, 'application/json; charset=utf-8')).status).toBe(400)
  }
  expect((await post('/api/v1/timestamp', 'application/json')).status).toBe(415)
  expect((await post('/auth/token', 'application/json')).status).toBe(415)
  expect((await post('/auth/sign-in', 'text/plain')).status).toBe(415)
})

test('what is not there is said in JSON', async () => {
  const { baseUrl } = await practice()
  for (const [path, method, status] of [
    ['/', 'GET', 404],
    ['/trusted_root.json', 'GET', 404],
    ['/instance.json', 'GET', 404],
    ['/api/v2/log/entries', 'GET', 405],
    ['/auth/token', 'GET', 405],
    ['/api/v2/checkpoint', 'DELETE', 405],
  ] as const) {
    const answer = await fetch(`${baseUrl}${path}`, { method })
    expect([path, answer.status]).toEqual([path, status])
    expect(await answer.json()).toMatchObject({ message: expect.any(String), details: [] })
  }
})

test('paths that are none are refused', async () => {
  const { baseUrl } = await practice()
  const { host, port } = new URL(baseUrl)
  for (const path of ['//', '*', 'http://example.org/', '/%zz', '/..%2f..%2finstance.json', '/../../etc/passwd']) {
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port: Number(port) })
      let received = ''
      socket.on('data', (bytes) => {
        received += bytes
      })
      socket.on('close', () => resolve(received)).on('error', reject)
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    })
    expect(text, path).toMatch(/^HTTP\/1\.1 40[04] /)
  }
})

test('closing waits for what is under way and closes every socket', async () => {
  const { baseUrl, close } = await practice()
  await getToken(baseUrl)
  const idle = connect({ host: '127.0.0.1', port: Number(new URL(baseUrl).port) })
  const closed = new Promise((resolve) => idle.on('close', resolve).on('error', () => {}))
  await new Promise((resolve) => idle.on('connect', resolve))
  await Promise.all([close(), close()])
  await closed
  await expect(fetch(`${baseUrl}/auth/keys`)).rejects.toThrow()
})
