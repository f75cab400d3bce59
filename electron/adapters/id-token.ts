/** Whether an identity token is the one that was asked for (OpenID Connect Core 1.0 §3.1.3.7). */
import { createHash, timingSafeEqual } from 'node:crypto'
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose'
import { type Fault, fault } from '../contract/faults.ts'
import type { IdentityToken } from '../core/ports.ts'
import { Secret } from '../core/secret.ts'

/** Clocks differ by so much. */
export const CLOCK_TOLERANCE_S = 30

/** Only what a provider signs with a key that it does not share. */
const ALGORITHMS = ['ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512', 'EdDSA', 'Ed25519']

export interface ExpectedToken {
  readonly issuer: string
  readonly audience: string
  /** Undefined where the flow has no way to ask for one: then nothing binds the token but the exchange itself. */
  readonly nonce: string | undefined
  /** What came with the token; `at_hash` binds the two. */
  readonly accessToken: string
  /** The provider's public keys (RFC 7517), as they came. */
  readonly keys: unknown
  readonly now: Date
}

/** Fault: `auth.token-invalid`. Nothing of the token is in it: what the library says quotes the claims. */
export async function checkIdToken(token: string, expected: ExpectedToken): Promise<IdentityToken> {
  const { payload, algorithm } = await verified(token, expected)
  const nowSeconds = expected.now.getTime() / 1000
  if ((payload.iat ?? 0) > nowSeconds + CLOCK_TOLERANCE_S) throw untrusted('iat')
  if (expected.nonce !== undefined && payload.nonce !== expected.nonce) throw untrusted('nonce')
  if (payload.at_hash !== undefined && !isHashOf(payload.at_hash, expected.accessToken, algorithm))
    throw untrusted('at_hash')
  const expiresAt = new Date((payload.exp ?? 0) * 1000)
  if (Number.isNaN(expiresAt.getTime())) throw untrusted('claims')
  return { raw: new Secret(token), claims: payload, expiresAt }
}

async function verified(token: string, expected: ExpectedToken): Promise<{ payload: JWTPayload; algorithm: string }> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(expected.keys as JSONWebKeySet), {
      algorithms: ALGORITHMS,
      issuer: expected.issuer,
      audience: expected.audience,
      requiredClaims: ['iat', 'exp', 'sub'],
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: expected.now,
    })
    return { payload, algorithm: protectedHeader.alg }
  } catch (error) {
    throw error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired
      ? untrusted(error.claim)
      : untrusted(error instanceof errors.JOSEError ? error.code : '')
  }
}

const reasons = new Map([
  ['iss', 'it comes from another provider'],
  ['aud', 'it is meant for another program'],
  ['azp', 'it was given to another program'],
  ['exp', 'it has run out'],
  ['nbf', 'its time has not come, or the clock of this machine is wrong'],
  ['iat', 'it was issued in the future, or the clock of this machine is wrong'],
  ['nonce', 'it answers another sign-in'],
  ['at_hash', 'it does not belong to the answer that it came with'],
  ['sub', 'it names nobody'],
  ['claims', 'it does not say what every token must say'],
  ['alg', 'it is not signed in a way that can be checked'],
  [errors.JOSEAlgNotAllowed.code, 'it is not signed in a way that can be checked'],
  [errors.JWSSignatureVerificationFailed.code, 'its signature is wrong'],
  [errors.JWKSNoMatchingKey.code, 'it is signed with a key that the provider does not name'],
  [errors.JWKSMultipleMatchingKeys.code, 'it does not say which key it is signed with'],
  [errors.JWKSInvalid.code, 'the keys of the provider cannot be read'],
])

/** The fault for a claim, or a code of the library, that is not right. */
export const untrusted = (what: string): Fault =>
  fault('auth.token-invalid', { reason: reasons.get(what) ?? 'it cannot be read' })

/** The left half of the digest that the signature algorithm uses, in base64url (OpenID Connect Core 1.0 §3.1.3.6). */
function isHashOf(claim: unknown, accessToken: string, algorithm: string): boolean {
  const bits = /\d{3}$/.exec(algorithm)?.[0] ?? '512'
  const digest = createHash(`sha${bits}`).update(accessToken, 'ascii').digest()
  const given = Buffer.from(typeof claim === 'string' ? claim : '', 'base64url')
  const half = digest.subarray(0, digest.length / 2)
  return given.length === half.length && timingSafeEqual(given, half)
}
