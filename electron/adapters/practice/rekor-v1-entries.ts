/** Entries of Rekor v1: `hashedrekord` 0.0.1 and `dsse` 0.0.1, read, checked and written as Rekor does. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type OpenEnvelope, openEnvelope } from './envelope.ts'
import { isDigestSigned, type Refusal } from './log-signature.ts'
import { type RekorV1Verifier, readRekorV1Verifier } from './rekor-v1-verifier.ts'
import { isSigned } from './signer-key.ts'

const Proposed = z.object({ kind: z.string(), apiVersion: z.string(), spec: z.unknown() })

const Base64 = z.base64().min(1)

const HashedRekord = z.object({
  data: z.object({ hash: z.object({ algorithm: z.enum(['sha256', 'sha384', 'sha512']), value: z.hex() }) }),
  signature: z.object({ content: Base64, publicKey: z.object({ content: Base64 }) }),
})

const Dsse = z.object({
  proposedContent: z.object({ envelope: z.string(), verifiers: z.array(Base64).min(1).max(100) }),
})

/** The entry as it is logged: canonical JSON (RFC 8785), which here means sorted keys and nothing but ASCII. */
export function rekorV1Entry(request: unknown): Buffer | Refusal {
  const parsed = Proposed.safeParse(request)
  if (!parsed.success) return { refused: 'the entry has no kind, apiVersion and spec' }
  const { kind, apiVersion, spec } = parsed.data
  if (apiVersion === '0.0.1' && kind === 'hashedrekord') return hashedRekord(spec)
  if (apiVersion === '0.0.1' && kind === 'dsse') return dsse(spec)
  return { refused: `${kind} ${apiVersion} is not kept here: only hashedrekord 0.0.1 and dsse 0.0.1 are` }
}

const write = (kind: string, spec: object): Buffer => Buffer.from(JSON.stringify({ apiVersion: '0.0.1', kind, spec }))

const UNREADABLE_VERIFIER = 'a verifier is not the PEM of one certificate or public key of a kind that is accepted'

function hashedRekord(spec: unknown): Buffer | Refusal {
  const parsed = HashedRekord.safeParse(spec)
  if (!parsed.success) return { refused: 'a field of the hashedrekord is missing or has the wrong form' }
  const { data, signature } = parsed.data
  const verifier = readRekorV1Verifier(signature.publicKey.content)
  if (!verifier) return { refused: UNREADABLE_VERIFIER }
  const { algorithm, value } = data.hash
  if (verifier.signer.hash !== algorithm) return { refused: `this kind of key does not sign with ${algorithm}` }
  const digest = Buffer.from(value, 'hex')
  if (digest.length !== createHash(algorithm).digest().length) return { refused: 'invalid value for hash' }
  if (!isDigestSigned(verifier.signer, digest, Buffer.from(signature.content, 'base64'))) {
    return { refused: 'verifying signature: it does not match hash and key' }
  }
  const { content } = verifier
  return write('hashedrekord', {
    data: { hash: { algorithm, value } },
    signature: { content: signature.content, publicKey: { content } },
  })
}

function dsse(spec: unknown): Buffer | Refusal {
  const parsed = Dsse.safeParse(spec)
  if (!parsed.success) return { refused: 'proposedContent lacks its envelope or its verifiers' }
  const { envelope: text, verifiers: contents } = parsed.data.proposedContent
  const envelope = openEnvelope(jsonOf(text))
  if (!envelope) return { refused: 'the envelope is not a DSSE envelope with signatures' }
  const verifiers = contents.map(readRekorV1Verifier).filter((verifier) => verifier !== undefined)
  if (verifiers.length !== contents.length) return { refused: UNREADABLE_VERIFIER }
  const signatures = envelope.signatures.map((signature) => ({
    signature,
    verifier: verifiers.find((verifier) => hasSigned(verifier, envelope, signature))?.content,
  }))
  if (signatures.some(({ verifier }) => verifier === undefined)) {
    return { refused: 'all signatures must have a key that verifies it' }
  }
  return write('dsse', {
    envelopeHash: sha256(createHash('sha256').update(text).digest()),
    payloadHash: sha256(envelope.payloadHash),
    signatures,
  })
}

const sha256 = (digest: Buffer) => ({ algorithm: 'sha256', value: digest.toString('hex') })

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Rekor takes SHA-256 for any key that hashes; clients with larger curves sign with the hash that belongs to those. */
function hasSigned({ signer }: RekorV1Verifier, { signed }: OpenEnvelope, base64: string): boolean {
  const signature = Buffer.from(base64, 'base64')
  return isSigned(signer, signed, signature) || (signer.hash !== null && isSigned(signer, signed, signature, 'sha256'))
}
