/** Signatures over bytes that are at hand: of envelopes, and of logs. */
import { type KeyObject, verify } from 'node:crypto'

/**
 * The digest that goes with a curve (algorithm-registry.md of Sigstore), and SHA-256: Rekor v1 knows no other, so that
 * signers on the larger curves used it as well.
 */
const CURVES = new Map<string | undefined, readonly string[]>([
  ['prime256v1', ['sha256']],
  ['secp384r1', ['sha384', 'sha256']],
  ['secp521r1', ['sha512', 'sha256']],
])

/** `null` where the kind of key brings its own digest. Empty for a kind that is not known here. */
function digestsFor({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): readonly (string | null)[] {
  switch (asymmetricKeyType) {
    case 'ec':
      return CURVES.get(asymmetricKeyDetails?.namedCurve) ?? []
    case 'ed25519':
      return [null]
    case 'rsa':
      return ['sha256']
    default:
      return []
  }
}

/** Whether a key is of a kind whose signatures over bytes can be checked: NIST curves, Ed25519, RSA (PKCS #1 v1.5). */
export const isKnownKind = (key: KeyObject): boolean => digestsFor(key).length > 0

/**
 * Whether the key made this signature over these bytes. The digest is always named: BoringSSL, which Electron is built
 * with, has no default one.
 */
export function isSignedBy(key: KeyObject, data: Uint8Array, signature: Uint8Array): boolean {
  return digestsFor(key).some((digest) => {
    try {
      return verify(digest, data, key, signature)
    } catch {
      return false
    }
  })
}
