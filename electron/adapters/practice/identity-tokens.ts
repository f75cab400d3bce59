/** The identity tokens of the practice issuer: JWTs that are good for one minute if nothing else is asked. */
import { createHash, createPublicKey, type KeyObject, randomUUID } from 'node:crypto'
import { type JWK, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { PRACTICE } from './names.ts'

/** Issues identity tokens, and knows its own again. */
export interface IdentityTokens {
  /** The issuer of the tokens: base of discovery, and the `iss` of every token. */
  readonly issuer: string
  /** The public key set (RFC 7517). */
  readonly keySet: { readonly keys: readonly JWK[] }
  issue(identity: { email: string; nonce?: string | undefined }): Promise<IssuedTokens>
  /** An identity token alone, good for so many seconds. */
  mint(email: string, lifetimeSeconds: number): Promise<string>
  /** The e-mail address of a token that is ours and still good; undefined for anything else. */
  verify(token: string): Promise<string | undefined>
}

interface IssuedTokens {
  readonly idToken: string
  /** Names the same identity: some clients hand it to the certificate authority instead. */
  readonly accessToken: string
}

/** How long a token is good for, as with the public instance. */
export const TOKEN_SECONDS = 60

const Claims = z.object({
  email: z.string().min(1),
  sub: z.string(),
  email_verified: z.literal(true),
  federated_claims: z.object({ connector_id: z.literal(PRACTICE.issuer) }),
})

/** As the public issuer signs: there are clients that read nothing else (cosign). */
const ALGORITHM = 'RS256'

/** The tokens of an issuer, signed with an RSA key. */
export function identityTokens(issuer: string, privateKey: KeyObject, now: () => Date): IdentityTokens {
  const publicKey = createPublicKey(privateKey)
  const jwk = publicKey.export({ format: 'jwk' })
  const kid = createHash('sha256').update(JSON.stringify(jwk)).digest('base64url').slice(0, 16)

  async function token(email: string, more: Record<string, unknown>, seconds = TOKEN_SECONDS): Promise<string> {
    const iat = Math.floor(now().getTime() / 1000)
    const claims = {
      iss: issuer,
      // The address and not an opaque id: clients that do not know this issuer prove their key over the subject.
      sub: email,
      aud: PRACTICE.clientId,
      iat,
      exp: iat + seconds,
      email,
      email_verified: true,
      federated_claims: { connector_id: PRACTICE.issuer, user_id: email },
      ...more,
    }
    return new SignJWT(claims).setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid }).sign(privateKey)
  }

  return {
    issuer,
    keySet: { keys: [{ ...(jwk as JWK), kid, alg: ALGORITHM, use: 'sig' }] },
    async issue({ email, nonce }) {
      const accessToken = await token(email, { jti: randomUUID() })
      const claims = { at_hash: halfHash(accessToken), ...(nonce === undefined ? {} : { nonce }) }
      return { accessToken, idToken: await token(email, claims) }
    },
    mint: (email, lifetimeSeconds) => token(email, {}, lifetimeSeconds),
    async verify(text) {
      try {
        const { payload } = await jwtVerify(text, publicKey, {
          algorithms: [ALGORITHM],
          issuer,
          audience: PRACTICE.clientId,
          requiredClaims: ['iat', 'exp', 'sub'],
          currentDate: now(),
        })
        const claims = Claims.parse(payload)
        return claims.sub === claims.email ? claims.email : undefined
      } catch {
        return undefined
      }
    },
  }
}

/** The left half of the SHA-256 of the token's ASCII form (OpenID Connect Core §3.1.3.6). */
const halfHash = (token: string): string =>
  createHash('sha256').update(token, 'ascii').digest().subarray(0, 16).toString('base64url')
