/** What a signature may be over: the digest of an artifact, or an envelope. */
import { constants, createHash, type KeyObject, publicDecrypt, timingSafeEqual } from 'node:crypto'
import type { Envelope } from '@sigstore/bundle'
import type { SignedEntity } from '@sigstore/verify'
import { pae } from '../dsse.ts'
import { isEcdsaOver, isOnKnownCurve } from './ecdsa.ts'
import { isKnownKind, isSignedBy } from './key-digests.ts'
import { reject } from './reasons.ts'

/** As logs record it. */
export interface Digest {
  readonly algorithm: 'sha256' | 'sha384' | 'sha512'
  readonly value: Uint8Array
}

/** Stands in for the library's own, and answers what it does not ask. */
export interface SignedContent extends SignatureContent {
  /** Whether this is the digest of the very bytes that were signed. */
  isOver(digest: Digest): boolean
  /** Whether this is the digest of the payload of the envelope. What is not an envelope has none. */
  hasPayload(digest: Digest): boolean
}

type SignatureContent = SignedEntity['signature']

/** DigestInfo for SHA-256, up to the digest (RFC 8017, section 9.2, note 1). */
const SHA256_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex')

/**
 * A signature over a digest: the artifact was hashed elsewhere, in one streamed pass, and is not needed again, as the
 * library would. ECDSA (FIPS 186-5, section 6.4) and RSA (PKCS #1 v1.5) sign a digest; other kinds of key are rejected
 * as `key-not-supported`.
 */
export class DigestSignature implements SignedContent {
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

  isOver({ algorithm, value }: Digest): boolean {
    return algorithm === 'sha256' && this.compareDigest(value)
  }

  hasPayload(): boolean {
    return false
  }

  verifySignature(key: KeyObject): boolean {
    if (!this.#answered?.key.equals(key)) this.#answered = { key, isRight: this.#isBy(key) }
    return this.#answered.isRight
  }

  #isBy(key: KeyObject): boolean {
    if (key.asymmetricKeyType === 'rsa') return isByRsa(key, this.#digest, this.signature)
    if (!isOnKnownCurve(key)) throw reject('key-not-supported')
    return isEcdsaOver(key, this.#digest, this.signature)
  }
}

/** The signature of an envelope: over its type and its payload (DSSE), never over a digest. */
export class EnvelopeSignature implements SignedContent {
  readonly signature: Buffer
  readonly #payload: Buffer
  readonly #signed: Buffer
  #answered: { readonly key: KeyObject; readonly isRight: boolean } | undefined

  constructor({ payload, payloadType, signatures }: Envelope) {
    this.signature = signatures[0]?.sig ?? Buffer.alloc(0)
    this.#payload = payload
    this.#signed = pae(payloadType, payload)
  }

  compareSignature(other: Uint8Array): boolean {
    return equalBytes(this.signature, other)
  }

  compareDigest(other: Uint8Array): boolean {
    return this.hasPayload({ algorithm: 'sha256', value: other })
  }

  compareSignedDigest(other: Uint8Array): boolean {
    return this.isOver({ algorithm: 'sha256', value: other })
  }

  isOver(digest: Digest): boolean {
    return isDigestOf(this.#signed, digest)
  }

  hasPayload(digest: Digest): boolean {
    return isDigestOf(this.#payload, digest)
  }

  verifySignature(key: KeyObject): boolean {
    if (!isKnownKind(key)) throw reject('key-not-supported')
    if (!this.#answered?.key.equals(key)) {
      this.#answered = { key, isRight: isSignedBy(key, this.#signed, this.signature) }
    }
    return this.#answered.isRight
  }
}

const isDigestOf = (bytes: Uint8Array, { algorithm, value }: Digest): boolean =>
  equalBytes(createHash(algorithm).update(bytes).digest(), value)

/** What the signature opens to is compared with what it must be, and never parsed (RFC 8017, section 8.2.2). */
function isByRsa(key: KeyObject, digest: Uint8Array, signature: Uint8Array): boolean {
  const info = Buffer.concat([SHA256_INFO, digest])
  const padding = Buffer.alloc(Math.max(0, signature.length - info.length - 3), 0xff)
  const expected = Buffer.concat([Buffer.of(0, 1), padding, Buffer.of(0), info])
  try {
    const opened = publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature)
    return equalBytes(opened, expected)
  } catch {
    return false
  }
}

/** Whether two byte strings are the same; those of different lengths are not. */
export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b)
