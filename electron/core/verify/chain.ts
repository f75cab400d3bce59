import { BUNDLE_V01_MEDIA_TYPE, type Bundle } from '@sigstore/bundle'
import { X509Certificate } from '@sigstore/core'
import { orReject, reject } from './reasons.ts'
import { equalBytes } from './signature.ts'
import type { UsableTrust } from './trust.ts'

/**
 * Rejects a chain that brings its own root along. The packages that npm signed first, with bundles of v0.1, name the root of the
 * public instance: one that is trusted already adds nothing, and is let pass there.
 */
export function checkChain({ mediaType, verificationMaterial: { content } }: Bundle, { material }: UsableTrust): void {
  if (content.$case !== 'x509CertificateChain') return
  const trusted = material.certificateAuthorities.flatMap(({ certChain }) => certChain)
  for (const { rawBytes } of content.x509CertificateChain.certificates) {
    if (!isSelfIssued(rawBytes)) continue
    const isKnown = trusted.some((certificate) => equalBytes(certificate.root.toDER(), rawBytes))
    if (!isKnown || mediaType !== BUNDLE_V01_MEDIA_TYPE) throw reject('root-certificate-in-chain')
  }
}

/** Whether a certificate names itself as its issuer, as every root does. */
function isSelfIssued(der: Uint8Array): boolean {
  return orReject('unreadable-bundle', 'A certificate of the chain is not readable.', () => {
    const certificate = X509Certificate.parse(Buffer.from(der))
    return certificate.subject.equals(certificate.issuer)
  })
}
