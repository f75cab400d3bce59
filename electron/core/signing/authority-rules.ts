/** What an authority itself says of the issuers it takes tokens of: Fulcio v2 `GET /api/v2/configuration`. */
import { z } from 'zod'
import type { Clock, Http } from '../ports.ts'
import { requestWithRetry } from '../retry.ts'
import { isMatch, type NamingRule, ruleOfType } from './issuers.ts'

const Configuration = z.object({
  issuers: z.array(
    z.object({
      issuerUrl: z.string().optional(),
      wildcardIssuerUrl: z.string().optional(),
      issuerType: z.string().optional(),
      subjectDomain: z.string().optional(),
    }),
  ),
})

export interface AuthorityRequest {
  /** The address of the certificate authority, from the signing config. */
  readonly url: string
  readonly signal: AbortSignal
}

/**
 * The rule of an authority for an issuer; undefined where it says nothing that can be read, or has a rule of its own
 * making. Nothing of the token is sent. Faults: `network.*`, `cancelled`.
 */
export async function ruleOfAuthority(
  ports: { http: Http; clock: Clock },
  issuer: string,
  { url, signal }: AuthorityRequest,
): Promise<NamingRule | undefined> {
  const answer = await requestWithRetry(ports, {
    method: 'GET',
    url: new URL('/api/v2/configuration', url).href,
    headers: { accept: 'application/json' },
    timeoutMs: 10_000,
    maxBytes: 256 * 1024,
    signal,
  })
  const { issuers } = Configuration.safeParse(jsonOf(answer.body)).data ?? { issuers: [] }
  const listed =
    issuers.find(({ issuerUrl }) => issuerUrl === issuer) ??
    issuers.find(({ wildcardIssuerUrl }) => wildcardIssuerUrl !== undefined && isMatch(wildcardIssuerUrl, issuer))
  return listed && ruleOfType(listed.issuerType ?? '', listed.subjectDomain ?? '')
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return undefined
  }
}
