/** A page that shows a code, and somebody who brings it. */
import { describe, expect, test } from 'vitest'
import { systemClock } from '../../electron/adapters/clock.ts'
import { createSignIn } from '../../electron/adapters/sign-in.ts'
import type { SignInChoice, SignInPrompt } from '../../electron/contract/model/sign-in.ts'
import type { Clock, SignInRequest } from '../../electron/core/ports.ts'
import { fakeClock } from '../fakes/clock.ts'
import { http, nobody } from './begin-sign-in.ts'
import { scriptedProvider } from './scripted-provider.ts'

/** A person who reads the code off the page, wherever that is open. */
async function paste(
  choice: SignInChoice,
  over: { clock?: Clock; timeoutMs?: number; change?: (code: string) => string; signal?: AbortSignal } = {},
) {
  const provider = await scriptedProvider()
  const shown: SignInPrompt[] = []
  const askCode: SignInRequest['askCode'] = async () => {
    const code = await (await fetch(shown.at(-1)?.url ?? '')).text()
    return over.change?.(code) ?? code
  }
  const { timeoutMs, clock = systemClock } = over
  const end = await createSignIn({ http, browser: nobody, clock }, timeoutMs === undefined ? {} : { timeoutMs })
    .signIn({
      issuer: provider.issuer,
      clientId: 'sigstore',
      audience: 'sigstore',
      choice,
      signal: over.signal ?? new AbortController().signal,
      onPrompt: (prompt) => shown.push(prompt),
      askCode,
    })
    .then(
      (token) => token.claims.email,
      (error: unknown) => error,
    )
  return { end, shown, provider }
}

test('the code is exchanged with the secrets of this sign-in, and no address leads back here', async () => {
  const { end, shown, provider } = await paste({ way: 'paste' }, { change: (code) => ` ${code}\n` })
  expect(end).toBe('ada@lovelace.example')
  const url = new URL(shown[0]?.url ?? '')
  expect(shown.map(({ way }) => way)).toEqual(['paste'])
  expect(url.searchParams.get('redirect_uri')).toBe('urn:ietf:wg:oauth:2.0:oob')
  expect(url.searchParams.get('connector_id')).toBeNull()
  const form = provider.forms[0]
  expect(form?.get('redirect_uri')).toBe('urn:ietf:wg:oauth:2.0:oob')
  expect(form?.get('code_verifier')).toMatch(/^[\w-]{43}$/)
})

test.each([
  ['github', 'https://github.com/login/oauth'],
  ['google', 'https://accounts.google.com'],
  ['microsoft', 'https://login.microsoftonline.com'],
] as const)('the page of %s is opened at once', async (provider, connector) => {
  const { shown } = await paste({ way: 'paste', provider })
  expect(new URL(shown[0]?.url ?? '').searchParams.get('connector_id')).toBe(connector)
})

test('when nobody comes back from the browser, a code is asked for', async () => {
  const { end, shown } = await paste({ way: 'browser', provider: 'google' }, { timeoutMs: 20 })
  expect(shown.map(({ way }) => way)).toEqual(['browser', 'paste'])
  expect(new URL(shown[1]?.url ?? '').searchParams.get('connector_id')).toBe('https://accounts.google.com')
  expect(end).toBe('ada@lovelace.example')
})

describe('an end without a token', () => {
  test('what was pasted is no code', async () => {
    const { end, provider } = await paste({ way: 'paste' }, { change: () => 'two words' })
    expect(end).toMatchObject({ code: 'auth.denied' })
    expect(provider.asked).not.toContain('POST /token')
  })

  test('nobody brings a code', async () => {
    const provider = await scriptedProvider()
    const clock = fakeClock()
    const token = createSignIn({ http, browser: nobody, clock }).signIn({
      issuer: provider.issuer,
      clientId: 'sigstore',
      audience: 'sigstore',
      choice: { way: 'paste' },
      signal: new AbortController().signal,
      onPrompt: () => {},
      askCode: () => new Promise(() => {}),
    })
    await expect(token).rejects.toMatchObject({ code: 'auth.timeout' })
    expect(clock.slept).toEqual([300_000])
  })

  test('the person cancels while the code is waited for', async () => {
    const provider = await scriptedProvider()
    const abort = new AbortController()
    const token = createSignIn({ http, browser: nobody, clock: systemClock }).signIn({
      issuer: provider.issuer,
      clientId: 'sigstore',
      audience: 'sigstore',
      choice: { way: 'paste' },
      signal: abort.signal,
      onPrompt: () => abort.abort(),
      askCode: () => new Promise(() => {}),
    })
    await expect(token).rejects.toMatchObject({ code: 'cancelled' })
  })
})
