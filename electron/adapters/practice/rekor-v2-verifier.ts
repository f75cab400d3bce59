/** Verifiers of Rekor v2 (rekor-tiles, verifier.proto): a certificate or a public key, DER, and of which kind it is. */
import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { z } from 'zod'
import type { Refusal } from './log-signature.ts'
import { asSignerKey, type SignerKey } from './signer-key.ts'

/** The kinds of key that sign a digest. Ed25519 signs messages, so that a log of digests cannot check it. */
const KINDS = {
  PKIX_ECDSA_P256_SHA_256: { key: 'prime256v1', algorithm: 'SHA2_256', digestBytes: 32 },
  PKIX_ECDSA_P384_SHA_384: { key: 'secp384r1', algorithm: 'SHA2_384', digestBytes: 48 },
  PKIX_ECDSA_P521_SHA_512: { key: 'secp521r1', algorithm: 'SHA2_512', digestBytes: 64 },
  PKIX_RSA_PKCS1V15_2048_SHA256: { key: 'rsa 2048', algorithm: 'SHA2_256', digestBytes: 32 },
  PKIX_RSA_PKCS1V15_3072_SHA256: { key: 'rsa 3072', algorithm: 'SHA2_256', digestBytes: 32 },
  PKIX_RSA_PKCS1V15_4096_SHA256: { key: 'rsa 4096', algorithm: 'SHA2_256', digestBytes: 32 },
} as const

type KeyKind = (typeof KINDS)[keyof typeof KINDS]

/** Bytes in protobuf's JSON form. */
export const Base64 = z
  .base64()
  .min(1)
  .transform((text) => Buffer.from(text, 'base64'))
/** Node would read PEM as well, which the log does not keep. */
const Der = z.object({ rawBytes: Base64.refine((bytes) => bytes[0] === 0x30) })

/** `Verifier`: one of the two, and the kind of its key. */
export const Verifier = z
  .object({ x509Certificate: Der.optional(), publicKey: Der.optional(), keyDetails: z.string() })
  .refine((v) => (v.x509Certificate === undefined) !== (v.publicKey === undefined))

/** A key to verify with, and how the log writes it. */
export interface RekorV2Verifier {
  readonly signer: SignerKey
  readonly kind: KeyKind
  /** Its keys in the order of RFC 8785. */
  readonly written: object
}

/** Refused unless the key is of the kind that it says. */
export function readRekorV2Verifier(verifier: z.infer<typeof Verifier>): RekorV2Verifier | Refusal {
  const { keyDetails, x509Certificate, publicKey } = verifier
  const kind = Object.hasOwn(KINDS, keyDetails) ? KINDS[keyDetails as keyof typeof KINDS] : undefined
  if (!kind) return { refused: `${keyDetails} is not supported` }
  const rawBytes = (x509Certificate ?? publicKey)?.rawBytes ?? Buffer.alloc(0)
  const key = keyOf(rawBytes, x509Certificate !== undefined)
  const signer = key && kindOf(key) === kind.key ? asSignerKey(key) : undefined
  if (!signer) return { refused: 'the verifier is not a key of the kind it says' }
  const raw = { rawBytes: rawBytes.toString('base64') }
  return {
    signer,
    kind,
    written: x509Certificate ? { keyDetails, x509Certificate: raw } : { keyDetails, publicKey: raw },
  }
}

function keyOf(der: Buffer, isCertificate: boolean): KeyObject | undefined {
  try {
    return isCertificate
      ? new X509Certificate(der).publicKey
      : createPublicKey({ key: der, format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

const kindOf = ({ asymmetricKeyType, asymmetricKeyDetails: details }: KeyObject): string =>
  asymmetricKeyType === 'rsa' ? `rsa ${details?.modulusLength}` : (details?.namedCurve ?? '')
