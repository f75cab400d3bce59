/**
 * Entries of Rekor v2: `hashedrekord` 0.0.2 and the older `dsse` 0.0.2 (rekor-tiles, hashedrekord.proto, dsse.proto),
 * read, checked and written as canonical JSON (RFC 8785): the keys in order, and nothing but ASCII.
 */
import { z } from 'zod'
import { type OpenEnvelope, openEnvelope } from './envelope.ts'
import { isDigestSigned, type Refusal } from './log-signature.ts'
import { Base64, type RekorV2Verifier, readRekorV2Verifier, Verifier } from './rekor-v2-verifier.ts'
import { isSigned } from './signer-key.ts'

const HashedRekordRequest = z.object({
  digest: Base64,
  signature: z.object({ content: Base64, verifier: Verifier }),
})

const DsseRequest = z.object({ envelope: z.unknown(), verifiers: z.array(Verifier).min(1).max(100) })

/** An entry to be logged, and the kind that answers name beside it. */
export interface RekorV2Entry {
  readonly kind: 'hashedrekord' | 'dsse'
  readonly entry: Buffer
}

/** A tile of entries gives each entry's length in two bytes. */
const LONGEST_ENTRY = 0xffff

function write(kind: RekorV2Entry['kind'], spec: object): RekorV2Entry | Refusal {
  const entry = Buffer.from(JSON.stringify({ apiVersion: '0.0.2', kind, spec }))
  return entry.length > LONGEST_ENTRY ? { refused: `invalid ${kind} request: too long` } : { kind, entry }
}

/** The entry of a `hashedRekordRequestV002` whose signature is right. */
export function hashedRekord(request: unknown): RekorV2Entry | Refusal {
  const refuse = (why: string) => ({ refused: `invalid hashedrekord request: ${why}` })
  const parsed = HashedRekordRequest.safeParse(request)
  if (!parsed.success) return refuse('a field is missing or not base64')
  const { digest, signature } = parsed.data
  const verifier = readRekorV2Verifier(signature.verifier)
  if ('refused' in verifier) return refuse(verifier.refused)
  const { algorithm, digestBytes } = verifier.kind
  if (digest.length !== digestBytes) return refuse(`not a ${algorithm} digest`)
  if (!isDigestSigned(verifier.signer, digest, signature.content)) {
    return refuse('the signature does not match digest and key')
  }
  const data = { algorithm, digest: digest.toString('base64') }
  const content = signature.content.toString('base64')
  return write('hashedrekord', {
    hashedRekordV002: { data, signature: { content, verifier: verifier.written } },
  })
}

/** The entry of a `dsseRequestV002`, as logs took it before mid-2026: every signature by one of the verifiers. */
export function dsse(request: unknown): RekorV2Entry | Refusal {
  const refuse = (why: string) => ({ refused: `invalid dsse request: ${why}` })
  const parsed = DsseRequest.safeParse(request)
  if (!parsed.success) return refuse('a field is missing or not base64')
  const envelope = openEnvelope(parsed.data.envelope)
  if (!envelope) return refuse('the envelope is not a DSSE envelope with signatures')
  const verifiers: RekorV2Verifier[] = []
  for (const given of parsed.data.verifiers) {
    const verifier = readRekorV2Verifier(given)
    if ('refused' in verifier) return refuse(verifier.refused)
    verifiers.push(verifier)
  }
  const signatures = envelope.signatures.map((signature) => signedBy(verifiers, envelope, signature))
  if (signatures.includes(undefined)) return refuse('all signatures must have a key that verifies it')
  const payloadHash = { algorithm: 'SHA2_256', digest: envelope.payloadHash.toString('base64') }
  return write('dsse', { dsseV002: { payloadHash, signatures } })
}

function signedBy(verifiers: readonly RekorV2Verifier[], { signed }: OpenEnvelope, base64: string) {
  const content = Buffer.from(base64, 'base64')
  const verifier = verifiers.find(({ signer }) => isSigned(signer, signed, content))
  return verifier && { content: content.toString('base64'), verifier: verifier.written }
}
