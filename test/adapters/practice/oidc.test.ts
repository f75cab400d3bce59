import { createHash } from 'node:crypto'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import {
  answerPage,
  askForPage,
  EMAIL,
  exchange,
  getCode,
  getToken,
  newVerifier,
  postForm,
  practice,
  REDIRECT,
  requestIdOf,
} from './practice-client.ts'

test('discovery describes the issuer', async () => {
  const { baseUrl } = await practice()
  const discovery = await (await fetch(`${baseUrl}/auth/.well-known/openid-configuration`)).json()
  expect(discovery).toMatchObject({
    issuer: `${baseUrl}/auth`,
    authorization_endpoint: `${baseUrl}/auth/authorize`,
    token_endpoint: `${baseUrl}/auth/token`,
    code_challenge_methods_supported: ['S256'],
  })
})

test('the identity token says who, for whom, and for how long', async () => {
  const { baseUrl } = await practice()
  const tokens = await getToken(baseUrl, { nonce: 'n-0S6' })
  const keys = createRemoteJWKSet(new URL(`${baseUrl}/auth/keys`))
  const { payload, protectedHeader } = await jwtVerify(tokens.id_token, keys, {
    issuer: `${baseUrl}/auth`,
    audience: 'sigstore',
  })
  expect(protectedHeader.alg).toBe('RS256')
  expect(payload).toMatchObject({
    sub: EMAIL,
    email: EMAIL,
    email_verified: true,
    nonce: 'n-0S6',
    federated_claims: { connector_id: 'https://practice.countermark.test', user_id: EMAIL },
    at_hash: createHash('sha256').update(tokens.access_token).digest().subarray(0, 16).toString('base64url'),
  })
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60)
})

test('state and issuer come back with the code, and a query of the redirect is kept', async () => {
  const { baseUrl } = await practice()
  const redirectUri = 'http://127.0.0.1:4711/cb?keep=1'
  const html = await (await askForPage(baseUrl, newVerifier(), { redirectUri })).text()
  const location = await answerPage(baseUrl, html, { answer: 'sign-in', email: EMAIL })
  expect(location.href).toMatch(/^http:\/\/127\.0\.0\.1:4711\/cb\?keep=1&/)
  expect(location.searchParams.get('state')).toBe('state-1')
  expect(location.searchParams.get('iss')).toBe(`${baseUrl}/auth`)
})

test('a code is good once, for its verifier, its redirect and its client', async () => {
  const { baseUrl } = await practice()
  const verifier = newVerifier()
  const reasons = []
  for (const form of [
    { code_verifier: newVerifier() },
    { code_verifier: 'short' },
    { code_verifier: verifier, redirect_uri: 'http://localhost:4600/auth/callback' },
    { code_verifier: verifier, client_id: 'somebody' },
    { code_verifier: verifier, grant_type: 'password' },
    { code_verifier: verifier, code: 'guessed' },
  ]) {
    const answer = await exchange(baseUrl, { code: await getCode(baseUrl, verifier), ...form })
    reasons.push([answer.status, ((await answer.json()) as { error: string }).error])
  }
  expect(reasons).toEqual([
    [400, 'invalid_grant'],
    [400, 'invalid_grant'],
    [400, 'invalid_grant'],
    [401, 'invalid_client'],
    [400, 'unsupported_grant_type'],
    [400, 'invalid_grant'],
  ])
  const code = await getCode(baseUrl, verifier)
  expect((await exchange(baseUrl, { code, code_verifier: verifier })).status).toBe(200)
  expect((await exchange(baseUrl, { code, code_verifier: verifier })).status).toBe(400)
})

test('a failed try uses the code up', async () => {
  const { baseUrl } = await practice()
  const verifier = newVerifier()
  const code = await getCode(baseUrl, verifier)
  expect((await exchange(baseUrl, { code, code_verifier: newVerifier() })).status).toBe(400)
  expect((await exchange(baseUrl, { code, code_verifier: verifier })).status).toBe(400)
})

test('a code runs out after a minute, a page after ten', async () => {
  let now = new Date('2026-11-23T12:00:00Z')
  const { baseUrl } = await practice({ now: () => now })
  const verifier = newVerifier()
  const code = await getCode(baseUrl, verifier)
  const html = await (await askForPage(baseUrl, verifier)).text()
  now = new Date('2026-11-23T12:01:00Z')
  expect((await exchange(baseUrl, { code, code_verifier: verifier })).status).toBe(400)
  now = new Date('2026-11-23T12:10:00Z')
  const form = { request: requestIdOf(html), answer: 'sign-in', email: EMAIL }
  expect((await postForm(`${baseUrl}/auth/sign-in`, form)).status).toBe(400)
})

test('clients that name themselves by HTTP Basic with an empty secret are served', async () => {
  const { baseUrl } = await practice()
  const verifier = newVerifier()
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })
  const code = await getCode(baseUrl, verifier)
  expect((await exchange(baseUrl, { code, code_verifier: verifier }, basic('sigstore:'))).status).toBe(200)
  const other = await getCode(baseUrl, verifier)
  expect((await exchange(baseUrl, { code: other, code_verifier: verifier }, basic('sigstore:x'))).status).toBe(401)
})

test.each([
  'https://localhost:4599/auth/callback',
  'http://example.org/callback',
  'http://localhost.example.org/',
  'http://127.0.0.1.example.org/',
  'http://localhost@example.org/',
  'http://user:pass@localhost:4599/',
  'http://localhost:4599/#fragment',
  'javascript:alert(1)',
  'urn:ietf:wg:oauth:2.0:oob:auto',
  'urn:ietf:wg:oauth:2.0:OOB',
  '',
])('an answer is never sent to %s', async (redirectUri) => {
  const { baseUrl } = await practice()
  const answer = await askForPage(baseUrl, newVerifier(), { redirectUri })
  expect(answer.status).toBe(400)
  expect(answer.headers.get('location')).toBeNull()
})

test.each(['http://localhost:1/', 'http://127.0.0.1:65535/a/b', 'http://[::1]:4599/auth/callback'])(
  'an answer may be sent to %s',
  async (redirectUri) => {
    const { baseUrl } = await practice()
    const { id_token } = await getToken(baseUrl, { redirectUri })
    expect(decodeJwt(id_token).email).toBe(EMAIL)
  },
)

test.each([
  ['invalid_request', { code_challenge: undefined }],
  ['invalid_request', { code_challenge_method: 'plain' }],
  ['invalid_request', { code_challenge_method: undefined }],
  ['invalid_request', { response_mode: 'fragment' }],
  ['unsupported_response_type', { response_type: 'token' }],
  ['invalid_scope', { scope: 'email' }],
  ['login_required', { prompt: 'none' }],
])('a request that cannot be served is told %s (%o)', async (error, parameters) => {
  const { baseUrl } = await practice()
  const answer = await askForPage(baseUrl, newVerifier(), { parameters })
  const location = new URL(answer.headers.get('location') ?? 'none:')
  expect(location.origin + location.pathname).toBe(REDIRECT)
  expect(location.searchParams.get('error')).toBe(error)
  expect(location.searchParams.get('state')).toBe('state-1')
})

test('an unknown client gets no redirect', async () => {
  const { baseUrl } = await practice()
  const answer = await askForPage(baseUrl, newVerifier(), { parameters: { client_id: 'other' } })
  expect([answer.status, answer.headers.get('location')]).toEqual([400, null])
})

test('not signing in is told as access_denied, even with no address typed', async () => {
  const { baseUrl } = await practice()
  const html = await (await askForPage(baseUrl, newVerifier())).text()
  const location = await answerPage(baseUrl, html, { answer: 'deny', email: '' })
  expect(location.searchParams.get('error')).toBe('access_denied')
  expect((await postForm(`${baseUrl}/auth/sign-in`, { request: requestIdOf(html), answer: 'deny' })).status).toBe(400)
})

test.each([
  ['', 'Type an address'],
  ['ada', 'has an @ in it'],
  ['ada@', 'does not read as an address'],
  ['ada..b@example.org', 'does not read as an address'],
  ['ada@-example.org', 'does not read as an address'],
  ['ada lovelace@example.org', 'does not read as an address'],
  ['ädä@example.org', 'plain letters'],
  [`${'a'.repeat(65)}@example.org`, 'does not read as an address'],
  [`a@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(63)}.org`, 'too long'],
])('the address %j is asked for again, in plain words', async (email, words) => {
  const { baseUrl } = await practice()
  const html = await (await askForPage(baseUrl, newVerifier())).text()
  const again = await postForm(`${baseUrl}/auth/sign-in`, { request: requestIdOf(html), answer: 'sign-in', email })
  const page = await again.text()
  expect([again.status, page]).toEqual([400, expect.stringContaining(words)])
  expect(page).toContain('aria-invalid="true"')
  const location = await answerPage(baseUrl, page, { answer: 'sign-in', email: EMAIL })
  expect(location.searchParams.get('code')).toBeTruthy()
})

test('what was typed is shown as text', async () => {
  const { baseUrl } = await practice()
  const html = await (await askForPage(baseUrl, newVerifier())).text()
  const email = '"><script>alert(1)</script>@x'
  const form = { request: requestIdOf(html), answer: 'sign-in', email }
  const page = await (await postForm(`${baseUrl}/auth/sign-in`, form)).text()
  expect(page).not.toContain('<script')
  expect(page).toContain('&quot;&gt;&lt;script&gt;')
})

test('the page is locked down, and its style fits its policy', async () => {
  const { baseUrl } = await practice()
  const answer = await askForPage(baseUrl, newVerifier())
  const html = await answer.text()
  const policy = answer.headers.get('content-security-policy') ?? ''
  const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? ''
  expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`)
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("form-action 'self' http://localhost:4599;")
  expect(policy).not.toContain('script-src')
  expect(html).not.toMatch(/<script|style=|https?:\/\/(?!127)/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('an address that the program suggests stands in the field already', async () => {
  const { baseUrl } = await practice()
  const ask = async (login_hint: string) =>
    (await askForPage(baseUrl, newVerifier(), { parameters: { login_hint } })).text()
  expect(await ask('grace@example.org')).toContain('value="grace@example.org"')
  expect(await ask('"><b>')).not.toContain('<b>')
})

const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob'
const codeOn = (html: string) => /<code class="code">([\w-]+)<\/code>/.exec(html)?.[1] ?? ''

test('a program that nothing can be sent to gets a code that the person copies, good for ten minutes', async () => {
  let now = new Date('2026-11-23T12:00:00Z')
  const { baseUrl } = await practice({ now: () => now })
  const verifier = newVerifier()
  const page = await askForPage(baseUrl, verifier, { redirectUri: OUT_OF_BAND, nonce: 'n-1' })
  expect(page.headers.get('content-security-policy')).toContain("form-action 'self';")
  const form = { request: requestIdOf(await page.text()), answer: 'sign-in', email: EMAIL }
  const answer = await postForm(`${baseUrl}/auth/sign-in`, form)
  expect([answer.status, answer.headers.get('location')]).toEqual([200, null])
  const code = codeOn(await answer.text())
  now = new Date('2026-11-23T12:09:59Z')
  const wrong = await exchange(baseUrl, { code: `${code}x`, code_verifier: verifier, redirect_uri: OUT_OF_BAND })
  expect(wrong.status).toBe(400)
  const pasted = { code: ` ${code}\n`, code_verifier: verifier, redirect_uri: OUT_OF_BAND }
  const { id_token } = (await (await exchange(baseUrl, pasted)).json()) as { id_token: string }
  expect(decodeJwt(id_token)).toMatchObject({ email: EMAIL, nonce: 'n-1' })
  expect((await exchange(baseUrl, pasted)).status).toBe(400)
})

test('a copied code is bound to its verifier and its redirect', async () => {
  const { baseUrl } = await practice()
  const verifier = newVerifier()
  for (const form of [{ redirect_uri: REDIRECT }, { code_verifier: newVerifier() }]) {
    const html = await (await askForPage(baseUrl, verifier, { redirectUri: OUT_OF_BAND })).text()
    const answered = { request: requestIdOf(html), answer: 'sign-in', email: EMAIL }
    const code = codeOn(await (await postForm(`${baseUrl}/auth/sign-in`, answered)).text())
    const answer = await exchange(baseUrl, { code, code_verifier: verifier, redirect_uri: OUT_OF_BAND, ...form })
    expect(await answer.json()).toMatchObject({ error: 'invalid_grant' })
  }
})

test('without a redirect the page says what happened, instead of sending it away', async () => {
  const { baseUrl } = await practice()
  const ask = async (parameters: Record<string, string | undefined> = {}) => {
    const answer = await askForPage(baseUrl, newVerifier(), { redirectUri: OUT_OF_BAND, parameters })
    return { status: answer.status, location: answer.headers.get('location'), html: await answer.text() }
  }
  expect(await ask({ code_challenge: undefined })).toMatchObject({
    status: 400,
    location: null,
    html: expect.stringContaining('PKCE'),
  })
  const form = { request: requestIdOf((await ask()).html), answer: 'deny' }
  const denied = await postForm(`${baseUrl}/auth/sign-in`, form)
  expect([denied.status, await denied.text()]).toEqual([200, expect.stringContaining('You did not sign in')])
  const typo = { request: requestIdOf((await ask()).html), answer: 'sign-in', email: 'ada' }
  const again = await postForm(`${baseUrl}/auth/sign-in`, typo)
  expect([again.status, await again.text()]).toEqual([400, expect.stringContaining('has an @ in it')])
})

test.each(['https://github.com/login/oauth', 'https://accounts.google.com', 'anything'])(
  'a provider that the program prefers (%s) changes nothing',
  async (connector_id) => {
    const { baseUrl } = await practice()
    const { id_token } = await getToken(baseUrl, { parameters: { connector_id } })
    expect(decodeJwt(id_token).federated_claims).toMatchObject({ connector_id: 'https://practice.countermark.test' })
  },
)
