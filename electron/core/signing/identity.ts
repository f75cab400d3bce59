/** Who a certificate will name, worked out from the token before anything is sent, by Fulcio's rules for its issuer. */
import { type Fault, fault } from '../../contract/faults.ts'
import type { Identity } from '../../contract/model/identity.ts'
import { visible } from '../display-name.ts'
import { printedByGo } from './go-url.ts'
import { type NamingRule, namingRule } from './issuers.ts'

export interface TokenIdentity {
  readonly identity: Identity
  /** The claim value that the proof of possession is made over. */
  readonly challenge: string
}

export type Claims = Readonly<Record<string, unknown>>

/** An issuer that is not in the public configuration: only a verified address is the same under every rule. */
const UNKNOWN: NamingRule = { type: 'email', isFederated: true }

/**
 * The subject alternative name and issuer that the certificate will have. The issuer of a federated e-mail is the
 * provider that knew the person (Fulcio's `issuer-claim`), not the one that passed the token on. What cannot be known
 * beforehand is a fault and never a guess. Faults: `auth.unverified-email`, `auth.token-invalid`, `auth.identity-unknown`.
 */
export function identityOf(claims: Claims, ruleOf: typeof namingRule = namingRule): TokenIdentity {
  const { iss, sub } = claims
  if (typeof iss !== 'string' || iss === '') throw fault('auth.token-invalid', { reason: 'it names no issuer' })
  const rule = ruleOf(iss)
  if (rule === undefined && !hasEmail(claims))
    throw unknown(iss, 'no verified address, and the issuer is not known here')
  const { type } = rule ?? UNKNOWN
  if (type === 'email') return emailIdentity(claims, iss, rule ?? UNKNOWN)
  if (typeof sub !== 'string' || sub === '') throw fault('auth.token-invalid', { reason: 'it names nobody' })
  const challenge = type === 'chainguard' && hasEmail(claims) ? String(claims.email) : sub
  return { identity: { ...nameBy(rule ?? UNKNOWN, claims, iss, sub), issuer: iss }, challenge }
}

/** The issuer whose rule only the authority can tell, if the token is of such a one. */
export const issuerToAskAbout = (claims: Claims): string | undefined =>
  typeof claims.iss === 'string' && !hasEmail(claims) && namingRule(claims.iss) === undefined ? claims.iss : undefined

const hasEmail = ({ email }: Claims): boolean => typeof email === 'string' && email !== ''

function emailIdentity(claims: Claims, iss: string, rule: NamingRule): TokenIdentity {
  const { email, email_verified } = claims
  if (typeof email !== 'string' || email === '') throw fault('auth.token-invalid', { reason: 'it names nobody' })
  if (email_verified !== true) throw fault('auth.unverified-email', { name: visible(email) })
  if (!/^[\x21-\x7e]+@[\x21-\x7e]+$/.test(email)) throw unknown(iss, 'an address that fits in no certificate')
  const issuer = (rule.type === 'email' && rule.isFederated && federatedIssuer(claims.federated_claims)) || iss
  return { identity: { name: email, kind: 'email', issuer }, challenge: email }
}

function federatedIssuer(federated: unknown): string | undefined {
  if (typeof federated !== 'object' || federated === null) return undefined
  const connector = (federated as Record<string, unknown>).connector_id
  return typeof connector === 'string' && connector !== '' ? connector : undefined
}

function nameBy(rule: NamingRule, claims: Claims, iss: string, sub: string): Pick<Identity, 'name' | 'kind'> {
  switch (rule.type) {
    case 'ci':
      return uri(filled(rule, claims, iss), iss)
    case 'kubernetes': {
      const [namespace, account] = serviceAccount(claims)
      if (!namespace || !account) throw unknown(iss, 'no namespace or no service account')
      return uri(`https://kubernetes.io/namespaces/${namespace}/serviceaccounts/${account}`, iss)
    }
    case 'chainguard':
      // Go joins paths, and tidies up what is no plain name.
      if (!/^[\w-]+(\/[\w-]+)*$/.test(sub)) throw unknown(iss, 'a subject that is no path')
      return uri(`${iss.replace(/\/$/, '')}/${sub}`, iss)
    case 'username':
      if (sub.includes('!') || isAddress(sub)) throw unknown(iss, 'a subject that is no username')
      return { name: `${sub}!${rule.domain}`, kind: 'username' }
    case 'spiffe':
      if (!/^spiffe:\/\/[a-z0-9._-]+(\/[\w.-]+)*$/.test(sub)) throw unknown(iss, 'a subject that is no SPIFFE id')
      return { name: sub, kind: 'uri' }
    default:
      return uri(sub, iss)
  }
}

/** Claims win over what stands for them, as in Fulcio. */
function filled({ template, defaults }: Extract<NamingRule, { type: 'ci' }>, claims: Claims, iss: string): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(claims, name) ? claims[name] : defaults[name]
    if (typeof value === 'string') return value
    if (Number.isSafeInteger(value)) return String(value)
    throw unknown(iss, `no usable ${name}`)
  })
}

function serviceAccount(claims: Claims): [namespace: unknown, account: unknown] {
  const about = claims['kubernetes.io']
  if (!isRecord(about) || !isRecord(about.serviceaccount)) return [undefined, undefined]
  const { namespace, serviceaccount } = about
  const isName = (text: unknown) => typeof text === 'string' && /^[a-z0-9.-]+$/.test(text)
  return [isName(namespace) && namespace, isName(serviceaccount.name) && serviceaccount.name]
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isAddress = (text: string): boolean => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text)

function uri(name: string, iss: string): Pick<Identity, 'name' | 'kind'> {
  const printed = printedByGo(name)
  if (printed === undefined) throw unknown(iss, 'a name that an authority may write in another way')
  return { name: printed, kind: 'uri' }
}

const unknown = (issuer: string, reason: string): Fault =>
  fault('auth.identity-unknown', { issuer: visible(issuer), reason })

/** Exact: the same name from another issuer is another identity. */
export const sameIdentity = (a: Identity, b: Identity): boolean =>
  a.name === b.name && a.issuer === b.issuer && a.kind === b.kind
