/** The token endpoint: a code is exchanged once, by the program that asked for it (RFC 6749 §4.1.3, RFC 7636 §4.6). */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { BoundedMap } from './bounded-map.ts'
import { type IdentityTokens, TOKEN_SECONDS } from './identity-tokens.ts'
import { PRACTICE } from './names.ts'
import { type Answer, json, type PracticeRequest } from './server.ts'

/** A request for a sign-in that a page is shown for. */
export interface PendingSignIn {
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

const refuse = (status: number, error: string, description: string): Answer =>
  json(status, { error, error_description: description })

/** Answers a token request with an identity token, or with an error of RFC 6749 §5.2. */
export async function tokenAnswer(
  { headers, body }: PracticeRequest,
  codes: BoundedMap<IssuedCode>,
  tokens: IdentityTokens,
): Promise<Answer> {
  const form = new URLSearchParams(body.toString('utf8'))
  if (form.get('grant_type') !== 'authorization_code') {
    return refuse(400, 'unsupported_grant_type', 'only authorization_code is supported')
  }
  if (!isOurClient(form, headers.authorization)) return refuse(401, 'invalid_client', 'the client is not known')
  // Taken before it is checked: whoever guesses has one try.
  const code = codes.take(form.get('code') ?? '')
  if (!code) return refuse(400, 'invalid_grant', 'the code is not known, was used, or has expired')
  if (form.get('redirect_uri') !== code.redirectUri) {
    return refuse(400, 'invalid_grant', 'the code was given to another redirect_uri')
  }
  if (!isVerifierOf(form.get('code_verifier') ?? '', code.codeChallenge)) {
    return refuse(400, 'invalid_grant', 'the code_verifier does not fit the code_challenge')
  }
  const { idToken, accessToken } = await tokens.issue(code)
  return json(200, {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: TOKEN_SECONDS,
    scope: 'openid email',
    id_token: idToken,
  })
}

/** A public client names itself in the form, or as some do by HTTP Basic with an empty secret. */
function isOurClient(form: URLSearchParams, authorization: string | undefined): boolean {
  const basic = /^Basic ([\w+/=]+)$/i.exec(authorization ?? '')?.[1]
  if (basic !== undefined) return Buffer.from(basic, 'base64').toString('utf8') === `${PRACTICE.clientId}:`
  return form.get('client_id') === PRACTICE.clientId
}

/** BASE64URL(SHA-256(verifier)) is the challenge; a verifier has 43 to 128 unreserved characters. */
function isVerifierOf(verifier: string, challenge: string): boolean {
  if (!/^[\w.~-]{43,128}$/.test(verifier)) return false
  const digest = createHash('sha256').update(verifier, 'ascii').digest()
  const expected = Buffer.from(challenge, 'base64url')
  return expected.length === digest.length && timingSafeEqual(expected, digest)
}
