/** What a bundle signs, compared with what was asked about: an artifact, and perhaps what is said of it. */
import type { Bundle, TransparencyLogEntry } from '@sigstore/bundle'
import { HashAlgorithm } from '@sigstore/protobuf-specs'
import { STATEMENT_PAYLOAD_TYPE } from '../attestations/statement.ts'
import { namesOtherKey } from './log-binding.ts'
import { reject } from './reasons.ts'
import { OTHER_KEY, type Signatory } from './signatory.ts'
import { DigestSignature, EnvelopeSignature, type SignedContent } from './signature.ts'
import { checkStatement, readStatement, type Statement } from './statement.ts'

interface Asked {
  /** Hexadecimal. */
  readonly sha256: string
  readonly predicateType?: string
}

interface Content {
  readonly signed: SignedContent
  /** What an attestation says. */
  readonly statement?: Statement
}

/** Checks that the signatory signed something about this artifact, and of the type that is expected, if one is. */
export function checkContent(bundle: Bundle, signatory: Signatory, { sha256, predicateType }: Asked): Content {
  const { content } = bundle
  if (content.$case === 'messageSignature') {
    const { messageDigest, signature } = content.messageSignature
    if (messageDigest.algorithm !== HashAlgorithm.SHA2_256) throw reject('unsupported-content')
    if (predicateType !== undefined) {
      throw reject('predicate-type-mismatch', 'The bundle holds a signature over a file; expected was an attestation.')
    }
    const signed = new DigestSignature(signature, messageDigest.digest)
    if (!signed.compareDigest(Buffer.from(sha256, 'hex'))) throw reject('digest-mismatch')
    checkSignature(signed, signatory, bundle)
    return { signed }
  }
  const { dsseEnvelope: envelope } = content
  if (envelope.payloadType !== STATEMENT_PAYLOAD_TYPE) throw reject('payload-type')
  const signed = new EnvelopeSignature(envelope)
  // Before the payload is read, as DSSE advises.
  checkSignature(signed, signatory, bundle)
  const statement = readStatement(envelope.payload)
  checkStatement(statement, sha256, predicateType)
  return { signed, statement }
}

/** A certificate comes with the bundle; a key that was given may be the wrong one, and the log may know the right one. */
function checkSignature(signed: SignedContent, { key, verifier, leaf }: Signatory, bundle: Bundle): void {
  if (signed.verifySignature(key)) return
  const entries: readonly TransparencyLogEntry[] = bundle.verificationMaterial.tlogEntries
  const isOther = leaf === undefined && entries.some((entry) => namesOtherKey(entry, verifier))
  throw isOther ? reject('signer-mismatch', OTHER_KEY) : reject('signature-mismatch')
}
