import { describe, expect, test } from 'vitest'
import { systemClock } from '../../electron/adapters/clock.ts'
import { createSignIn } from '../../electron/adapters/sign-in.ts'
import type { Browser, SignInRequest } from '../../electron/core/ports.ts'
import { fakeClock } from '../fakes/clock.ts'
import { begin, follower, http, nobody, send } from './begin-sign-in.ts'
import { realProvider, visitor } from './real-provider.ts'
import { scriptedProvider } from './scripted-provider.ts'

describe('with a real provider', () => {
  const request = (issuer: string, onUrl: (url: string) => void = () => {}): SignInRequest => ({
    issuer,
    clientId: 'sigstore',
    audience: 'sigstore',
    signal: new AbortController().signal,
    onPrompt: ({ url }) => onUrl(url),
  })

  test('a person signs in, agrees, and reads that it worked', async () => {
    const issuer = await realProvider()
    const ada = visitor('ada')
    const urls: string[] = []
    const signIn = createSignIn({ http, browser: ada, clock: systemClock })
    const token = await signIn.signIn(request(issuer, (url) => urls.push(url)))

    expect(token.claims).toMatchObject({
      iss: issuer,
      aud: 'sigstore',
      email: 'ada@lovelace.example',
      email_verified: true,
    })
    expect(token.expiresAt.getTime()).toBe(Number(token.claims.exp) * 1000)
    expect(String(token.raw)).toBe('[secret]')
    expect(token.raw.reveal().split('.')).toHaveLength(3)
    expect(urls).toEqual(ada.opened)
    expect(await ada.lastPage()).toContain('You are signed in.')

    const asked = new URL(urls[0] ?? '').searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      client_id: 'sigstore',
      response_type: 'code',
      scope: 'openid email',
      code_challenge_method: 'S256',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/)
  })

  test('a person refuses, and reads that nothing was sent', async () => {
    const issuer = await realProvider()
    const ada = visitor('ada', 'refuse')
    const signIn = createSignIn({ http, browser: ada, clock: systemClock })
    await expect(signIn.signIn(request(issuer))).rejects.toMatchObject({
      code: 'auth.denied',
      details: { reason: 'End-User aborted interaction' },
    })
    expect(await ada.lastPage()).toContain('The sign-in was refused.')
  })

  test('every sign-in has secrets of its own', async () => {
    const issuer = await realProvider()
    const urls: string[] = []
    const signIn = createSignIn({ http, browser: visitor('ada'), clock: systemClock })
    await signIn.signIn(request(issuer, (url) => urls.push(url)))
    await signIn.signIn(request(issuer, (url) => urls.push(url)))
    for (const name of ['state', 'nonce', 'code_challenge', 'redirect_uri']) {
      expect(new Set(urls.map((url) => new URL(url).searchParams.get(name))).size).toBe(2)
    }
  })
})

describe('an end without a token', () => {
  test('the provider refuses, with words that are made visible and short', async () => {
    const back = { error: 'access_denied', error_description: `No\u202E entry.\n${'x'.repeat(1000)}` }
    const { token } = await begin(follower, { script: { back } })
    const refused = await token.catch((error: unknown) => error)
    expect(refused).toMatchObject({
      code: 'auth.denied',
      details: { reason: expect.stringContaining('No⟨U+202E⟩ entry.⟨U+000A⟩x') },
    })
    expect(String((refused as { details: { reason: string } }).details.reason)).toHaveLength(200)
  })

  test('the provider refuses without words', async () => {
    const { token, page } = await begin(nobody, { script: { back: { error: 'login_required' } } })
    expect(await (await fetch(await page)).text()).toContain('The sign-in was refused.')
    await expect(token).rejects.toMatchObject({ code: 'auth.denied', details: { reason: 'login_required' } })
  })

  test('nobody comes', async () => {
    const { token, callback } = await begin(nobody, { timeoutMs: 20 })
    await expect(token).rejects.toMatchObject({ code: 'auth.timeout' })
    await expect(send((await callback).url.port, 'GET', '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('the page is waited for five minutes', async () => {
    const provider = await scriptedProvider()
    const clock = fakeClock()
    const signal = new AbortController().signal
    const request = { issuer: provider.issuer, clientId: 'sigstore', audience: 'sigstore', signal, onPrompt: () => {} }
    const token = createSignIn({ http, browser: nobody, clock }).signIn(request)
    await expect(token).rejects.toMatchObject({ code: 'auth.timeout' })
    expect(clock.slept).toEqual([300_000])
  })

  test('cancelled before it begins, nothing is asked', async () => {
    const { token, provider } = await begin(follower, { signal: AbortSignal.abort() })
    await expect(token).rejects.toMatchObject({ code: 'cancelled' })
    expect(provider.asked).toEqual([])
  })

  test.each(['/.well-known/openid-configuration', '/token', '/keys'])('cancelled while %s is asked', async (path) => {
    const abort = new AbortController()
    const script = { routes: { [path]: () => abort.abort() } }
    const { token } = await begin(follower, { script, signal: abort.signal })
    await expect(token).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('cancelled while the page is open: the port is closed', async () => {
    const abort = new AbortController()
    const { token, callback } = await begin(nobody, { signal: abort.signal })
    const { port } = (await callback).url
    abort.abort(new Error('a reason of its own'))
    await expect(token).rejects.toMatchObject({ code: 'cancelled' })
    await expect(send(port, 'GET', '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})

describe('a browser that does not open', () => {
  test.each<[string, Browser]>([
    ['says so', { open: () => Promise.reject(new Error('no browser')) }],
    [
      'throws at once',
      {
        open: () => {
          throw new Error('no browser')
        },
      },
    ],
    ['never says anything', { open: () => new Promise(() => {}) }],
  ])('%s: the person copies the address', async (_, browser) => {
    const { token, page } = await begin(browser)
    await fetch(await page)
    expect((await token).claims).toMatchObject({ email: 'ada@lovelace.example' })
  })
})
