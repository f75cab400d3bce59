/**
 * The token endpoint: a code is exchanged once, by the program that asked for it (RFC 6749 §4.1.3, RFC 7636 §4.6), or
 * a device is told how its sign-in stands (RFC 8628 §3.4).
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { type IdentityTokens, TOKEN_SECONDS } from './identity-tokens.ts'
import { PRACTICE } from './names.ts'
import { type Answer, json, type PracticeRequest } from './server.ts'

/** A request for a sign-in that a page is shown for. */
export interface PendingSignIn {
  /** `urn:ietf:wg:oauth:2.0:oob` where the code is shown to the person. */
  readonly redirectUri: string
  readonly state: string | undefined
  readonly nonce: string | undefined
  /** SHA-256 of the verifier, base64url (RFC 7636 §4.2). */
  readonly codeChallenge: string
}

/** A code that was given out, and what it is bound to. */
export interface IssuedCode extends PendingSignIn {
  readonly email: string
}

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

const refuse = (status: number, error: string, description: string): Answer =>
  json(status, { error, error_description: description })

/** What the endpoint asks for each grant. */
export interface Grants {
  /** The code, which is gone afterwards. */
  takeCode(code: string): IssuedCode | undefined
  /** How the sign-in of a device stands. Somebody who is signed in is told once. */
  pollDevice(form: URLSearchParams): Granted
}

/** Answers a token request with an identity token, or with an error of RFC 6749 §5.2. */
export async function tokenAnswer(request: PracticeRequest, grants: Grants, tokens: IdentityTokens): Promise<Answer> {
  const form = formOf(request)
  const grantType = form.get('grant_type')
  if (grantType !== 'authorization_code' && grantType !== DEVICE_GRANT) {
    return refuse(400, 'unsupported_grant_type', `only authorization_code and ${DEVICE_GRANT} are supported`)
  }
  if (!isOurClient(request)) return refuse(401, 'invalid_client', 'the client is not known')
  const granted = grantType === DEVICE_GRANT ? grants.pollDevice(form) : redeem(form, grants)
  if ('error' in granted) return refuse(400, granted.error, granted.why)
  const { idToken, accessToken } = await tokens.issue(granted)
  return json(200, {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: TOKEN_SECONDS,
    scope: 'openid email',
    id_token: idToken,
  })
}

/** Whom a grant signs in, or why it does not: an error of OAuth and a description. */
export type Granted =
  | { readonly email: string; readonly nonce?: string | undefined }
  | { readonly error: string; readonly why: string }

function redeem(form: URLSearchParams, grants: Grants): Granted {
  const invalid = (why: string) => ({ error: 'invalid_grant', why })
  // Taken before it is checked: whoever guesses has one try.
  const code = grants.takeCode(form.get('code')?.trim() ?? '')
  if (!code) return invalid('the code is not known, was used, or has expired')
  if (form.get('redirect_uri') !== code.redirectUri) return invalid('the code was given to another redirect_uri')
  if (!isVerifierOf(form.get('code_verifier') ?? '', code.codeChallenge)) {
    return invalid('the code_verifier does not fit the code_challenge')
  }
  return code
}

/** The body of a form. */
export const formOf = ({ body }: PracticeRequest): URLSearchParams => new URLSearchParams(body.toString('utf8'))

/** A public client names itself in the form, or as some do by HTTP Basic with an empty secret. */
export function isOurClient(request: PracticeRequest): boolean {
  const basic = /^Basic ([\w+/=]+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (basic !== undefined) return Buffer.from(basic, 'base64').toString('utf8') === `${PRACTICE.clientId}:`
  return formOf(request).get('client_id') === PRACTICE.clientId
}

/** BASE64URL(SHA-256(verifier)) is the challenge; a verifier has 43 to 128 unreserved characters. */
export function isVerifierOf(verifier: string, challenge: string): boolean {
  if (!/^[\w.~-]{43,128}$/.test(verifier)) return false
  const digest = createHash('sha256').update(verifier, 'ascii').digest()
  const expected = Buffer.from(challenge, 'base64url')
  return expected.length === digest.length && timingSafeEqual(expected, digest)
}
