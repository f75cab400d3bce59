/** A person signs in with the browser: authorization code with PKCE and a loopback redirect (RFC 8252). */
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client'
import { Fault, fault } from '../contract/faults.ts'
import type { Browser, Clock, Http, IdentityToken, SignIn, SignInRequest } from '../core/ports.ts'
import type { SignInOutcome } from './callback-page.ts'
import { checkIdToken } from './id-token.ts'
import { type Loopback, listenForReturn, type Returned } from './loopback.ts'
import { type Challenge, findProvider, type Provider } from './oidc-provider.ts'

const FIVE_MINUTES_MS = 5 * 60 * 1000

export interface SignInPorts {
  readonly http: Http
  readonly browser: Browser
  readonly clock: Clock
}

/**
 * Sign-ins with any provider of OpenID Connect. `timeoutMs` is how long the sign-in page is waited for. Faults:
 * `auth.denied`, `auth.timeout`, `auth.token-invalid`, `auth.no-port`, `network.*`, `sigstore.answer-unreadable` and
 * `cancelled`; none of them holds a token, a code or a verifier.
 */
export function createSignIn(ports: SignInPorts, { timeoutMs = FIVE_MINUTES_MS }: { timeoutMs?: number } = {}): SignIn {
  return {
    async signIn(request) {
      if (request.signal.aborted) throw fault('cancelled')
      const provider = await findProvider(ports.http, request)
      const challenge = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
      const loopback = await listenForReturn(challenge.state)
      try {
        const url = await provider.authorizationUrl(loopback.redirectUri, challenge)
        request.onUrl(url)
        void openQuietly(ports.browser, url)
        const returned = await waitFor(loopback, ports.clock, timeoutMs, request.signal)
        return await answering(returned, () => redeem(returned.url, challenge, provider, request, ports.clock))
      } finally {
        await loopback.close()
      }
    },
  }
}

/** Whoever has no browser here can copy the address: the wait goes on. */
async function openQuietly(browser: Browser, url: string): Promise<void> {
  try {
    await browser.open(url)
  } catch {}
}

/** The browser, the clock or the person who cancels: whoever is first. */
async function waitFor(loopback: Loopback, clock: Clock, timeoutMs: number, signal: AbortSignal): Promise<Returned> {
  const over = new AbortController()
  const onAbort = () => over.abort()
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  const late = clock.sleep(timeoutMs, over.signal).then(() => {
    throw fault('auth.timeout')
  })
  try {
    return await Promise.race([loopback.returned, late])
  } catch (error) {
    throw signal.aborted ? fault('cancelled') : error
  } finally {
    signal.removeEventListener('abort', onAbort)
    over.abort()
  }
}

/** The page in the browser says what came of it, so it is shown last. */
async function answering<T>({ show }: Returned, act: () => Promise<T>): Promise<T> {
  let outcome: SignInOutcome = 'failed'
  try {
    const result = await act()
    outcome = 'signed-in'
    return result
  } catch (error) {
    if (error instanceof Fault && error.code === 'auth.denied') outcome = 'refused'
    throw error
  } finally {
    await show(outcome)
  }
}

async function redeem(
  returned: URL,
  challenge: Challenge,
  provider: Provider,
  { audience }: SignInRequest,
  clock: Clock,
): Promise<IdentityToken> {
  const { idToken, accessToken } = await provider.exchange(returned, challenge)
  // Asked for after the token: a provider that has just changed its keys names the new ones by now.
  const keys = await provider.keys()
  const { issuer } = provider
  return checkIdToken(idToken, { issuer, audience, nonce: challenge.nonce, accessToken, keys, now: clock.now() })
}
