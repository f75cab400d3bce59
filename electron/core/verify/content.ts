/** What a bundle signs, compared with the artifact that was asked about. */
import type { Bundle, TransparencyLogEntry } from '@sigstore/bundle'
import { HashAlgorithm } from '@sigstore/protobuf-specs'
import { STATEMENT_PAYLOAD_TYPE } from '../attestations/statement.ts'
import { namesOtherKey } from './log-binding.ts'
import { reject } from './reasons.ts'
import type { Signatory } from './signatory.ts'
import { DigestSignature, EnvelopeSignature, type SignedContent } from './signature.ts'
import { type ArtifactDigests, checkSubjects, readStatement, type Statement } from './statement.ts'

interface Content {
  readonly signed: SignedContent
  /** What an attestation says. */
  readonly statement?: Statement
  /** The kind of digest that was compared. */
  readonly comparedBy: keyof ArtifactDigests
}

/** Checks that the signatory signed this artifact, or a statement about it. */
export function checkContent(bundle: Bundle, signatory: Signatory, digests: ArtifactDigests): Content {
  const { content } = bundle
  if (content.$case === 'messageSignature') {
    const { messageDigest, signature } = content.messageSignature
    if (messageDigest.algorithm !== HashAlgorithm.SHA2_256) throw reject('unsupported-content')
    const signed = new DigestSignature(signature, messageDigest.digest)
    // Where only another digest is known, nothing says that it is this artifact.
    if (!signed.compareDigest(Buffer.from(digests.sha256 ?? '', 'hex'))) throw reject('digest-mismatch')
    checkSignature(signed, signatory, bundle)
    return { signed, comparedBy: 'sha256' }
  }
  const { dsseEnvelope: envelope } = content
  if (envelope.payloadType !== STATEMENT_PAYLOAD_TYPE) throw reject('payload-type')
  const signed = new EnvelopeSignature(envelope)
  // Before the payload is read, as DSSE advises.
  checkSignature(signed, signatory, bundle)
  const statement = readStatement(envelope.payload)
  return { signed, statement, comparedBy: checkSubjects(statement, digests) }
}

/** A certificate comes with the bundle; a key that was given may be the wrong one, and the log may know the right one. */
function checkSignature(signed: SignedContent, { key, verifier, leaf }: Signatory, bundle: Bundle): void {
  if (signed.verifySignature(key)) return
  const entries: readonly TransparencyLogEntry[] = bundle.verificationMaterial.tlogEntries
  const isOther = leaf === undefined && entries.some((entry) => namesOtherKey(entry, verifier))
  throw reject(isOther ? 'key-mismatch' : 'signature-mismatch')
}
