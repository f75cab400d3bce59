/** A signature over a digest: the artifact was hashed elsewhere, in one streamed pass, and is not needed again. */
import { type KeyObject, timingSafeEqual } from 'node:crypto'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import type { SignedEntity } from '@sigstore/verify'
import { orReject, reject } from './reasons.ts'

const CURVES = new Map<string | undefined, typeof p256>([
  ['P-256', p256],
  ['P-384', p384],
  ['P-521', p521],
])

/**
 * Stands in for the library's message signature, which wants the bytes of the artifact. ECDSA alone signs a digest
 * (FIPS 186-5, section 6.4): other kinds of key are rejected as `key-not-supported`.
 */
export class DigestSignature implements SignatureContent {
  readonly signature: Buffer
  readonly #digest: Buffer
  /** The library asks once more about the key that was asked about before it, and the answer costs milliseconds. */
  #answered: { readonly key: KeyObject; readonly isRight: boolean } | undefined

  constructor(signature: Buffer, digest: Buffer) {
    this.signature = signature
    this.#digest = digest
  }

  compareSignature(other: Uint8Array): boolean {
    return equalBytes(this.signature, other)
  }

  compareDigest(other: Uint8Array): boolean {
    return equalBytes(this.#digest, other)
  }

  compareSignedDigest(other: Uint8Array): boolean {
    return this.compareDigest(other)
  }

  verifySignature(key: KeyObject): boolean {
    if (!this.#answered?.key.equals(key)) this.#answered = { key, isRight: this.#isBy(key) }
    return this.#answered.isRight
  }

  #isBy(key: KeyObject): boolean {
    const { curve, point } = pointOf(key)
    try {
      // Signatures of other clients may have a high `s`, and the digest must not be hashed once more.
      return curve.verify(this.signature, this.#digest, point, { prehash: false, lowS: false, format: 'der' })
    } catch {
      return false
    }
  }
}

type SignatureContent = SignedEntity['signature']

function pointOf(key: KeyObject): { curve: typeof p256; point: Uint8Array } {
  const jwk = orReject('key-not-supported', 'The key in the certificate is not an elliptic-curve key.', () =>
    key.export({ format: 'jwk' }),
  )
  const curve = CURVES.get(jwk.crv)
  if (curve === undefined || jwk.x === undefined || jwk.y === undefined) throw reject('key-not-supported')
  const uncompressed = Buffer.from([0x04])
  return {
    curve,
    point: Buffer.concat([uncompressed, Buffer.from(jwk.x, 'base64url'), Buffer.from(jwk.y, 'base64url')]),
  }
}

/** Whether two byte strings are the same; those of different lengths are not. */
export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b)
