/** The keys that a certificate is given for, and the signatures that prove their possession (Fulcio, `pkg/challenges`). */
import { createPublicKey, type KeyObject, verify } from 'node:crypto'

const CURVE_HASHES: Readonly<Record<string, string>> = {
  prime256v1: 'sha256',
  secp384r1: 'sha384',
  secp521r1: 'sha512',
}

/** A key of an accepted kind. */
export interface SignerKey {
  readonly key: KeyObject
  /** Hash that the key signs with; null for Ed25519, which hashes by itself. */
  readonly hash: string | null
}

/** SubjectPublicKeyInfo as PEM or DER. Undefined where it cannot be read. */
export function readPublicKey(content: Buffer): KeyObject | undefined {
  try {
    return content[0] === 0x30
      ? createPublicKey({ key: content, format: 'der', type: 'spki' })
      : createPublicKey({ key: content.toString('latin1'), format: 'pem' })
  } catch {
    return undefined
  }
}

/** ECDSA on P-256, P-384 and P-521, RSA of 2048 to 4096 bits, Ed25519. Undefined for any other key. */
export function asSignerKey(key: KeyObject): SignerKey | undefined {
  const { namedCurve = '', modulusLength = 0, publicExponent } = key.asymmetricKeyDetails ?? {}
  switch (key.asymmetricKeyType) {
    case 'ec': {
      const hash = CURVE_HASHES[namedCurve]
      return hash ? { key, hash } : undefined
    }
    case 'rsa':
      return modulusLength >= 2048 && modulusLength <= 4096 && publicExponent === 65537n
        ? { key, hash: 'sha256' }
        : undefined
    case 'ed25519':
      return { key, hash: null }
    default:
      return undefined
  }
}

/** Whether the key made this signature: ECDSA in DER, RSA by PKCS #1 v1.5. */
export function isSigned(signer: SignerKey, data: Uint8Array, signature: Uint8Array, hash = signer.hash): boolean {
  try {
    return verify(hash, data, signer.key, signature)
  } catch {
    return false
  }
}
