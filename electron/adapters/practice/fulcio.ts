/** The HTTP face of the certificate authority: Fulcio API v2 (fulcio.proto). All faults of a client are 400, code 3. */
import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { CertificateAuthority } from './certificate-authority.ts'
import { readCertificateRequest } from './certificate-request.ts'
import type { IdentityTokens } from './identity-tokens.ts'
import { PRACTICE } from './names.ts'
import { type Answer, json, jsonBody, type PracticeRequest, type Route, refuse } from './server.ts'
import { asSignerKey, isSigned, readPublicKey } from './signer-key.ts'

const Base64 = z.base64().transform((text) => Buffer.from(text, 'base64'))

const SigningRequest = z.object({
  credentials: z.object({ oidcIdentityToken: z.string() }).optional(),
  publicKeyRequest: z.object({ publicKey: z.object({ content: z.string() }), proofOfPossession: Base64 }).optional(),
  certificateSigningRequest: Base64.optional(),
})

/** `signingCert`, `configuration` and `trustBundle` under `/api/v2`. */
export function fulcioRoutes(authority: CertificateAuthority, tokens: IdentityTokens): Route[] {
  const configuration = {
    issuers: [
      {
        issuerUrl: tokens.issuer,
        audience: PRACTICE.clientId,
        challengeClaim: 'email',
        spiffeTrustDomain: '',
        issuerType: 'email',
      },
    ],
  }
  return [
    {
      method: 'POST',
      path: '/api/v2/signingCert',
      accepts: 'application/json',
      answer: (request) => signingCertificate(request, authority, tokens),
    },
    { method: 'GET', path: '/api/v2/configuration', answer: () => json(200, configuration) },
    {
      method: 'GET',
      path: '/api/v2/trustBundle',
      answer: () => json(200, { chains: [{ certificates: [authority.rootPem] }] }),
    },
  ]
}

async function signingCertificate(
  request: PracticeRequest,
  authority: CertificateAuthority,
  tokens: IdentityTokens,
): Promise<Answer> {
  const parsed = SigningRequest.safeParse(jsonBody(request))
  if (!parsed.success) return refuse(400, 'The request could not be read')
  const token = parsed.data.credentials?.oidcIdentityToken || bearer(request)
  // Which of the token's claims was wrong is not said, as upstream does not say it either.
  const email = token && (await tokens.verify(token))
  if (!email) return refuse(400, 'There was an error processing the identity token')
  const key = provenKey(parsed.data, email)
  if ('refused' in key) return refuse(400, key.refused)
  const certificates = await authority.issue(email, key.key)
  return json(200, { signedCertificateEmbeddedSct: { chain: { certificates } } })
}

const bearer = ({ headers }: PracticeRequest): string | undefined =>
  /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]

const UNREADABLE = { refused: 'The public key supplied in the request could not be parsed' }
const INSECURE = { refused: 'The public key supplied in the request is insecure or not supported' }
const UNPROVEN = { refused: 'The signature supplied in the request could not be verified' }

/** The key, if whoever asks has its private half: by a signature over the address, or by a self-signed request. */
function provenKey(
  { publicKeyRequest, certificateSigningRequest }: z.infer<typeof SigningRequest>,
  email: string,
): { key: KeyObject } | { refused: string } {
  if (certificateSigningRequest) {
    const request = readCertificateRequest(certificateSigningRequest.toString('latin1'))
    if (!request) return { refused: 'The certificate signing request could not be parsed' }
    if (!asSignerKey(request.key)) return INSECURE
    return request.isProven ? { key: request.key } : UNPROVEN
  }
  if (!publicKeyRequest) return { refused: 'The request names no key' }
  const { publicKey, proofOfPossession } = publicKeyRequest
  const content = publicKey.content.trimStart()
  const key = readPublicKey(Buffer.from(content, content.startsWith('-----') ? 'latin1' : 'base64'))
  if (!key) return UNREADABLE
  const signer = asSignerKey(key)
  if (!signer) return INSECURE
  return isSigned(signer, Buffer.from(email), proofOfPossession) ? { key } : UNPROVEN
}
