/** How the command line reaches the network: the environment says. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openProxy } from '../adapters/http/test-proxy.ts'
import { serveTls } from '../adapters/loopback-server.ts'
import { testAuthority } from '../fakes/certificates.ts'
import { type Desk, openDesk } from './command.ts'

const corp = testAuthority('Corp inspection authority')
let desk: Desk
let service: string
let ca: string
beforeEach(async () => {
  desk = openDesk()
  desk.file('a.bin', 'a')
  ca = join(desk.folder, 'corp.pem')
  writeFileSync(ca, corp.pem)
  // No trust config, so that the command ends when it has been asked for.
  service = await serveTls(corp.issue(['config.example']), (_, res) => void res.writeHead(404).end())
})
afterEach(() => desk.clear())

const sign = (env: Record<string, string>) =>
  desk.run(['sign', '--instance', 'https://config.example/trust.json', 'a.bin'], { env })

describe('the environment', () => {
  test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'])(
    '%s names the proxy, and COUNTERMARK_CA_FILE whom to believe',
    async (name) => {
      const proxy = await openProxy(service)
      const { code, err } = await sign({ [name]: proxy.origin, COUNTERMARK_CA_FILE: ca })
      expect(err).toContain('config.example answered something else than was asked for.')
      expect(code).toBe(3)
      expect(proxy.asked).toEqual([{ target: 'config.example:443', credentials: undefined }])
    },
  )

  test('NODE_EXTRA_CA_CERTS is believed as well, with another file beside it or alone', async () => {
    const proxy = await openProxy(service)
    const other = join(desk.folder, 'other.pem')
    writeFileSync(other, testAuthority('Other').pem)
    for (const more of [{}, { COUNTERMARK_CA_FILE: other }]) {
      const { err } = await sign({ HTTPS_PROXY: proxy.origin, NODE_EXTRA_CA_CERTS: ca, ...more })
      expect(err).toContain('answered something else')
    }
  })

  test('without it, the authority that stands in between is named', async () => {
    const proxy = await openProxy(service)
    const { code, err } = await sign({ HTTPS_PROXY: proxy.origin })
    expect(err).toContain('Nobody whom this machine trusts vouches for config.example.')
    expect(err).toContain('Corp inspection authority')
    expect(err).toContain('COUNTERMARK_CA_FILE')
    expect(code).toBe(3)
  })

  test('a password of the proxy is used, and shown nowhere', async () => {
    const right = `Basic ${Buffer.from('ada:right').toString('base64')}`
    const proxy = await openProxy(service, { credentials: right })
    const env = (pair: string) => ({
      HTTPS_PROXY: proxy.origin.replace('://', `://${pair}@`),
      COUNTERMARK_CA_FILE: ca,
    })
    const wrong = await sign(env('ada:hunter2'))
    expect(wrong.err).toContain('does not accept the name and the password.')
    expect(wrong.out + wrong.err).not.toMatch(/hunter2|YWRhO/)
    expect((await sign(env('ada:right'))).err).toContain('answered something else')
  })

  test('a file of authorities that is not there is told before anything is sent', async () => {
    const proxy = await openProxy(service)
    const { code, err } = await sign({ HTTPS_PROXY: proxy.origin, COUNTERMARK_CA_FILE: 'none.pem' })
    expect(err).toContain('The file of authorities none.pem cannot be used.')
    expect(code).toBe(3)
    expect(proxy.asked).toEqual([])
  })

  test('the practice instance needs no proxy', async () => {
    const proxy = await openProxy(service)
    const env = { HTTPS_PROXY: proxy.origin, HTTP_PROXY: proxy.origin, ALL_PROXY: proxy.origin }
    expect(await desk.run(['sign', '--instance', 'practice', 'a.bin'], { env })).toMatchObject({ code: 0 })
    expect(proxy.asked).toEqual([])
  })
})
