import { createHash } from 'node:crypto'
import { fault } from '../../../contract/faults.ts'
import type { Identity } from '../../../contract/model/identity.ts'
import { requestWithRetry } from '../../retry.ts'
import { leafFacts } from '../../verify/leaf.ts'
import { blameClock } from '../../weather.ts'
import { refusal, signingCertificate } from '../answers.ts'
import { sameIdentity } from '../identity.ts'
import { pem } from '../pem.ts'
import { hostOf } from '../recipients.ts'
import { once } from '../step.ts'
import { checkTokenGoesHome } from '../tokens-go-home.ts'

/** A token this close to its end is likely to arrive too late. */
const TOKEN_MARGIN_MS = 3_000
/** Less than this is not enough to finish a session with. */
const SHORTEST_VALIDITY_MS = 120_000

/** One certificate for all files: Fulcio v2 `POST /api/v2/signingCert`, with a public key and a proof of possession. */
export const getCertificate = once({
  id: 'get-certificate',
  scope: 'once',
  acts: true,
  asks: true,
  title: 'Get the certificate',
  explain: 'The authority checks the sign-in and names you in a certificate that lasts ten minutes.',
  needs: ['make-key', 'sign-in', 'consent'],
  async run({ 'make-key': { publicKey }, 'sign-in': { challenge }, consent }, context) {
    const { ports, instance, services, secrets, signal } = context
    const token = secrets.token()
    if (!token || token.expiresAt.getTime() - TOKEN_MARGIN_MS < ports.clock.now().getTime()) throw fault('auth.expired')
    const url = new URL('/api/v2/signingCert', services.certificate.url).href
    const from = { issuer: String(token.claims.iss ?? ''), isAmbient: token.isAmbient === true }
    checkTokenGoesHome(from, { ...instance, authority: services.certificate.url })
    const proof = secrets.sign(createHash('sha256').update(challenge).digest())
    const answer = await requestWithRetry(ports, {
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        credentials: { oidcIdentityToken: token.raw.reveal() },
        publicKeyRequest: {
          publicKey: { algorithm: 'ECDSA', content: pem('PUBLIC KEY', publicKey) },
          proofOfPossession: Buffer.from(proof).toString('base64'),
        },
      }),
      timeoutMs: 10_000,
      maxBytes: 256 * 1024,
      signal,
      purpose: 'certificate',
    })
    secrets.forgetToken()
    const now = ports.clock.now()
    if (answer.status !== 200 && answer.status !== 201) {
      throw blameClock(refusal('sigstore.certificate-refused', answer), answer, hostOf(url), now)
    }
    const chain = signingCertificate(answer, hostOf(url)).map(derFromPem)
    const [leaf = ''] = chain
    const checked = checkLeaf(leaf, publicKey, consent.identity)
    if (Date.parse(checked.notAfter) - now.getTime() < SHORTEST_VALIDITY_MS) {
      throw blameClock(wrong('It runs out too soon'), answer, hostOf(url), now)
    }
    return { chain, ...checked }
  },
})

const wrong = (reason: string) => fault('sigstore.certificate-wrong', { reason })

/** The certificate must be for our key and for the identity that was agreed to. */
function checkLeaf(leaf: string, publicKey: string, agreed: Identity) {
  const facts = leafFacts(Buffer.from(leaf, 'base64'))
  if (!facts) throw wrong('It cannot be read')
  if (facts.publicKey.toString('base64') !== publicKey) throw wrong('It is for another key')
  if (!sameIdentity(facts.identity, agreed)) {
    throw wrong(`It names ${facts.identity.name} by ${facts.identity.issuer}, not ${agreed.name} by ${agreed.issuer}`)
  }
  return { notBefore: facts.validFrom.toISOString(), notAfter: facts.validUntil.toISOString() }
}

const derFromPem = (text: string): string => text.replace(/-----(BEGIN|END) [A-Z ]+-----|\s/g, '')
