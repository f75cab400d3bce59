import { randomBytes } from 'node:crypto'
import { p256 } from '@noble/curves/nist.js'
import { fault } from '../../contract/faults.ts'
import type { IdentityToken } from '../ports.ts'

/**
 * The two things of a session that are never written down: the signing key and the identity token. One object, so that
 * forgetting them is one call.
 */
export class SessionSecrets {
  #key: Uint8Array | undefined
  #token: IdentityToken | undefined

  /** Makes the key of the session. Returns the public key as an uncompressed point. */
  makeKey(): Uint8Array {
    this.forgetKey()
    // Rejection sampling by the library from more bytes than the order needs (FIPS 186-5, A.2.1).
    this.#key = p256.utils.randomSecretKey(randomBytes(48))
    return p256.getPublicKey(this.#key, false)
  }

  get hasKey(): boolean {
    return this.#key !== undefined
  }

  /**
   * ECDSA P-256 over a ready SHA-256 digest, as DER: Node's own crypto would hash the digest once more. Hedged with
   * fresh randomness (RFC 6979 §3.6), so that two files with the same contents get entries of their own.
   */
  sign(digest: Uint8Array): Uint8Array {
    if (!this.#key) throw fault('session.key-gone')
    return p256.sign(digest, this.#key, { prehash: false, lowS: false, format: 'der', extraEntropy: randomBytes(32) })
  }

  holdToken(token: IdentityToken): void {
    this.#token = token
  }

  token(): IdentityToken | undefined {
    return this.#token
  }

  /** A token is used once. */
  forgetToken(): void {
    this.#token = undefined
  }

  forgetKey(): void {
    this.#key?.fill(0)
    this.#key = undefined
  }

  forget(): void {
    this.forgetKey()
    this.forgetToken()
  }
}
