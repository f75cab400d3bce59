/** Who a certificate will name, worked out from the token before anything is sent: Fulcio's rules for e-mail issuers. */
import { fault } from '../../contract/faults.ts'
import type { Identity } from '../../contract/model/identity.ts'

export interface TokenIdentity {
  readonly identity: Identity
  /** The claim value that the proof of possession is made over. */
  readonly challenge: string
}

/**
 * An e-mail claim becomes an rfc822Name, and its issuer is the federated provider that knew the person (Fulcio's
 * `issuer-claim`), not the provider that passed the token on. Without an e-mail the subject becomes a URI.
 * Faults: `auth.unverified-email`, `auth.token-invalid`.
 */
export function identityOf(claims: Readonly<Record<string, unknown>>): TokenIdentity {
  const { iss, sub, email } = claims
  if (typeof iss !== 'string') throw fault('auth.token-invalid', { reason: 'it names no issuer' })
  const issuer = federatedIssuer(claims.federated_claims) ?? iss
  if (typeof email === 'string' && email !== '') {
    if (claims.email_verified !== true) throw fault('auth.unverified-email', { name: email })
    return { identity: { name: email, kind: 'email', issuer }, challenge: email }
  }
  if (typeof sub !== 'string' || sub === '') throw fault('auth.token-invalid', { reason: 'it names nobody' })
  return { identity: { name: sub, kind: 'uri', issuer }, challenge: sub }
}

function federatedIssuer(federated: unknown): string | undefined {
  if (typeof federated !== 'object' || federated === null) return undefined
  const connector = (federated as Record<string, unknown>).connector_id
  return typeof connector === 'string' && connector !== '' ? connector : undefined
}

/** Exact: the same name from another issuer is another identity. */
export const sameIdentity = (a: Identity, b: Identity): boolean =>
  a.name === b.name && a.issuer === b.issuer && a.kind === b.kind
