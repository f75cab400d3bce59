/** Rekor v2 entries of kind hashedrekord 0.0.2 (rekor-tiles, hashedrekord.proto): read, checked, written canonically. */
import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import { z } from 'zod'

/** The key kinds that sign a digest. Ed25519 signs messages, so that a log of digests cannot check it. */
const KINDS = {
  PKIX_ECDSA_P256_SHA_256: { curve: p256, name: 'P-256', hash: 'SHA2_256', digestBytes: 32, pointBytes: 32 },
  PKIX_ECDSA_P384_SHA_384: { curve: p384, name: 'P-384', hash: 'SHA2_384', digestBytes: 48, pointBytes: 48 },
  PKIX_ECDSA_P521_SHA_512: { curve: p521, name: 'P-521', hash: 'SHA2_512', digestBytes: 64, pointBytes: 66 },
} as const

const Base64 = z
  .base64()
  .min(1)
  .transform((text) => Buffer.from(text, 'base64'))
/** Node would read PEM as well, which the log does not keep. */
const Der = z.object({ rawBytes: Base64.refine((bytes) => bytes[0] === 0x30) })

const HashedRekordRequest = z.object({
  digest: Base64,
  signature: z.object({
    content: Base64,
    verifier: z
      .object({ x509Certificate: Der.optional(), publicKey: Der.optional(), keyDetails: z.string() })
      .refine((v) => (v.x509Certificate === undefined) !== (v.publicKey === undefined)),
  }),
})

type Parsed = z.infer<typeof HashedRekordRequest>

/** A tile of entries gives each entry's length in two bytes. */
const LONGEST_ENTRY = 0xffff

/** Why a request is refused, in words for the one who sent it. */
export interface Refusal {
  readonly refused: string
}

/** The canonical entry of a request whose signature is right: JSON by RFC 8785. */
export function toEntry(request: unknown): Buffer | Refusal {
  const parsed = HashedRekordRequest.safeParse(request)
  if (!parsed.success) return { refused: 'invalid hashedrekord request: a field is missing or not base64' }
  const { digest, signature } = parsed.data
  const kind = kindOf(signature.verifier.keyDetails)
  if (!kind) return { refused: `invalid hashedrekord request: ${signature.verifier.keyDetails} is not supported` }
  if (digest.length !== kind.digestBytes) return { refused: `invalid hashedrekord request: not a ${kind.hash} digest` }
  const point = pointOf(signature.verifier, kind)
  if (!point) return { refused: 'invalid hashedrekord request: the verifier is not a key of the kind it says' }
  if (!isSignedBy(kind, signature.content, digest, point)) {
    return { refused: 'invalid hashedrekord request: the signature does not match digest and key' }
  }
  const entry = canonical(parsed.data, kind)
  return entry.length > LONGEST_ENTRY ? { refused: 'invalid hashedrekord request: too long' } : entry
}

type Kind = (typeof KINDS)[keyof typeof KINDS]

const kindOf = (details: string): Kind | undefined =>
  Object.hasOwn(KINDS, details) ? KINDS[details as keyof typeof KINDS] : undefined

/** The public key as an uncompressed point, if it is on the curve that its kind says. */
function pointOf({ x509Certificate, publicKey }: Parsed['signature']['verifier'], kind: Kind): Buffer | undefined {
  try {
    const key = x509Certificate
      ? new X509Certificate(x509Certificate.rawBytes).publicKey
      : createPublicKey({ key: publicKey?.rawBytes ?? Buffer.alloc(0), format: 'der', type: 'spki' })
    const { crv, x, y } = ecJwk(key)
    if (crv !== kind.name) return undefined
    const padded = [x, y].map((part) => {
      const bytes = Buffer.from(part, 'base64url')
      return Buffer.concat([Buffer.alloc(Math.max(0, kind.pointBytes - bytes.length)), bytes])
    })
    return Buffer.concat([Buffer.of(4), ...padded])
  } catch {
    return undefined
  }
}

const EcJwk = z.object({ crv: z.string(), x: z.string(), y: z.string() })
const ecJwk = (key: KeyObject): z.infer<typeof EcJwk> => EcJwk.parse(key.export({ format: 'jwk' }))

/** Node's own crypto would hash the digest once more; other signers make high-s signatures, which are just as good. */
function isSignedBy({ curve }: Kind, signature: Buffer, digest: Buffer, point: Buffer): boolean {
  try {
    return curve.verify(signature, digest, point, { prehash: false, lowS: false, format: 'der' })
  } catch {
    return false
  }
}

/** All keys are written in the order that RFC 8785 wants, and all values are plain ASCII. */
function canonical({ digest, signature }: Parsed, kind: Kind): Buffer {
  const { keyDetails, publicKey, x509Certificate } = signature.verifier
  const rawBytes = (x509Certificate ?? publicKey)?.rawBytes.toString('base64')
  const verifier = x509Certificate
    ? { keyDetails, x509Certificate: { rawBytes } }
    : { keyDetails, publicKey: { rawBytes } }
  const data = { algorithm: kind.hash, digest: digest.toString('base64') }
  const hashedRekordV002 = { data, signature: { content: signature.content.toString('base64'), verifier } }
  return Buffer.from(JSON.stringify({ apiVersion: '0.0.2', kind: 'hashedrekord', spec: { hashedRekordV002 } }))
}
