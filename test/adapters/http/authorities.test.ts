/** Whom TLS believes, and what is said of somebody who is not believed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { testAuthority } from '../../fakes/certificates.ts'
import { serveTcp, serveTls } from '../loopback-server.ts'
import { type Ask, asker, faultOf } from './asking.ts'

const corp = testAuthority('Corp inspection authority')
const folder = mkdtempSync(join(tmpdir(), 'countermark-authorities-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const put = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const corpFile = put('corp.pem', corp.pem)
const believing = (extraCaPath: string): Ask =>
  asker({ network: async () => ({ proxy: { use: 'none' }, extraCaPath }) })

let heard = 0
const hello = () => (_: unknown, res: { end(text: string): void }) => {
  heard++
  res.end('hello')
}

describe('a service that nobody vouches for', () => {
  test('is named with the authority that its certificate names, and is sent nothing', async () => {
    heard = 0
    const origin = await serveTls(corp.issue(['localhost']), hello())
    const fault = await faultOf(asker()(origin, { headers: { authorization: 'Bearer abc' } }))
    expect(fault.toRecord()).toEqual({
      code: 'network.unknown-authority',
      details: { host: new URL(origin).host, issuer: 'Corp inspection authority, Corp' },
    })
    expect(fault.hint).toContain('PEM file')
    expect(heard).toBe(0)
  })

  test('is believed with the file of its authority', async () => {
    const origin = await serveTls(corp.issue(['localhost']), hello())
    expect(await believing(corpFile)(origin)).toEqual({ status: 200, body: 'hello' })
  })

  test('is believed where the authority is one of several in the file', async () => {
    const many = put('many.pem', `# ours\r\n${testAuthority('Other').pem.replaceAll('\n', '\r\n')}\n${corp.pem}`)
    const origin = await serveTls(corp.issue(['localhost']), hello())
    expect(await believing(many)(origin)).toMatchObject({ status: 200 })
  })

  test('is not believed with the file of another one, and is believed once the file is mended', async () => {
    const path = put('changing.pem', testAuthority('Other').pem)
    const ask = believing(path)
    const origin = await serveTls(corp.issue(['localhost']), hello())
    expect((await faultOf(ask(origin))).code).toBe('network.unknown-authority')
    writeFileSync(path, `${testAuthority('Other').pem}${corp.pem}`)
    expect(await ask(origin)).toMatchObject({ status: 200 })
  })

  test('is asked anew when the settings change while the program runs', async () => {
    let extraCaPath: string | undefined
    const ask = asker({ network: async () => ({ proxy: { use: 'none' }, ...(extraCaPath ? { extraCaPath } : {}) }) })
    const origin = await serveTls(corp.issue(['localhost']), hello())
    expect((await faultOf(ask(origin))).code).toBe('network.unknown-authority')
    extraCaPath = corpFile
    expect(await ask(origin)).toMatchObject({ status: 200 })
    extraCaPath = undefined
    expect((await faultOf(ask(origin))).code).toBe('network.unknown-authority')
  })
})

describe('a certificate of a known authority', () => {
  test.each([
    ['that has run out', { fromH: -2, untilH: -1 }, 'network.certificate-expired', /until .+\d{4} GMT\./],
    ['that is not valid yet', { fromH: 1, untilH: 2 }, 'network.certificate-not-yet-valid', /from .+\d{4} GMT\./],
  ])('%s is told with its time, and with the clock', async (_, valid, code, words) => {
    const origin = await serveTls(corp.issue(['localhost'], valid), hello())
    const fault = await faultOf(believing(corpFile)(origin))
    expect(fault.code).toBe(code)
    expect(fault.hint).toMatch(words)
    expect(fault.hint).toContain('the time of this machine')
  })

  test('for another host is told with the names that it is for', async () => {
    const origin = await serveTls(corp.issue(['login.hotel.example', 'hotel.example']), hello())
    const fault = await faultOf(believing(corpFile)(origin))
    expect(fault.code).toBe('network.wrong-host-name')
    expect(fault.hint).toContain('login.hotel.example, hotel.example')
  })
})

describe('no TLS as we want it', () => {
  test('an older version', async () => {
    const old = { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    const origin = await serveTls({ ...corp.issue(['localhost']), ...old }, hello())
    expect((await faultOf(believing(corpFile)(origin))).code).toBe('network.tls')
  })

  test.each([
    ['plain HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['another protocol', '220 mail ready\r\n'],
  ])('%s', async (_, words) => {
    const origin = await serveTcp((socket) => void socket.once('data', () => socket.end(words)))
    expect((await faultOf(asker()(origin.replace('http:', 'https:')))).code).toBe('network.tls')
  })

  test('somebody who hangs up', async () => {
    const origin = await serveTcp((socket) => void socket.once('data', () => socket.destroy()))
    expect((await faultOf(asker()(origin.replace('http:', 'https:')))).code).toBe('network.unreachable')
  })

  test('somebody who says nothing', async () => {
    const origin = await serveTcp(() => {})
    const asked = asker()(origin.replace('http:', 'https:'), { timeoutMs: 100 })
    expect((await faultOf(asked)).code).toBe('network.timeout')
  })
})

describe('a file of authorities that cannot be used', () => {
  test.each([
    ['is not there', () => join(folder, 'none.pem')],
    ['is a folder', () => folder],
    ['is empty', () => put('empty.pem', '')],
    [
      'has no certificate in it',
      () => put('key.pem', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'),
    ],
    ['has a broken certificate in it', () => put('broken.pem', `${corp.pem}${corp.pem.replace(/MII.{20}/, 'MII')}`)],
    ['is cut off', () => put('cut.pem', corp.pem.slice(0, 200))],
  ])('because it %s: told by its name, and nothing is sent', async (_, path) => {
    heard = 0
    const origin = await serveTls(corp.issue(['localhost']), hello())
    const file = path()
    const fault = await faultOf(believing(file)(origin))
    expect(fault.code).toBe('network.authority-file')
    expect(fault.title).toContain(file.split('/').at(-1))
    expect(fault.title).not.toContain(folder)
    expect(fault.hint).not.toMatch(/\{\w+\}/)
    expect(heard).toBe(0)
  })

  test('that is mended is used with the next request', async () => {
    const path = put('mended.pem', '')
    const ask = believing(path)
    const origin = await serveTls(corp.issue(['localhost']), hello())
    expect((await faultOf(ask(origin))).code).toBe('network.authority-file')
    writeFileSync(path, corp.pem)
    expect(await ask(origin)).toMatchObject({ status: 200 })
  })
})
