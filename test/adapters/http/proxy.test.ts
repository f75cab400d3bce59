/** Through proxies: with and without credentials, and what they refuse. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { Secret } from '../../../electron/core/secret.ts'
import { testAuthority } from '../../fakes/certificates.ts'
import { freeAddress, serve, serveTcp, serveTls } from '../loopback-server.ts'
import { type Ask, asker, everythingIn, faultOf } from './asking.ts'
import { openProxy } from './test-proxy.ts'

const corp = testAuthority('Corp')
const folder = mkdtempSync(join(tmpdir(), 'countermark-proxy-'))
const extraCaPath = join(folder, 'corp.pem')
writeFileSync(extraCaPath, corp.pem)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const LOG = 'https://log.example/'
let service: string
beforeEach(async () => {
  service = await serveTls(corp.issue(['log.example']), (req, res) => void res.end(`${req.method} ${req.url}`))
})

/** With this proxy set by hand. */
const through = (url: string, password?: string): Ask =>
  asker({
    network: async () => ({ proxy: { use: 'manual', url }, extraCaPath }),
    proxyPassword: async () => (password === undefined ? undefined : new Secret(password)),
  })

const withUser = (origin: string, user: string) => origin.replace('://', `://${user}@`)
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`

describe('a proxy that is set by hand', () => {
  test('is asked for the way, and sees nothing else', async () => {
    const proxy = await openProxy(service)
    const ask = through(proxy.origin)
    expect(await ask(`${LOG}a`)).toEqual({ status: 200, body: 'GET /a' })
    expect(await ask(`${LOG}b`)).toEqual({ status: 200, body: 'GET /b' })
    // The connection is kept.
    expect(proxy.asked).toEqual([{ target: 'log.example:443', credentials: undefined }])
  })

  test('may speak TLS itself', async () => {
    const proxy = await openProxy(service, { tls: corp.issue(['localhost']) })
    expect(await through(proxy.origin)(LOG)).toMatchObject({ status: 200 })
  })

  test.each([
    ['in its address', 'ada:p%40ss%3Aword', undefined, 'ada:p@ss:word'],
    ['a password that is kept elsewhere', 'ada', 'pä:s@s%2F', 'ada:pä:s@s%2F'],
    ['a name alone', 'ada', undefined, 'ada:'],
  ])('gets its credentials: %s', async (_, user, password, pair) => {
    const proxy = await openProxy(service, { credentials: basic(pair) })
    expect(await through(withUser(proxy.origin, user), password)(LOG)).toMatchObject({ status: 200 })
  })

  test('is never asked for the way to this machine', async () => {
    const proxy = await openProxy(service)
    const plain = await serve((_, res) => void res.end('here'))
    const secure = await serveTls(corp.issue(['localhost']), (_, res) => void res.end('here'))
    for (const origin of [plain, secure]) expect(await through(proxy.origin)(origin)).toMatchObject({ body: 'here' })
    expect(proxy.asked).toEqual([])
  })

  test('is not even looked up for plain http, which stays on this machine', async () => {
    const origin = await serve((_, res) => void res.end('here'))
    const ask = asker({ network: () => Promise.reject(new Error('nobody should ask')) })
    expect(await ask(origin)).toMatchObject({ body: 'here' })
  })

  test('is used from the next request on', async () => {
    const first = await openProxy(service)
    const second = await openProxy(service)
    let url = first.origin
    const ask = asker({ network: async () => ({ proxy: { use: 'manual', url }, extraCaPath }) })
    await ask(LOG)
    url = second.origin
    await ask(LOG)
    expect([first.asked.length, second.asked.length]).toEqual([1, 1])
  })

  test('does not hide who answers behind it', async () => {
    const evil = await serveTls(testAuthority('Evil').issue(['log.example']), (_, res) => void res.end('evil'))
    const proxy = await openProxy(evil)
    expect(await faultOf(through(proxy.origin)(LOG))).toMatchObject({
      code: 'network.unknown-authority',
      details: { host: 'log.example', issuer: 'Evil, Corp' },
    })
  })
})

describe('a proxy that refuses', () => {
  test.each([
    ['asks for credentials', '', 'network.proxy-wants-credentials'],
    ['does not accept them', 'ada:hunter2', 'network.proxy-credentials'],
  ])('%s: a fault of its own, which does not hold them', async (_, user, code) => {
    const proxy = await openProxy(service, { credentials: basic('ada:right') })
    const fault = await faultOf(through(user === '' ? proxy.origin : withUser(proxy.origin, user))(LOG))
    expect(fault.toRecord()).toEqual({ code, details: { proxy: new URL(proxy.origin).host } })
    expect(everythingIn(fault)).not.toMatch(/hunter2|YWRhO/)
  })

  test.each([
    ['HTTP/1.1 403 Forbidden\r\n\r\n', 'network.proxy-refused'],
    ['HTTP/1.1 502 Bad Gateway\r\ncontent-length: 4\r\n\r\noops', 'network.proxy-refused'],
    ['HTTP/1.1 200 OK\r\n\r\n220 mail ready\r\n', 'network.proxy-refused'],
    ['SSH-2.0-OpenSSH_9.2\r\n', 'network.proxy-unreachable'],
  ])('answers with %j', async (answer, code) => {
    const proxy = await openProxy(service, { answer })
    expect((await faultOf(through(proxy.origin)(LOG))).code).toBe(code)
  })

  test('is not there', async () => {
    const gone = await freeAddress()
    const fault = await faultOf(through(`http://ada:hunter2@${gone}`)(LOG))
    expect(fault.toRecord()).toEqual({ code: 'network.proxy-unreachable', details: { proxy: gone } })
    expect(everythingIn(fault)).not.toMatch(/hunter2|YWRhO/)
  })

  test('cannot prove who it is', async () => {
    const proxy = await openProxy(service, { tls: testAuthority('Evil').issue(['localhost']) })
    expect(await faultOf(through(proxy.origin)(LOG))).toMatchObject({
      code: 'network.unknown-authority',
      details: { host: new URL(proxy.origin).host, issuer: 'Evil, Corp' },
    })
    expect(proxy.asked).toEqual([])
  })

  test('says nothing for the time of the whole call', async () => {
    const silent = await serveTcp(() => {})
    expect((await faultOf(through(silent)(LOG, { timeoutMs: 100 }))).code).toBe('network.timeout')
  })

  test('leaves a cancelled call alone', async () => {
    const abort = new AbortController()
    const silent = await serveTcp((socket) => void socket.once('data', () => abort.abort()))
    expect((await faultOf(through(silent)(LOG, { signal: abort.signal }))).code).toBe('cancelled')
  })
})

describe('the proxy of the system', () => {
  const asTheSystem = (answer: string | undefined): Ask =>
    asker({ network: async () => ({ proxy: { use: 'system' }, extraCaPath }), systemProxy: async () => answer })

  test('is used', async () => {
    const proxy = await openProxy(service)
    expect(await asTheSystem(proxy.origin)(LOG)).toMatchObject({ status: 200 })
    expect(proxy.asked).toHaveLength(1)
  })

  test.each(['socks5://ada:hunter2@proxy.example:1080', 'ftp://proxy.example', 'http://'])(
    'that we do not speak with is told without its credentials: %s',
    async (address) => {
      const fault = await faultOf(asTheSystem(address)(LOG))
      expect(fault.code).toBe('network.proxy-unsupported')
      expect(everythingIn(fault)).not.toContain('hunter2')
    },
  )

  test('that takes for ever to be found does not outlast the call', async () => {
    const ask = asker({ systemProxy: () => new Promise(() => {}) })
    expect((await faultOf(ask(LOG, { timeoutMs: 50 }))).code).toBe('network.timeout')
  })
})
