/**
 * An OpenID Connect provider that believes what it is told: authorization code with PKCE (RFC 6749, RFC 7636), one
 * public client, redirects to loopback addresses only (RFC 8252 §7.3) or a code to copy; and the device flow.
 */
import { randomBytes } from 'node:crypto'
import { boundedMap } from './bounded-map.ts'
import { deviceFlow } from './device-flow.ts'
import { problemWithEmail } from './email-address.ts'
import type { IdentityTokens } from './identity-tokens.ts'
import { PRACTICE } from './names.ts'
import { declinedPage, refusalPage } from './page.ts'
import { type Answer, json, type PracticeRequest, type Route } from './server.ts'
import { codePage, signInPage } from './sign-in-page.ts'
import { formOf, type IssuedCode, type PendingSignIn, tokenAnswer } from './token-endpoint.ts'

const SIGN_IN_MS = 10 * 60 * 1000
const CODE_MS = 60 * 1000
const MOST_KEPT = 1_000
/** The redirect of a program that nothing can be sent to: the person copies the code. */
const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob'
const FORM = 'application/x-www-form-urlencoded'

/** Discovery, keys, the sign-in page and the token endpoint, all below the path of the issuer. */
export function oidcRoutes(tokens: IdentityTokens, now: () => Date): Route[] {
  const { issuer } = tokens
  const base = new URL(issuer).pathname
  const pending = boundedMap<PendingSignIn>({ lifetimeMs: SIGN_IN_MS, most: MOST_KEPT, now })
  const codes = boundedMap<IssuedCode>({ lifetimeMs: CODE_MS, most: MOST_KEPT, now })
  /** Copying takes a person longer than a redirect takes a browser. */
  const copiedCodes = boundedMap<IssuedCode>({ lifetimeMs: SIGN_IN_MS, most: MOST_KEPT, now })
  const devices = deviceFlow(issuer, now)
  const grants = {
    pollDevice: devices.poll,
    takeCode: (code: string) => codes.take(code) ?? copiedCodes.take(code),
  }

  function authorize({ url }: PracticeRequest): Answer {
    const asked = url.searchParams
    const redirectUri = asked.get('redirect_uri') ?? ''
    // Without a client and a redirect that are right there is nobody to send an error to.
    if (asked.get('client_id') !== PRACTICE.clientId) return refusalPage('It is for a program that is not known here.')
    const isCopied = redirectUri === OUT_OF_BAND
    if (!isCopied && !isLoopback(redirectUri)) return refusalPage('Its answer would leave this machine.')
    const repeated = [...asked.keys()].find((name) => asked.getAll(name).length > 1)
    const state = asked.get('state') ?? undefined
    const refuse = (error: string, why: string) =>
      isCopied
        ? refusalPage(`The program asked in a way that is not understood (${error}: ${why}).`)
        : redirect(redirectUri, { error, error_description: why, state, iss: issuer })
    if (repeated) return refuse('invalid_request', 'a parameter is given twice')
    if (asked.get('response_type') !== 'code') return refuse('unsupported_response_type', 'only code is supported')
    if ((asked.get('response_mode') ?? 'query') !== 'query') return refuse('invalid_request', 'only query is supported')
    if (!asked.get('scope')?.split(' ').includes('openid')) return refuse('invalid_scope', 'the scope lacks openid')
    const codeChallenge = asked.get('code_challenge') ?? ''
    if (asked.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(codeChallenge)) {
      return refuse('invalid_request', 'PKCE with S256 is required')
    }
    if (asked.get('prompt') === 'none') return refuse('login_required', 'a person has to sign in')
    const id = randomBytes(32).toString('base64url')
    pending.set(id, { redirectUri, state, nonce: asked.get('nonce') ?? undefined, codeChallenge })
    const email = asked.get('login_hint') ?? ''
    return form(id, redirectUri, problemWithEmail(email) ? '' : email)
  }

  const form = (id: string, redirectUri: string, email: string, problem?: string) =>
    signInPage({
      action: `${base}/sign-in`,
      id,
      redirectUri: redirectUri === OUT_OF_BAND ? undefined : redirectUri,
      email,
      ...(problem ? { problem } : {}),
    })

  function signIn(answered: PracticeRequest): Answer {
    const fields = formOf(answered)
    const id = fields.get('request') ?? ''
    const request = pending.get(id)
    if (!request) return refusalPage('It has been answered already, or ten minutes have passed.')
    const { redirectUri, state } = request
    const isCopied = redirectUri === OUT_OF_BAND
    if (fields.get('answer') !== 'sign-in') {
      pending.take(id)
      if (isCopied) return declinedPage()
      const why = 'The person chose not to sign in'
      return redirect(redirectUri, { error: 'access_denied', error_description: why, state, iss: issuer })
    }
    const email = fields.get('email')?.trim() ?? ''
    const problem = problemWithEmail(email)
    if (problem) return form(id, redirectUri, email, problem)
    pending.take(id)
    const code = randomBytes(32).toString('base64url')
    const kept = isCopied ? copiedCodes : codes
    kept.set(code, { ...request, email })
    return isCopied ? codePage(code) : redirect(redirectUri, { code, state, iss: issuer })
  }

  return [
    {
      method: 'GET',
      path: `${base}/.well-known/openid-configuration`,
      answer: () => json(200, discovery(issuer, devices.endpoint)),
    },
    { method: 'GET', path: `${base}/keys`, answer: () => json(200, tokens.keySet) },
    { method: 'GET', path: `${base}/authorize`, answer: authorize },
    { method: 'POST', path: `${base}/sign-in`, accepts: FORM, answer: signIn },
    { method: 'POST', path: `${base}/token`, accepts: FORM, answer: (request) => tokenAnswer(request, grants, tokens) },
    ...devices.routes,
  ]
}

/** Whether an answer to this address stays on this machine: any port and path of a loopback name over http. */
function isLoopback(uri: string): boolean {
  try {
    const { protocol, hostname, username, password } = new URL(uri)
    const isOwn = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
    return protocol === 'http:' && isOwn && username === '' && password === '' && !uri.includes('#')
  } catch {
    return false
  }
}

function redirect(uri: string, parameters: Readonly<Record<string, string | undefined>>): Answer {
  const location = new URL(uri)
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) location.searchParams.set(name, value)
  }
  // 303: whatever the method was, the answer is fetched by GET.
  return { status: 303, headers: { location: location.href, 'referrer-policy': 'no-referrer' }, body: '' }
}

/** OpenID Connect Discovery 1.0 §3. */
const discovery = (issuer: string, deviceEndpoint: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  device_authorization_endpoint: deviceEndpoint,
  jwks_uri: `${issuer}/keys`,
  response_types_supported: ['code'],
  response_modes_supported: ['query'],
  grant_types_supported: ['authorization_code', 'urn:ietf:params:oauth:grant-type:device_code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  scopes_supported: ['openid', 'email'],
  token_endpoint_auth_methods_supported: ['none'],
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
  claims_supported: [
    'iss',
    'sub',
    'aud',
    'exp',
    'iat',
    'nonce',
    'at_hash',
    'email',
    'email_verified',
    'federated_claims',
  ],
})
