/** Signing in with the browser of this machine: authorization code with PKCE and a loopback redirect (RFC 8252). */
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client'
import { Fault } from '../contract/faults.ts'
import type { Browser, Clock, Http, IdentityToken, SignInRequest } from '../core/ports.ts'
import { CONNECTORS } from '../core/providers.ts'
import type { SignInOutcome } from './callback-page.ts'
import { checkIdToken } from './id-token.ts'
import { listenForReturn, type Returned } from './loopback.ts'
import type { Challenge, Provider, Tokens } from './oidc-provider.ts'
import { waitForPerson } from './wait-for-person.ts'

export interface SignInPorts {
  readonly http: Http
  readonly browser: Browser
  readonly clock: Clock
}

export const newChallenge = (): Challenge => ({
  state: randomState(),
  nonce: randomNonce(),
  verifier: randomPKCECodeVerifier(),
})

export const connectorOf = ({ choice }: SignInRequest): string | undefined =>
  choice?.provider === undefined ? undefined : CONNECTORS[choice.provider]

/** Opens the page, and waits for the browser to come back. Faults: as `createSignIn`. */
export async function signInByBrowser(
  provider: Provider,
  request: SignInRequest,
  { browser, clock }: SignInPorts,
  timeoutMs: number,
): Promise<IdentityToken> {
  const challenge = newChallenge()
  const loopback = await listenForReturn(challenge.state)
  try {
    const url = await provider.authorizationUrl(loopback.redirectUri, challenge, connectorOf(request))
    request.onPrompt({ way: 'browser', url })
    void openQuietly(browser, url)
    const returned = await waitForPerson(() => loopback.returned, { clock, timeoutMs, signal: request.signal })
    return await answering(returned, async () => {
      const tokens = await provider.exchange(returned.url, challenge)
      return checked(tokens, { provider, nonce: challenge.nonce, request, clock })
    })
  } finally {
    await loopback.close()
  }
}

/** Whoever has no browser here can copy the address: the wait goes on. */
async function openQuietly(browser: Browser, url: string): Promise<void> {
  try {
    await browser.open(url)
  } catch {}
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

export interface TokenCheck {
  readonly provider: Provider
  readonly nonce: string | undefined
  readonly request: SignInRequest
  readonly clock: Clock
}

/** The token that came, if it is the one that was asked for. */
export async function checked(
  { idToken, accessToken }: Tokens,
  { provider, nonce, request, clock }: TokenCheck,
): Promise<IdentityToken> {
  // Asked for after the token: a provider that has just changed its keys names the new ones by now.
  const keys = await provider.keys()
  const { issuer } = provider
  return checkIdToken(idToken, { issuer, audience: request.audience, nonce, accessToken, keys, now: clock.now() })
}
