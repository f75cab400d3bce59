/** A provider of identities as we talk to it: OpenID Connect by the library, every byte through the Http port. */
import * as oauth from 'openid-client'
import { Fault, fault } from '../contract/faults.ts'
import { visible } from '../core/display-name.ts'
import type { Clock, Http, HttpAnswer, HttpRequest, SignInRequest } from '../core/ports.ts'
import { requestWithRetry } from '../core/retry.ts'
import { Secret } from '../core/secret.ts'
import { blameClock, foreignAnswer } from '../core/weather.ts'
import { isConfidential, isLoopbackHost, parseAddress } from './confidential.ts'
import { CLOCK_TOLERANCE_S, untrusted } from './id-token.ts'

const REQUEST_TIMEOUT_MS = 15_000
/** Key sets and discovery documents are a few kilobytes. */
const MAX_ANSWER_BYTES = 256 * 1024
const MAX_REASON_LENGTH = 200

/** The three secrets of one sign-in, each of 32 random bytes. */
export interface Challenge {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export interface Tokens {
  readonly idToken: string
  readonly accessToken: string
}

/** What a device flow begins with. The device code is a secret; the user code is for the person. */
export interface DeviceCode {
  readonly deviceCode: Secret<string>
  readonly userCode: string
  /** Where the person types the user code. */
  readonly url: string
  readonly expiresInS: number
  readonly intervalS: number
}

/** The redirect of a page that shows the code instead of leading anywhere. */
export const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob'

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'
/** RFC 8628 §3.2, where the provider does not say. */
const INTERVAL_S = 5
/** So long is waited at most, whatever the provider says. */
const LONGEST_DEVICE_CODE_S = 30 * 60
const MAX_USER_CODE_LENGTH = 40

export interface Provider {
  /** As the provider writes it: the `iss` of its tokens. */
  readonly issuer: string
  /** The sign-in page (RFC 6749 §4.1.1, RFC 7636); `connector` is what it shall pass the sign-in on to. */
  authorizationUrl(redirectUri: string, challenge: Challenge, connector?: string): Promise<string>
  /** Exchanges the code in the returned address. Faults: `auth.*`, `network.*`, `sigstore.answer-unreadable`. */
  exchange(returned: URL, challenge: Challenge): Promise<Tokens>
  /** The same for a code that a page showed, with no address to return to. Without a state: there is no browser to mix up. */
  exchangeShown(code: string, challenge: Challenge): Promise<Tokens>
  /** Begins a device flow (RFC 8628 §3.1). Faults: as `exchange`, and `auth.way-unsupported`. */
  startDevice(verifier: string): Promise<DeviceCode>
  /** Asks once whether somebody has signed in (RFC 8628 §3.4). Faults: as `exchange`, and `auth.code-expired`. */
  pollDevice(device: DeviceCode, verifier: string): Promise<Tokens | 'pending' | 'slow-down'>
  /** The public keys, as they are now. */
  keys(): Promise<unknown>
  /** What a token was refused with; where the provider's clock is far from ours, the fault that says so. */
  blamingClock(error: unknown, now: Date): unknown
}

/** Reads the discovery document. Faults: `network.*`, `sigstore.answer-unreadable`. */
export async function findProvider(ports: { http: Http; clock: Clock }, request: SignInRequest): Promise<Provider> {
  const { signal, clientId } = request
  const server = parseAddress(request.issuer)
  if (!server || !isConfidential(server)) throw unreadable(visible(request.issuer), 'its address is not https')
  let last: Pick<HttpAnswer, 'headers'> = { headers: {} }
  const fetchByPort = portFetch(ports, signal, (answer) => {
    last = answer
  })
  const isLocal = isLoopbackHost(server.hostname)
  const client = { [oauth.clockTolerance]: CLOCK_TOLERANCE_S }
  const config = await oauth
    .discovery(server, clientId, client, oauth.None(), {
      [oauth.customFetch]: fetchByPort,
      execute: isLocal ? [oauth.allowInsecureRequests] : [],
    })
    .catch((error: unknown) => {
      throw faultOf(error, server.host)
    })
  const metadata = config.serverMetadata()
  // The library forgives some providers a document in another name.
  if (new URL(metadata.issuer).href !== server.href) throw unreadable(server.host, 'it speaks for another provider')

  const provider: Provider = {
    issuer: metadata.issuer,
    blamingClock: (error, now) =>
      error instanceof Fault && error.code === 'auth.token-invalid'
        ? blameClock(error, last, hostOf(metadata.token_endpoint), now)
        : error,
    async authorizationUrl(redirectUri, { state, nonce, verifier }, connector) {
      const page = parseAddress(metadata.authorization_endpoint ?? '')
      if (!page || !isConfidential(page)) throw unreadable(server.host, 'its sign-in page is not https')
      return oauth.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid email',
        state,
        nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(connector === undefined ? {} : { connector_id: connector }),
      }).href
    },
    async exchange(returned, { state, nonce, verifier }) {
      const { searchParams } = returned
      const error = searchParams.get('error')
      if (error) throw denied(error, searchParams.get('error_description'), [])
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier }
      try {
        return tokensOf(await oauth.authorizationCodeGrant(config, returned, checks))
      } catch (problem) {
        const secrets = [verifier, searchParams.get('code') ?? verifier]
        throw faultOf(problem, hostOf(metadata.token_endpoint), secrets)
      }
    },
    exchangeShown(code, challenge) {
      const returned = new URL(OUT_OF_BAND)
      returned.search = String(new URLSearchParams({ code, state: challenge.state, iss: metadata.issuer }))
      return provider.exchange(returned, challenge)
    },
    async startDevice(verifier) {
      const endpoint = metadata.device_authorization_endpoint
      const unsupported = () => fault('auth.way-unsupported', { host: server.host, what: 'device codes' })
      if (endpoint === undefined) throw unsupported()
      try {
        const answer = await oauth.initiateDeviceAuthorization(config, {
          scope: 'openid email',
          code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        })
        return deviceCode(answer, server.host)
      } catch (problem) {
        if (problem instanceof oauth.ResponseBodyError && problem.error === 'unauthorized_client') throw unsupported()
        throw faultOf(problem, hostOf(endpoint), [verifier])
      }
    },
    async pollDevice({ deviceCode }, verifier) {
      const device_code = deviceCode.reveal()
      try {
        const asked = { device_code, code_verifier: verifier }
        return tokensOf(await oauth.genericGrantRequest(config, DEVICE_GRANT, asked))
      } catch (problem) {
        const error = problem instanceof oauth.ResponseBodyError ? problem.error : undefined
        if (error === 'authorization_pending') return 'pending'
        if (error === 'slow_down') return 'slow-down'
        if (error === 'expired_token') throw fault('auth.code-expired')
        throw faultOf(problem, hostOf(metadata.token_endpoint), [verifier, device_code])
      }
    },
    async keys() {
      const address = metadata.jwks_uri ?? ''
      try {
        const answer = await fetchByPort(address, { method: 'GET', headers: { accept: 'application/json' } })
        if (answer.status !== 200) throw new Error('no key set', { cause: answer })
        return await answer.json()
      } catch (error) {
        throw faultOf(error, hostOf(address))
      }
    },
  }
  return provider
}

const tokensOf = (tokens: oauth.TokenEndpointResponse): Tokens => ({
  idToken: tokens.id_token ?? '',
  accessToken: tokens.access_token,
})

function deviceCode(answer: oauth.DeviceAuthorizationResponse, host: string): DeviceCode {
  const { device_code, user_code, verification_uri, expires_in, interval = INTERVAL_S } = answer
  const page = parseAddress(verification_uri)
  if (!page || !isConfidential(page)) throw unreadable(host, 'its page for codes is not https')
  if (user_code.length > MAX_USER_CODE_LENGTH) throw unreadable(host, 'its code is too long to type')
  return {
    deviceCode: new Secret(device_code),
    userCode: visible(user_code),
    url: page.href,
    expiresInS: Math.min(expires_in, LONGEST_DEVICE_CODE_S),
    intervalS: Math.max(1, interval),
  }
}

const hostOf = (address: string | undefined): string => parseAddress(address ?? '')?.host ?? 'the provider'

type Fetched = Pick<oauth.CustomFetchOptions, 'method' | 'headers'> & Partial<oauth.CustomFetchOptions>

/**
 * A fetch as the library wants it, that is our Http with its host list and limits. Whoever has signed in already should not
 * have to do so again because an answer was lost: what may be asked twice is. A code is good for one exchange.
 */
const portFetch =
  (ports: { http: Http; clock: Clock }, signal: AbortSignal, onAnswer: (answer: HttpAnswer) => void) =>
  async (url: string, options: Fetched): Promise<Response> => {
    const { method, headers, body } = options
    const request: HttpRequest = {
      method: method === 'POST' ? 'POST' : 'GET',
      url,
      headers,
      ...(body === undefined || body === null ? {} : { body: String(body) }),
      timeoutMs: REQUEST_TIMEOUT_MS,
      maxBytes: MAX_ANSWER_BYTES,
      signal,
      purpose: 'sign-in',
    }
    const answer = await (request.method === 'GET' ? requestWithRetry(ports, request) : ports.http.request(request))
    const foreign = foreignAnswer(answer, url)
    if (foreign) throw foreign
    onAnswer(answer)
    // A status like 204 must come without a body.
    return new Response(answer.body.length === 0 ? null : new Uint8Array(answer.body), answer)
  }

const unreadable = (host: string, reason: string): Fault => fault('sigstore.answer-unreadable', { host, reason })

/** The provider's own words, cut short, and only if they give nothing away. */
function denied(error: string, description: string | null | undefined, secrets: readonly string[]): Fault {
  const words = [description, error].find((text) => text && !secrets.some((secret) => text.includes(secret)))
  const reason = visible(words ?? 'no reason').replace(/[.\s]+$/, '')
  return fault('auth.denied', { reason: reason.slice(0, MAX_REASON_LENGTH) })
}

/** What went wrong, without the library's errors as a cause: they carry the answer, and with it tokens. */
function faultOf(error: unknown, host: string, secrets: readonly string[] = []): Fault {
  const chain = causesOf(error)
  const known = chain.find((cause) => cause instanceof Fault)
  if (known) return known
  if (error instanceof oauth.ResponseBodyError) return denied(error.error, error.error_description, secrets)
  const status = chain.map((cause) => cause instanceof Response && cause.status).find(Boolean)
  if (status) return unreadable(host, `it answered with status ${status}`)
  for (const cause of chain) {
    if (typeof cause !== 'object' || cause === null) continue
    if ('claim' in cause && typeof cause.claim === 'string') return untrusted(cause.claim)
    if ('header' in cause) return untrusted('alg')
    if ('claims' in cause) return untrusted('claims')
  }
  return unreadable(host, 'it is not what the protocol asks for')
}

function causesOf(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (let cause = error; cause !== undefined && chain.length < 10; ) {
    chain.push(cause)
    cause = cause instanceof Error ? cause.cause : undefined
  }
  return chain
}
