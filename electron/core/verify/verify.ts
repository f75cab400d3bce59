/**
 * The product's own verifier: the cryptography of the Sigstore library, and the checks that it leaves to its callers.
 * Pure and offline; the clock plays no part, because only recorded times are compared.
 */
import type { Bundle, TransparencyLogEntry } from '@sigstore/bundle'
import { X509Certificate } from '@sigstore/core'
import { type SignedEntity, Verifier } from '@sigstore/verify'
import type { Identity } from '../../contract/model/identity.ts'
import { readBundle } from './bundle-form.ts'
import { checkChain } from './chain.ts'
import { readCheckpoint } from './checkpoint.ts'
import type { BuildClaims } from './claims.ts'
import { checkContent } from './content.ts'
import { type GivenKey, readGivenKey } from './given-key.ts'
import { isValidAt } from './leaf.ts'
import { checkLogEntry } from './log-binding.ts'
import { checkInLog } from './log-proof.ts'
import { rejectionFrom } from './map-error.ts'
import { type Rejection, reject } from './reasons.ts'
import { type KeySigner, type Signatory, signatoryOf } from './signatory.ts'
import type { SignedContent } from './signature.ts'
import { checkPredicateType, type Statement } from './statement.ts'
import { type ClaimedTimes, claimedTimes, type SeenAt } from './times.ts'
import type { Trust, UsableTrust } from './trust.ts'

/**
 * Who is expected to have signed. `key`: the holder of this public key (PEM), whether the bundle shows a certificate for
 * it or none. `any-signer` reports a sound signature by anyone; it approves of nobody.
 */
export type Expectation =
  | { readonly kind: 'identity'; readonly name: string; readonly issuer: string }
  | { readonly kind: 'key'; readonly pem: string }
  | { readonly kind: 'any-signer' }

export interface VerifyRequest {
  /** Parsed JSON of any origin. */
  readonly bundle: unknown
  /** The hexadecimal SHA-256 of the artifact, made by the caller in one streamed pass; one of the two is needed. */
  readonly sha256?: string | undefined
  /** The same for SHA-512, where a statement names the artifact by it alone. */
  readonly sha512?: string | undefined
  /** Logs and timestamp authorities, for the bundles of keys as well: no bundle passes unlogged. */
  readonly trust: Trust
  readonly expectation: Expectation
  /** What an attestation must be of, exactly. Where it is given, a signature over a file is rejected. */
  readonly predicateType?: string
}

interface Verified {
  readonly ok: true
  /** Tagged by `kind`: a name of that kind in a certificate, or a `key`. */
  readonly signer: Identity | KeySigner
  /** What the certificate says of the job that signed; missing where there is no certificate. */
  readonly claims?: BuildClaims
  /** When others saw the signature: timestamps first, then logs. Never empty. */
  readonly times: readonly Date[]
  /** The same, with who tells them. */
  readonly seen: readonly SeenAt[]
  /** Missing only where the trusted root names no log at all: such an instance keeps none. */
  readonly log?: {
    /** What the log calls itself. */
    readonly origin: string
    /** Decimal. */
    readonly index: string
  }
  /** Lower-case hexadecimal SHA-256 of the certificate, where the bundle has one. */
  readonly leafFingerprint?: string
  /** The kind of digest by which the artifact was told to be the one that was signed. */
  readonly comparedBy: 'sha256' | 'sha512'
  /** What an attestation says; missing where the bundle holds a signature over a file. */
  readonly statement?: Statement
}

export type Verification = Verified | Rejection

/**
 * Verifies a bundle that holds a signature over a file, or an attestation about it. A verdict is not an error: never
 * throws, whatever the bundle is.
 */
export function verifyBundle(request: VerifyRequest): Verification {
  const { trust } = request
  if (!trust.ok) return trust
  try {
    return verify({ ...request, trust })
  } catch (error) {
    return rejectionFrom(error)
  }
}

function verify(request: VerifyRequest & { trust: UsableTrust }): Verified {
  const { trust, expectation, predicateType } = request
  const given = expectation.kind === 'key' ? readGivenKey(expectation.pem) : undefined
  const bundle = readBundle(request.bundle)
  checkChain(bundle, trust)
  const signatory = signatoryOf(bundle, given)
  const { signed, statement, comparedBy } = checkContent(bundle, signatory, request)
  const entries = logEntriesIn(bundle, signatory, trust)
  const [entry] = entries
  for (const one of entries) checkLogEntry(one, signed, signatory.verifier)
  const times = claimedTimes(bundle)
  checkByLibrary(signed, { signatory, times, trust })
  for (const one of entries) checkInLog(one, times.stamped, trust.material.tlogs)
  // Last, so that whoever is told of another signer or another type knows that the bundle itself is sound.
  checkSigner(signatory, expectation, given)
  if (predicateType !== undefined) checkPredicateType(statement, predicateType)
  return {
    ok: true,
    signer: signatory.signer,
    times: times.all,
    seen: times.seen,
    ...(entry && { log: { origin: originOf(entry, trust), index: entry.logIndex } }),
    ...(signatory.leaf && { leafFingerprint: signatory.leaf.fingerprint, claims: signatory.leaf.claims }),
    comparedBy,
    ...(statement && { statement }),
  }
}

/** One at least, unless the instance keeps no log: GitHub's own does not, and has no certificate log either. */
function logEntriesIn(
  { verificationMaterial }: Bundle,
  { leaf }: Signatory,
  trust: UsableTrust,
): TransparencyLogEntry[] {
  const entries: TransparencyLogEntry[] = verificationMaterial.tlogEntries
  if (entries.length === 0 && trust.material.tlogs.length > 0) {
    // What another instance certified may follow other rules: that it is of another one says more.
    throw reject(leaf === undefined || isIssuedHere(leaf, trust) ? 'not-logged' : 'certificate-untrusted')
  }
  const ids = entries.map((entry) => `${entry.logId.keyId.toString('hex')} ${entry.canonicalizedBody.toString('hex')}`)
  if (new Set(ids).size < ids.length) throw reject('repeated-evidence')
  return entries
}

interface Surroundings {
  readonly signatory: Signatory
  readonly times: ClaimedTimes
  readonly trust: UsableTrust
}

/**
 * Timestamps, chain and certificate log are the library's; of each there is one at least. Content, log entries and
 * expectation are not: see the checks around this one.
 */
function checkByLibrary(signed: SignedContent, { signatory, times, trust }: Surroundings): void {
  const { leaf, key } = signatory
  try {
    const known = knownLeaf(leaf, times.all, trust)
    // Hints are anybody's words: the key is the one that was given, and nobody says that it ever ends.
    const publicKey = () => ({ publicKey: key, validFor: () => true })
    const signer: SignedEntity['key'] =
      leaf && !known.has
        ? { $case: 'certificate', certificate: X509Certificate.parse(Buffer.from(leaf.der)) }
        : { $case: 'public-key', hint: '' }
    const ctlogThreshold = trust.material.ctlogs.length === 0 ? 0 : 1
    const verifier = new Verifier({ ...trust.material, publicKey }, { tlogThreshold: 0, ctlogThreshold })
    verifier.verify({ signature: signed, key: signer, timestamps: times.evidence, tlogEntries: [] })
    known.remember()
  } catch (error) {
    const isOutside = leaf !== undefined && times.all.some((time) => !isValidAt(leaf, time))
    if (isOutside && rejectionFrom(error).reason === 'certificate-untrusted') {
      throw reject('outside-certificate-validity', undefined, { cause: error })
    }
    throw error
  }
}

/** Whether an authority of that name is trusted: a name proves nothing, and tells instances apart. */
function isIssuedHere(leaf: NonNullable<Signatory['leaf']>, { material }: UsableTrust): boolean {
  const { issuer } = X509Certificate.parse(Buffer.from(leaf.der))
  const authorities = material.certificateAuthorities.flatMap(({ certChain }) => certChain)
  return authorities.some(({ subject }) => subject.equals(issuer))
}

/** Certificates that were found good at these times by this trusted root. */
const knownLeaves = new WeakMap<UsableTrust, Set<string>>()
const MOST_KNOWN = 1000

/**
 * The files of a session share their certificate and, to the second, their times. Its chain and its certificate log are
 * looked at once for all of them: from then on what is left to check is done with its key.
 */
function knownLeaf(leaf: Signatory['leaf'], times: readonly Date[], trust: UsableTrust) {
  if (!leaf) return { has: false, remember: () => {} }
  const known = knownLeaves.get(trust) ?? new Set()
  knownLeaves.set(trust, known)
  const name = [leaf.fingerprint, ...times.map((time) => time.getTime())].join(' ')
  return {
    has: known.has(name),
    remember() {
      if (known.size >= MOST_KNOWN) known.clear()
      known.add(name)
    },
  }
}

/** Names and issuers are equal or not: patterns let look-alikes in. */
function checkSigner({ signer, key }: Signatory, expected: Expectation, given: GivenKey | undefined): void {
  if (expected.kind === 'any-signer') return
  const found = signer.kind === 'key' ? 'a key' : `${signer.name} (by the word of ${signer.issuer})`
  if (expected.kind === 'key') {
    if (given?.key.equals(key)) return
    throw reject('signer-mismatch', `Signed by ${found}, with another key than the one that was given.`)
  }
  if (signer.kind !== 'key' && signer.name === expected.name && signer.issuer === expected.issuer) return
  throw reject(
    'signer-mismatch',
    `Signed by ${found}; expected was ${expected.name} (by the word of ${expected.issuer}).`,
  )
}

/** A v0.1 entry may come without a checkpoint: then the trusted root tells the name of the log. */
function originOf({ inclusionProof, logId }: TransparencyLogEntry, { material }: UsableTrust): string {
  if (inclusionProof?.checkpoint) return readCheckpoint(inclusionProof.checkpoint.envelope).origin
  return material.tlogs.find((log) => log.logID.equals(logId.keyId))?.baseURL ?? ''
}
