/** The device flow (RFC 8628): a code here, a page anywhere. */
import { describe, expect, test } from 'vitest'
import { systemClock } from '../../electron/adapters/clock.ts'
import { createSignIn } from '../../electron/adapters/sign-in.ts'
import type { SignInPrompt } from '../../electron/contract/model/sign-in.ts'
import type { Clock, Http } from '../../electron/core/ports.ts'
import { type FakeClock, fakeClock } from '../fakes/clock.ts'
import { http, nobody } from './begin-sign-in.ts'
import { realProvider, visitor } from './real-provider.ts'
import { type Script, scriptedProvider } from './scripted-provider.ts'

interface Over {
  readonly clock?: Clock
  readonly http?: Http
  readonly signal?: AbortSignal
  readonly onPrompt?: (prompt: SignInPrompt) => void
}

const signInAt = (issuer: string, over: Over = {}) =>
  createSignIn({ http: over.http ?? http, browser: nobody, clock: over.clock ?? systemClock }).signIn({
    issuer,
    clientId: 'sigstore',
    audience: 'sigstore',
    choice: { way: 'device' },
    signal: over.signal ?? new AbortController().signal,
    onPrompt: over.onPrompt ?? (() => {}),
  })

/** Time moves only by waiting, and begins when the tokens of the provider are good. */
const patient = (): FakeClock => fakeClock(new Date().toISOString())

/** A device flow at a scripted provider: what was shown, how long was waited, and how it ended. */
async function flow(script: Script, over: Over = {}) {
  const provider = await scriptedProvider({
    ...script,
    claims: (claims) => ({ ...claims, nonce: undefined, exp: Number(claims.exp) + 3600, ...script.claims?.(claims) }),
  })
  const clock = patient()
  const shown: SignInPrompt[] = []
  const end = await signInAt(provider.issuer, { clock, onPrompt: (prompt) => shown.push(prompt), ...over }).then(
    (token) => token.claims.email,
    (error: unknown) => error,
  )
  return { end, shown, slept: clock.slept, provider }
}

test('a person types the code at a real provider, on a page of another browser', async () => {
  const issuer = await realProvider()
  const ada = visitor('ada')
  const quick: Clock = { now: systemClock.now, sleep: (_, signal) => systemClock.sleep(20, signal) }
  const token = await signInAt(issuer, {
    clock: quick,
    onPrompt(prompt) {
      if (prompt.way !== 'device') throw new Error(prompt.way)
      expect(prompt.code).toMatch(/^[A-Z]{4}-[A-Z]{4}$/)
      void ada.open(`${prompt.url}?user_code=${prompt.code}`)
    },
  })
  expect(token.claims).toMatchObject({ iss: issuer, aud: 'sigstore', email: 'ada@lovelace.example' })
  expect(await ada.lastPage()).toContain('Sign-in Success')
})

test('the code and the page are shown, and the code is asked about as often as the provider wishes', async () => {
  const { end, shown, slept, provider } = await flow({ polls: ['authorization_pending', 'authorization_pending'] })
  expect(end).toBe('ada@lovelace.example')
  expect(shown).toEqual([
    { way: 'device', url: `${provider.issuer}/device`, code: 'WDJB-MJHT', expiresAt: expect.any(String) },
  ])
  expect(slept).toEqual([5000, 5000, 5000])
  const verifiers = new Set(provider.forms.map((form) => form.get('code_verifier')))
  expect(verifiers.size).toBe(1)
  expect([...verifiers][0]).toMatch(/^[\w-]{43}$/)
})

test('asked to slow down, it waits five seconds longer each time, and stays slow', async () => {
  const { end, slept } = await flow({ polls: ['slow_down', 'authorization_pending', 'slow_down'] })
  expect(end).toBe('ada@lovelace.example')
  expect(slept).toEqual([5000, 10_000, 10_000, 15_000])
})

describe('how long it waits', () => {
  test.each([
    ['not said', undefined, 5000],
    ['half a second', 0.5, 1000],
    ['longer than the code lasts', 9999, 300_000],
  ])('the interval is %s', async (_, interval, first) => {
    const { slept } = await flow({ device: (answer) => ({ ...answer, interval }) })
    expect(slept[0]).toBe(first)
  })

  test('an answer that gets lost is asked for again, half as often', async () => {
    let lost = 2
    const lossy: Http = {
      request: (request) =>
        request.url.endsWith('/token') && lost-- > 0
          ? http.request({ ...request, url: 'http://127.0.0.1:1/' })
          : http.request(request),
    }
    const { end, slept } = await flow({}, { http: lossy })
    expect(end).toBe('ada@lovelace.example')
    expect(slept).toEqual([5000, 10_000, 20_000])
  })
})

describe('an end without a token', () => {
  test.each([
    ['the person refuses', { polls: ['access_denied'] }, { code: 'auth.denied', details: { reason: 'access_denied' } }],
    ['the provider says that the code ran out', { polls: ['expired_token'] }, { code: 'auth.code-expired' }],
    ['the provider never says so', { polls: Array(100).fill('authorization_pending') }, { code: 'auth.code-expired' }],
    [
      'there is no such flow',
      { discovery: ({ device_authorization_endpoint: _, ...rest }: Record<string, unknown>) => rest },
      { code: 'auth.way-unsupported' },
    ],
    [
      'the page is not https',
      { device: (answer: object) => ({ ...answer, verification_uri: 'http://example.com/' }) },
      { code: 'sigstore.answer-unreadable' },
    ],
    [
      'the code is a novel',
      { device: (answer: object) => ({ ...answer, user_code: 'x'.repeat(41) }) },
      { code: 'sigstore.answer-unreadable' },
    ],
    [
      'the answer has no code',
      { device: (answer: object) => ({ ...answer, device_code: undefined }) },
      { code: 'sigstore.answer-unreadable' },
    ],
    [
      'the token is from another issuer',
      { claims: () => ({ iss: 'https://accounts.google.com' }) },
      { code: 'auth.token-invalid', details: { reason: 'it comes from another provider' } },
    ],
    [
      'the token is for another audience',
      { claims: () => ({ aud: 'kubernetes' }) },
      { code: 'auth.token-invalid', details: { reason: 'it is meant for another program' } },
    ],
  ] as [string, Script, object][])('%s', async (_, script, expected) => {
    const { end, provider } = await flow(script)
    expect(end).toMatchObject(expected)
    for (const secret of provider.secrets) expect(JSON.stringify(end)).not.toContain(secret)
  })

  test('the person cancels while it waits', async () => {
    const abort = new AbortController()
    const { end } = await flow({}, { clock: systemClock, signal: abort.signal, onPrompt: () => abort.abort() })
    expect(end).toMatchObject({ code: 'cancelled' })
  })
})
