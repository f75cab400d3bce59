/**
 * Ties a log entry to the bundle it came with. A log answers for what its entry says, not for the bundle around it:
 * without this, a signature could be logged under one identity and shown under another.
 */
import type { TransparencyLogEntry } from '@sigstore/bundle'
import { z } from 'zod'
import type { Leaf } from './leaf.ts'
import { orReject, reject } from './reasons.ts'
import { type DigestSignature, equalBytes } from './signature.ts'

/** Rekor v1: `hashedrekord_v0_0_1_schema.json`. The key is base64 of PEM, the digest hexadecimal. */
const BodyV1 = z.object({
  kind: z.literal('hashedrekord'),
  apiVersion: z.literal('0.0.1'),
  spec: z.object({
    data: z.object({ hash: z.object({ algorithm: z.literal('sha256'), value: z.string() }) }),
    signature: z.object({ content: z.base64(), publicKey: z.object({ content: z.base64() }) }),
  }),
})

/** Rekor v2: `HashedRekordLogEntryV002` (rekor-tiles). The verifier is base64 of DER, the digest base64. */
const BodyV2 = z.object({
  kind: z.literal('hashedrekord'),
  apiVersion: z.literal('0.0.2'),
  spec: z.object({
    hashedRekordV002: z.object({
      data: z.object({ algorithm: z.literal('SHA2_256'), digest: z.base64() }),
      signature: z.object({
        content: z.base64(),
        verifier: z.object({ x509Certificate: z.object({ rawBytes: z.base64() }).nullish() }),
      }),
    }),
  }),
})
/** The whole text: readers of PEM differ in which of several blocks they take. */
const ONE_CERTIFICATE = /^\s*-----BEGIN CERTIFICATE-----([\w+/=\s]+)-----END CERTIFICATE-----\s*$/

const Body = z.union([BodyV1, BodyV2])

interface Logged {
  readonly digest: Buffer
  readonly signature: Buffer
  /** DER, or undefined where the entry holds a bare key instead of one certificate. */
  readonly certificate: Uint8Array | undefined
}

/** Checks that the entry records this signature, over this digest, under this certificate. */
export function checkLogEntry(entry: TransparencyLogEntry, signed: DigestSignature, leaf: Leaf): void {
  const logged = readBody(entry)
  if (!signed.compareSignature(logged.signature)) {
    throw reject('log-entry-mismatch', 'The log recorded another signature.')
  }
  if (!signed.compareDigest(logged.digest)) throw reject('log-entry-mismatch', 'The log recorded another digest.')
  if (logged.certificate === undefined) {
    throw reject('log-entry-other-certificate', 'The log recorded no certificate, and the bundle shows one.')
  }
  if (!equalBytes(logged.certificate, leaf.der)) throw reject('log-entry-other-certificate')
}

function readBody({ canonicalizedBody, kindVersion }: TransparencyLogEntry): Logged {
  const json: unknown = orReject('log-entry-mismatch', 'The log entry is not readable.', () =>
    JSON.parse(canonicalizedBody.toString('utf8')),
  )
  const parsed = Body.safeParse(json)
  if (!parsed.success) {
    throw reject('log-entry-mismatch', 'The log entry is not one for a signature over a SHA-256 digest.')
  }
  const body = parsed.data
  if (body.kind !== kindVersion.kind || body.apiVersion !== kindVersion.version) {
    throw reject('log-entry-mismatch', 'The log entry is of another kind than the bundle says.')
  }
  return body.apiVersion === '0.0.1' ? fromV1(body) : fromV2(body)
}

function fromV1({ spec: { data, signature } }: z.infer<typeof BodyV1>): Logged {
  const pem = Buffer.from(signature.publicKey.content, 'base64').toString('latin1')
  const base64 = ONE_CERTIFICATE.exec(pem)?.[1]
  return {
    digest: Buffer.from(data.hash.value, 'hex'),
    signature: Buffer.from(signature.content, 'base64'),
    certificate: base64 === undefined ? undefined : Buffer.from(base64, 'base64'),
  }
}

function fromV2({ spec }: z.infer<typeof BodyV2>): Logged {
  const { data, signature } = spec.hashedRekordV002
  const raw = signature.verifier.x509Certificate?.rawBytes
  return {
    digest: Buffer.from(data.digest, 'base64'),
    signature: Buffer.from(signature.content, 'base64'),
    certificate: raw === undefined ? undefined : Buffer.from(raw, 'base64'),
  }
}
