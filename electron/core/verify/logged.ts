/** What a log entry says: the kinds of entry that logs hold for a signature, each in its own words. */
import type { TransparencyLogEntry } from '@sigstore/bundle'
import { z } from 'zod'
import { isBase64 } from './base64.ts'
import { orReject, reject } from './reasons.ts'
import type { Digest } from './signature.ts'

/** What the log checked the signature with: a certificate or a bare key (SubjectPublicKeyInfo), DER. */
export interface Verifier {
  readonly kind: 'certificate' | 'key'
  readonly der: Uint8Array
}

export interface Logged {
  readonly signature: Buffer
  /** Of the signed bytes themselves, or of the payload of an envelope. */
  readonly digest: Digest & { readonly of: 'signed' | 'payload' }
  /** Undefined where it is of no kind that is known here, or not exactly one. */
  readonly verifier: Verifier | undefined
}

/** Readers of the log's own form: `kind`, `apiVersion` and `spec`. What they throw means that it is not readable. */
type Reader = (spec: unknown) => Logged

const base64 = z.base64().transform((text) => Buffer.from(text, 'base64'))
/** Copied from an envelope, which may use the other alphabet. */
const signatureText = z.string().refine(isBase64).transform(decoded)
/** Base64 of PEM, as Rekor v1 writes certificates and keys. */
const pem = base64.transform(verifierFromPem)

const HEX_DIGITS = { sha256: 64, sha384: 96, sha512: 128 } as const
const HexHash = z
  .object({ algorithm: z.enum(['sha256', 'sha384', 'sha512']), value: z.string() })
  .refine(({ algorithm, value }) => /^[0-9a-f]+$/i.test(value) && value.length === HEX_DIGITS[algorithm])
  .transform(({ algorithm, value }) => ({ algorithm, value: Buffer.from(value, 'hex') }))
const ALGORITHMS = { SHA2_256: 'sha256', SHA2_384: 'sha384', SHA2_512: 'sha512' } as const
const ProtoHash = z
  .object({ algorithm: z.enum(['SHA2_256', 'SHA2_384', 'SHA2_512']), digest: base64 })
  .transform(({ algorithm, digest }) => ({ algorithm: ALGORITHMS[algorithm], value: digest }))
const ProtoSignature = z.object({
  content: base64,
  verifier: z.object({
    x509Certificate: z.object({ rawBytes: base64 }).nullish(),
    publicKey: z.object({ rawBytes: base64 }).nullish(),
  }),
})
const one = <T extends z.ZodType>(member: T) => z.tuple([member])

/** Rekor v1: `hashedrekord_v0_0_1_schema.json`. */
const HashedRekordV1 = z.object({
  data: z.object({ hash: HexHash }),
  signature: z.object({ content: base64, publicKey: z.object({ content: pem }) }),
})
/**
 * Rekor v1: `dsse_v0_0_1_schema.json`. Its `envelopeHash` is over the JSON text that the signer happened to send, which
 * no bundle keeps: it cannot be compared. All that it covers and that is signed, is compared.
 */
const DsseV1 = z.object({
  payloadHash: HexHash,
  signatures: one(z.object({ signature: signatureText, verifier: pem })),
})
/** Rekor v1: `intoto_v0_0_2_schema.json`, where the base64 of a signature is encoded once more. `hash` is as above. */
const IntotoV1 = z.object({
  content: z.object({
    envelope: z.object({
      signatures: one(
        z.object({
          sig: base64.transform((bytes) => bytes.toString('latin1')).pipe(signatureText),
          publicKey: pem,
        }),
      ),
    }),
    payloadHash: HexHash,
  }),
})
/** Rekor v2: `HashedRekordLogEntryV002`. */
const HashedRekordV2 = z.object({ hashedRekordV002: z.object({ data: ProtoHash, signature: ProtoSignature }) })
/** Rekor v2 until 2.3: `DSSELogEntryV002`. */
const DsseV2 = z.object({ dsseV002: z.object({ payloadHash: ProtoHash, signatures: one(ProtoSignature) }) })

const READERS = new Map<string, Reader>([
  [
    'hashedrekord 0.0.1',
    (spec) => {
      const { data, signature } = HashedRekordV1.parse(spec)
      return {
        signature: signature.content,
        digest: { ...data.hash, of: 'signed' },
        verifier: signature.publicKey.content,
      }
    },
  ],
  [
    'dsse 0.0.1',
    (spec) => {
      const { payloadHash, signatures } = DsseV1.parse(spec)
      const [{ signature, verifier }] = signatures
      return { signature, digest: { ...payloadHash, of: 'payload' }, verifier }
    },
  ],
  [
    'intoto 0.0.2',
    (spec) => {
      const { envelope, payloadHash } = IntotoV1.parse(spec).content
      const [{ sig, publicKey }] = envelope.signatures
      return { signature: sig, digest: { ...payloadHash, of: 'payload' }, verifier: publicKey }
    },
  ],
  [
    'hashedrekord 0.0.2',
    (spec) => {
      const { data, signature } = HashedRekordV2.parse(spec).hashedRekordV002
      return { ...fromProto(signature), digest: { ...data, of: 'signed' } }
    },
  ],
  [
    'dsse 0.0.2',
    (spec) => {
      const { payloadHash, signatures } = DsseV2.parse(spec).dsseV002
      return { ...fromProto(signatures[0]), digest: { ...payloadHash, of: 'payload' } }
    },
  ],
])

const Body = z.object({ kind: z.string(), apiVersion: z.string(), spec: z.unknown() })

/** Reads the body of an entry. One of a kind that is not known here is rejected: it records something else. */
export function readLogged({ canonicalizedBody, kindVersion }: TransparencyLogEntry): Logged {
  const { kind, apiVersion, spec } = orReject('log-entry-mismatch', 'The log entry is not readable.', () =>
    Body.parse(JSON.parse(canonicalizedBody.toString('utf8'))),
  )
  if (kind !== kindVersion.kind || apiVersion !== kindVersion.version) {
    throw reject('log-entry-mismatch', 'The log entry is of another kind than the bundle says.')
  }
  const read = READERS.get(`${kind} ${apiVersion}`)
  if (read === undefined) throw reject('log-entry-mismatch', 'The log entry is of a kind that is not known here.')
  return orReject('log-entry-mismatch', 'The log entry is not one for exactly one signature.', () => read(spec))
}

function fromProto({ content, verifier }: z.infer<typeof ProtoSignature>): Pick<Logged, 'signature' | 'verifier'> {
  const { x509Certificate, publicKey } = verifier
  const kinds: Verifier[] = []
  if (x509Certificate) kinds.push({ kind: 'certificate', der: x509Certificate.rawBytes })
  if (publicKey) kinds.push({ kind: 'key', der: publicKey.rawBytes })
  return { signature: content, verifier: kinds.length === 1 ? kinds[0] : undefined }
}

/** The whole text: readers of PEM differ in which of several blocks they take. */
function verifierFromPem(text: Buffer): Verifier | undefined {
  const [, label, block] =
    /^\s*-----BEGIN (CERTIFICATE|PUBLIC KEY)-----([\w+/=\s]+)-----END \1-----\s*$/.exec(text.toString('latin1')) ?? []
  if (block === undefined) return undefined
  return { kind: label === 'CERTIFICATE' ? 'certificate' : 'key', der: decoded(block) }
}

function decoded(text: string): Buffer {
  return Buffer.from(text, 'base64')
}
