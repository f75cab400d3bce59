/** Providers that lie, break, stall or flood: each sign-in ends with a fault that says so and gives nothing away. */
import type { RequestListener } from 'node:http'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../../electron/adapters/clock.ts'
import { createHttp } from '../../electron/adapters/http.ts'
import { createSignIn } from '../../electron/adapters/sign-in.ts'
import type { Http } from '../../electron/core/ports.ts'
import { faultAt, real } from './hostile-sign-in.ts'
import { freeAddress } from './loopback-server.ts'
import type { Script } from './scripted-provider.ts'

const answers =
  (status: number, type: string, body: string): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': type, location: 'https://hotel.example/' }).end(body)

describe.each(['/.well-known/openid-configuration', '/token', '/keys'])('instead of %s', (path) => {
  const at = (listener: RequestListener): Script => ({ routes: { [path]: listener } })

  test.each<[string, RequestListener]>([
    ['an error page', answers(502, 'text/html', '<h1>hotel gateway</h1>')],
    ['an error in JSON', answers(500, 'application/json', '{"hotel":1}')],
    ['nothing', answers(200, 'application/json', '')],
    ['no content', answers(204, 'application/json', '')],
    ['broken JSON', answers(200, 'application/json', '{"hotel":')],
  ])('%s is an answer that cannot be read', async (_, listener) => {
    const { code, details, provider } = await faultAt(at(listener))
    expect(code).toBe('sigstore.answer-unreadable')
    expect(details.host).toBe(new URL(provider.issuer).host)
    expect(details.reason).not.toContain('hotel')
  })

  test.each<[string, RequestListener]>([
    ['a page of the hotel', answers(200, 'text/html', '<h1>Welcome to the hotel network</h1>')],
    ['a redirect to one', answers(302, 'text/html', '')],
    ['what asks to sign in to the network', answers(511, 'text/html', '')],
  ])('%s is a network that wants a sign-in first', async (_, listener) => {
    const { code, details, provider } = await faultAt(at(listener))
    expect(code).toBe('network.captive-portal')
    expect(details.host).toBe(new URL(provider.issuer).host)
  })

  test('JSON that is something else is refused', async () => {
    const { code } = await faultAt(at(answers(200, 'application/json', '[null]')))
    expect(code).toMatch(/^(sigstore\.answer-unreadable|auth\.token-invalid)$/)
  })

  test('a flood is given up', async () => {
    expect((await faultAt(at(answers(200, 'application/json', ' '.repeat(2_000_000))))).code).toBe('network.too-large')
  })

  test('silence is given up', async () => {
    const impatient: Http = { request: (request) => real.request({ ...request, timeoutMs: 150 }) }
    expect(
      (
        await faultAt(
          at(() => {}),
          { http: impatient },
        )
      ).code,
    ).toBe('network.timeout')
  })

  test('a broken connection is no answer', async () => {
    expect((await faultAt(at((_, response) => void response.destroy()))).code).toBe('network.unreachable')
  })
})

describe('a discovery document', () => {
  test.each<[string, NonNullable<Script['discovery']>]>([
    ['of another provider', (d) => ({ ...d, issuer: 'https://accounts.google.com' })],
    ['whose issuer is no address', (d) => ({ ...d, issuer: 'nobody' })],
    ['without an issuer', ({ issuer: _, ...d }) => d],
    ['without a sign-in page', ({ authorization_endpoint: _, ...d }) => d],
    ['whose sign-in page is not https', (d) => ({ ...d, authorization_endpoint: 'http://example.com/' })],
    ['whose sign-in page is a program', (d) => ({ ...d, authorization_endpoint: 'ms-settings:privacy' })],
    ['whose sign-in page has a password', (d) => ({ ...d, authorization_endpoint: 'https://a:b@example.com/' })],
    ['without a token endpoint', ({ token_endpoint: _, ...d }) => d],
  ])('%s is not followed', async (_, discovery) => {
    expect((await faultAt({ discovery })).code).toBe('sigstore.answer-unreadable')
  })

  test.each(['token_endpoint', 'jwks_uri'])('cannot lead %s to a host that is not on the list', async (name) => {
    const elsewhere = `http://${await freeAddress()}/`
    const asked: string[] = []
    const strict = createHttp({
      isAllowed: (url) => {
        asked.push(url.href)
        return url.href !== elsewhere
      },
    })
    const { code, details } = await faultAt({ discovery: (d) => ({ ...d, [name]: elsewhere }) }, { http: strict })
    expect({ code, details }).toEqual({ code: 'network.not-allowed', details: { host: new URL(elsewhere).host } })
    expect(asked).toContain(elsewhere)
  })
})

test.each(['http://example.com/auth', 'ftp://127.0.0.1/', 'nonsense'])(
  '%s is not asked for anything',
  async (issuer) => {
    const asked: string[] = []
    const http: Http = {
      request(request) {
        asked.push(request.url)
        return real.request(request)
      },
    }
    const signIn = createSignIn({ http, browser: { open: async () => {} }, clock: systemClock })
    const { signal } = new AbortController()
    const signedIn = signIn.signIn({ issuer, clientId: 'sigstore', audience: 'sigstore', signal, onPrompt: () => {} })
    const details = { host: issuer, reason: 'its address is not https' }
    await expect(signedIn).rejects.toMatchObject({ code: 'sigstore.answer-unreadable', details })
    expect(asked).toEqual([])
  },
)

describe('the token endpoint refuses', () => {
  const refuse = (words: (form: URLSearchParams) => Record<string, string>): Script => ({
    routes: {
      '/token': async (request, response) => {
        let body = ''
        for await (const chunk of request) body += String(chunk)
        response.writeHead(400, { 'content-type': 'application/json' })
        response.end(JSON.stringify(words(new URLSearchParams(body))))
      },
    },
  })

  test('in its own words', async () => {
    const script = refuse(() => ({ error: 'invalid_grant', error_description: 'The code has expired.' }))
    expect(await faultAt(script)).toMatchObject({ code: 'auth.denied', details: { reason: 'The code has expired' } })
  })

  test.each(['code', 'code_verifier'])('and repeats the %s: those words are not passed on', async (name) => {
    const script = refuse((form) => ({ error: 'invalid_grant', error_description: `unknown: ${form.get(name)}` }))
    expect(await faultAt(script)).toMatchObject({ code: 'auth.denied', details: { reason: 'invalid_grant' } })
  })
})

test.each([undefined, 'opaque', 'a.b.c', 'a.b.c.d.e', 7, null])('an answer with %j as the token', async (id_token) => {
  const { code } = await faultAt({ tokens: (tokens) => ({ ...tokens, id_token }) })
  expect(code).toMatch(/^(sigstore\.answer-unreadable|auth\.token-invalid)$/)
})
