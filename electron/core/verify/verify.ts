/**
 * The product's own verifier: the cryptography of the Sigstore library, and the checks that it leaves to its callers.
 * Pure and offline; the clock plays no part, because only recorded times are compared.
 */
import type { Bundle, TransparencyLogEntry } from '@sigstore/bundle'
import { HashAlgorithm } from '@sigstore/protobuf-specs'
import { toSignedEntity, Verifier } from '@sigstore/verify'
import type { Identity } from '../../contract/model/identity.ts'
import { readBundle } from './bundle-form.ts'
import { readCheckpoint } from './checkpoint.ts'
import { isValidAt, keyOf, type Leaf, leafOf } from './leaf.ts'
import { checkLogEntry } from './log-binding.ts'
import { checkInLog } from './log-proof.ts'
import { rejectionFrom } from './map-error.ts'
import { type Rejection, reject } from './reasons.ts'
import { DigestSignature } from './signature.ts'
import { claimedTimes } from './times.ts'
import type { Trust, UsableTrust } from './trust.ts'

/** Who is expected to have signed. `any-signer` reports a sound signature by anyone; it approves of nobody. */
export type Expectation =
  | { readonly kind: 'identity'; readonly name: string; readonly issuer: string }
  | { readonly kind: 'any-signer' }

export interface VerifyRequest {
  /** Parsed JSON of any origin. */
  readonly bundle: unknown
  /** The hexadecimal SHA-256 of the artifact, made by the caller in one streamed pass. */
  readonly sha256: string
  readonly trust: Trust
  readonly expectation: Expectation
}

interface Verified {
  readonly ok: true
  readonly signer: Identity
  /** When others saw the signature: timestamps first, then logs. Never empty. */
  readonly times: readonly Date[]
  readonly log: {
    /** What the log calls itself. */
    readonly origin: string
    /** Decimal. */
    readonly index: string
  }
  /** Lower-case hexadecimal SHA-256 of the certificate. */
  readonly leafFingerprint: string
}

export type Verification = Verified | Rejection

/** Verifies a message-signature bundle. A verdict is not an error: never throws, whatever the bundle is. */
export function verifyBundle(request: VerifyRequest): Verification {
  const { trust } = request
  if (!trust.ok) return trust
  try {
    return verify({ ...request, trust })
  } catch (error) {
    return rejectionFrom(error)
  }
}

function verify({ bundle: json, sha256, trust, expectation }: VerifyRequest & { trust: UsableTrust }): Verified {
  const bundle = readBundle(json)
  const signed = signatureIn(bundle)
  const leaf = leafOf(bundle)
  if (!signed.compareDigest(Buffer.from(sha256, 'hex'))) throw reject('digest-mismatch')
  if (!signed.verifySignature(keyOf(leaf))) throw reject('signature-mismatch')
  const entries = logEntriesIn(bundle)
  for (const entry of entries) checkLogEntry(entry, signed, leaf)
  const times = claimedTimes(bundle)
  checkByLibrary(bundle, signed, { leaf, times: times.all, trust })
  for (const entry of entries) checkInLog(entry, times.stamped, trust.material.tlogs)
  checkSigner(leaf.identity, expectation)
  return {
    ok: true,
    signer: leaf.identity,
    times: times.all,
    log: { origin: originOf(entries[0], trust), index: entries[0].logIndex },
    leafFingerprint: leaf.fingerprint,
  }
}

/** The one kind of content that is judged here: attestations need to be read and compared in other ways. */
function signatureIn({ content }: Bundle): DigestSignature {
  if (content.$case !== 'messageSignature') {
    throw reject('unsupported-content', 'This bundle holds an attestation, not a signature over a file.')
  }
  const { messageDigest, signature } = content.messageSignature
  if (messageDigest.algorithm !== HashAlgorithm.SHA2_256) throw reject('unsupported-content')
  return new DigestSignature(signature, messageDigest.digest)
}

function logEntriesIn({ verificationMaterial }: Bundle): [TransparencyLogEntry, ...TransparencyLogEntry[]] {
  const [first, ...others] = verificationMaterial.tlogEntries
  if (first === undefined) throw reject('not-logged')
  return [first, ...others]
}

interface Surroundings {
  readonly leaf: Leaf
  readonly times: readonly Date[]
  readonly trust: UsableTrust
}

/**
 * Timestamps, chain and certificate log are the library's; of each there is one at least. Content, log entries and
 * expectation are not: see the checks around this one.
 */
function checkByLibrary(bundle: Bundle, signed: DigestSignature, { leaf, times, trust }: Surroundings): void {
  try {
    const entity = { ...toSignedEntity(bundle), signature: signed, tlogEntries: [] }
    new Verifier(trust.material, { tlogThreshold: 0 }).verify(entity)
  } catch (error) {
    const isOutside = times.some((time) => !isValidAt(leaf, time))
    if (isOutside && rejectionFrom(error).reason === 'certificate-untrusted') {
      throw reject('outside-certificate-validity', undefined, { cause: error })
    }
    throw error
  }
}

/** Names and issuers are equal or not: patterns let look-alikes in. */
function checkSigner(signer: Identity, expected: Expectation): void {
  if (expected.kind === 'any-signer') return
  if (signer.name === expected.name && signer.issuer === expected.issuer) return
  throw reject(
    'signer-mismatch',
    `Signed by ${signer.name} (by the word of ${signer.issuer}); expected was ${expected.name} (by the word of ${expected.issuer}).`,
  )
}

/** A v0.1 entry may come without a checkpoint: then the trusted root tells the name of the log. */
function originOf({ inclusionProof, logId }: TransparencyLogEntry, { material }: UsableTrust): string {
  if (inclusionProof?.checkpoint) return readCheckpoint(inclusionProof.checkpoint.envelope).origin
  return material.tlogs.find((log) => log.logID.equals(logId.keyId))?.baseURL ?? ''
}
