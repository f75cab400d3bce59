/** Verifiers of Rekor v1: the PEM of a certificate or of a public key, kept in one spelling (rekor, `pkg/pki/x509`). */
import { createPublicKey, X509Certificate } from 'node:crypto'
import { asSignerKey, type SignerKey } from './signer-key.ts'
import { certificatePem } from './x509.ts'

/** A key to verify with, and how the log writes it. */
export interface RekorV1Verifier {
  readonly signer: SignerKey
  /** Base64 of the PEM. */
  readonly content: string
}

/** Undefined unless it is one certificate or one public key, of a kind that is accepted. */
export function readRekorV1Verifier(base64: string): RekorV1Verifier | undefined {
  const text = Buffer.from(base64, 'base64').toString('latin1')
  const blocks = text.match(/-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g) ?? []
  const [block = ''] = blocks
  if (blocks.length !== 1) return undefined
  try {
    const { key, pem } = block.startsWith('-----BEGIN CERTIFICATE-----') ? ofCertificate(block) : ofPublicKey(block)
    const signer = asSignerKey(key)
    return signer && { signer, content: Buffer.from(pem).toString('base64') }
  } catch {
    return undefined
  }
}

function ofCertificate(block: string) {
  const certificate = new X509Certificate(block)
  return { key: certificate.publicKey, pem: certificatePem(certificate.raw) }
}

function ofPublicKey(block: string) {
  // Node would make a public key of a private one as well.
  if (!/^-----BEGIN (?:RSA )?PUBLIC KEY-----/.test(block)) throw new TypeError('not a public key')
  const key = createPublicKey({ key: block, format: 'pem' })
  return { key, pem: key.export({ type: 'spki', format: 'pem' }).toString() }
}
