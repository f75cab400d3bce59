import { createHash } from 'node:crypto'
import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { EMAIL, newVerifier, postForm, practice } from './practice-client.ts'

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'
const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')

interface DeviceAnswer {
  device_code: string
  user_code: string
  verification_uri: string
  verification_uri_complete: string
  expires_in: number
  interval: number
}

/** An instance whose clock stands still until it is moved. */
async function atNoon() {
  let now = Date.parse('2026-11-23T12:00:00Z')
  const { baseUrl } = await practice({ now: () => new Date(now) })
  const start = (form: Record<string, string> = {}) =>
    postForm(`${baseUrl}/auth/device/code`, { client_id: 'sigstore', scope: 'openid email', ...form })
  return {
    baseUrl,
    start,
    started: async (form?: Record<string, string>) => (await (await start(form)).json()) as DeviceAnswer,
    wait: (seconds: number) => {
      now += seconds * 1000
    },
    poll: async (device_code: string, form: Record<string, string> = {}) => {
      const fields = { grant_type: DEVICE_GRANT, client_id: 'sigstore', device_code, ...form }
      const answer = await postForm(`${baseUrl}/auth/token`, fields)
      return { status: answer.status, ...((await answer.json()) as { error?: string; id_token?: string }) }
    },
    answer: async (user_code: string, form: Record<string, string> = {}) => {
      const answer = await postForm(`${baseUrl}/auth/device`, { user_code, answer: 'sign-in', email: EMAIL, ...form })
      return { status: answer.status, html: await answer.text() }
    },
  }
}

test('discovery names the endpoint, and the endpoint gives what a program shows', async () => {
  const { baseUrl, started } = await atNoon()
  const discovery = (await (await fetch(`${baseUrl}/auth/.well-known/openid-configuration`)).json()) as object
  expect(discovery).toMatchObject({
    device_authorization_endpoint: `${baseUrl}/auth/device/code`,
    grant_types_supported: ['authorization_code', DEVICE_GRANT],
  })
  const { user_code, ...rest } = await started()
  expect(user_code).toMatch(/^[B-Z]{4}-[B-Z]{4}$/)
  expect(rest).toEqual({
    device_code: expect.stringMatching(/^[\w-]{43}$/),
    verification_uri: `${baseUrl}/auth/device`,
    verification_uri_complete: `${baseUrl}/auth/device?user_code=${user_code}`,
    expires_in: 600,
    interval: 1,
  })
})

test('the page has the code in it, warns, and works without scripts', async () => {
  const { started } = await atNoon()
  const { verification_uri_complete, verification_uri, user_code } = await started()
  const answer = await fetch(verification_uri_complete)
  const html = await answer.text()
  expect(html).toContain(`value="${user_code}"`)
  expect(html).toContain('Go on only if a program that you started shows this very code')
  expect(html).not.toMatch(/<script|style=|https?:\/\/(?!127)/)
  expect(answer.headers.get('content-security-policy')).toContain("form-action 'self';")
  expect(await (await fetch(verification_uri)).text()).toContain('name="user_code" type="text" value=""')
  const typed = await (await fetch(`${verification_uri}?user_code=%22%3E%3Cb%3E`)).text()
  expect(typed).not.toContain('<b>')
})

test('a program waits until the person has answered, and gets a token once', async () => {
  const { started, poll, answer, wait } = await atNoon()
  const { device_code, user_code } = await started()
  expect(await poll(device_code)).toMatchObject({ status: 400, error: 'authorization_pending' })
  wait(1)
  expect(await poll(device_code)).toMatchObject({ status: 400, error: 'authorization_pending' })
  const page = await answer(user_code)
  expect([page.status, page.html]).toEqual([200, expect.stringContaining('You are signed in for practice')])
  wait(1)
  const { status, id_token = '' } = await poll(device_code)
  expect(status).toBe(200)
  expect(decodeJwt(id_token)).toMatchObject({ email: EMAIL, sub: EMAIL, aud: 'sigstore' })
  expect(await poll(device_code)).toMatchObject({ status: 400, error: 'invalid_grant' })
  expect((await answer(user_code)).html).toContain('No program waits for this code')
})

test('the code may be typed in small letters, without its dash, with spaces', async () => {
  const { started, poll, answer } = await atNoon()
  const { device_code, user_code } = await started()
  const typed = ` ${user_code.toLowerCase().replace('-', ' ')} `
  expect((await answer(typed)).status).toBe(200)
  expect((await poll(device_code)).status).toBe(200)
})

test('whoever asks too often is told to slow down, and then has to', async () => {
  const { started, poll, wait } = await atNoon()
  const { device_code } = await started()
  const errors = []
  for (const seconds of [0, 0.4, 1, 6, 6]) {
    wait(seconds)
    errors.push((await poll(device_code)).error)
  }
  expect(errors).toEqual([
    'authorization_pending',
    'slow_down',
    'slow_down',
    'authorization_pending',
    'authorization_pending',
  ])
})

test('a person who does not sign in is heard, even without an address', async () => {
  const { started, poll, answer } = await atNoon()
  const { device_code, user_code } = await started()
  const page = await answer(user_code, { answer: 'deny', email: '' })
  expect([page.status, page.html]).toEqual([200, expect.stringContaining('You did not sign in')])
  expect(await poll(device_code)).toMatchObject({ status: 400, error: 'access_denied' })
})

test('after ten minutes the code has expired, for the person and for the program', async () => {
  const { started, poll, answer, wait } = await atNoon()
  const { device_code, user_code } = await started()
  wait(600)
  expect((await answer(user_code)).html).toContain('No program waits for this code')
  expect(await poll(device_code)).toMatchObject({ status: 400, error: 'expired_token' })
})

test('a verifier is asked for where the program sent its challenge', async () => {
  const { started, poll, answer } = await atNoon()
  const verifier = newVerifier()
  const { device_code, user_code } = await started({
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
  })
  await answer(user_code)
  expect(await poll(device_code)).toMatchObject({ status: 400, error: 'invalid_grant' })
  expect(await poll(device_code, { code_verifier: newVerifier() })).toMatchObject({ error: 'invalid_grant' })
  expect((await poll(device_code, { code_verifier: verifier })).status).toBe(200)
})

test.each([
  [401, 'invalid_client', { client_id: 'somebody' }],
  [400, 'invalid_scope', { scope: 'email' }],
  [400, 'invalid_request', { code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' }],
  [400, 'invalid_request', { code_challenge: 'short', code_challenge_method: 'S256' }],
])('a request that cannot be served is told %d %s', async (status, error, form) => {
  const { start } = await atNoon()
  const answer = await start(form)
  expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ error })])
})

test('a poll of a stranger gets nothing', async () => {
  const { poll } = await atNoon()
  expect(await poll('guessed')).toMatchObject({ status: 400, error: 'invalid_grant' })
  expect(await poll('guessed', { client_id: 'somebody' })).toMatchObject({ status: 401, error: 'invalid_client' })
})

test.each([
  ['BBBB-BBBB', EMAIL, 'No program waits for this code'],
  ['', EMAIL, 'No program waits for this code'],
  ['right', 'ada', 'has an @ in it'],
])('the code %j with the address %j is asked for again, in plain words', async (code, email, words) => {
  const { started, answer } = await atNoon()
  const { user_code } = await started()
  const page = await answer(code === 'right' ? user_code : code, { email })
  expect([page.status, page.html]).toEqual([400, expect.stringContaining(words)])
  expect(page.html).toContain('aria-invalid="true"')
  expect((await answer(user_code)).status).toBe(200)
})

test('another page cannot answer for the person', async () => {
  const { baseUrl, started, poll } = await atNoon()
  const { device_code, user_code } = await started()
  const form = { user_code, answer: 'sign-in', email: EMAIL }
  const answer = await postForm(`${baseUrl}/auth/device`, form, { origin: 'https://example.org' })
  expect(answer.status).toBe(403)
  expect((await poll(device_code)).error).toBe('authorization_pending')
})
