/** The signatures that a log checks before it keeps an entry. It has digests only, so the hash is not made anew. */
import { constants, publicDecrypt } from 'node:crypto'
import { isEcdsaOver } from '../../core/verify/ecdsa.ts'
import type { SignerKey } from './signer-key.ts'

/** Why a request is refused, in words for the one who sent it. */
export interface Refusal {
  readonly refused: string
}

/** DigestInfo of RFC 8017 §9.2 without the digest itself: RSA keys sign with SHA-256 here. */
const SHA256_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex')

/** Whether the key signed this digest: ECDSA in DER, or RSA by PKCS #1 v1.5. Ed25519 signs no digests. */
export function isDigestSigned({ key }: SignerKey, digest: Buffer, signature: Buffer): boolean {
  try {
    if (key.asymmetricKeyType === 'rsa') {
      const signed = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature)
      return signed.equals(Buffer.concat([SHA256_INFO, digest]))
    }
    return isEcdsaOver(key, digest, signature)
  } catch {
    return false
  }
}
