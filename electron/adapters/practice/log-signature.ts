/** The signatures that a log checks before it keeps an entry. It has digests only, so the hash is not made anew. */
import { constants, type KeyObject, publicDecrypt } from 'node:crypto'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import { z } from 'zod'
import type { SignerKey } from './signer-key.ts'

/** Why a request is refused, in words for the one who sent it. */
export interface Refusal {
  readonly refused: string
}

const CURVES = new Map([
  ['prime256v1', { curve: p256, coordinateBytes: 32 }],
  ['secp384r1', { curve: p384, coordinateBytes: 48 }],
  ['secp521r1', { curve: p521, coordinateBytes: 66 }],
])

/** DigestInfo of RFC 8017 §9.2 without the digest itself: RSA keys sign with SHA-256 here. */
const SHA256_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex')

/** Whether the key signed this digest: ECDSA in DER, or RSA by PKCS #1 v1.5. Ed25519 signs no digests. */
export function isDigestSigned({ key }: SignerKey, digest: Buffer, signature: Buffer): boolean {
  try {
    if (key.asymmetricKeyType === 'rsa') {
      const signed = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature)
      return signed.equals(Buffer.concat([SHA256_INFO, digest]))
    }
    const known = CURVES.get(key.asymmetricKeyDetails?.namedCurve ?? '')
    if (!known) return false
    // Node's own crypto would hash the digest once more; signatures with a high s are just as good.
    const options = { prehash: false, lowS: false, format: 'der' } as const
    return known.curve.verify(signature, digest, pointOf(key, known.coordinateBytes), options)
  } catch {
    return false
  }
}

const EcJwk = z.object({ x: z.string(), y: z.string() })

/** The public key as an uncompressed point. */
function pointOf(key: KeyObject, coordinateBytes: number): Buffer {
  const { x, y } = EcJwk.parse(key.export({ format: 'jwk' }))
  const padded = [x, y].map((part) => {
    const bytes = Buffer.from(part, 'base64url')
    return Buffer.concat([Buffer.alloc(Math.max(0, coordinateBytes - bytes.length)), bytes])
  })
  return Buffer.concat([Buffer.of(4), ...padded])
}
