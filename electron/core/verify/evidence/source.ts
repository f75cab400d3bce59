/** What evidence is, and the shape of the places where it may lie: one file each in this folder. */
import type { Clock, Files, Http } from '../../ports.ts'
import type { Purl } from '../../purl.ts'

/** A key that a registry signs with, and for how long. */
export interface RegistryKey {
  /** As the registry calls it. */
  readonly keyid: string
  /** SubjectPublicKeyInfo, PEM. */
  readonly pem: string
  /** ISO 8601; missing where it does not end. */
  readonly until?: string
  /** Whose it is: `the npm registry`. */
  readonly owner: string
}

interface Found {
  /** Where it was found: the path of a file, or an address. */
  readonly from: string
  /** Whether whoever serves the artifact serves this as evidence of it: then one that is wrong is no stranger's doing. */
  readonly isVouched?: boolean
}

/** A Sigstore bundle. `key` is that of whoever signed without a certificate. */
export interface BundleEvidence extends Found {
  readonly kind: 'bundle'
  /** Parsed JSON of any origin; undefined where it is none. */
  readonly bundle: unknown
  readonly key?: RegistryKey
}

/** What a registry signed about a version without a log. */
export interface RegistrySignature extends Found {
  readonly kind: 'registry-signature'
  /** The bytes that were signed, as text. */
  readonly message: string
  /** ECDSA over SHA-256, base64 of DER. */
  readonly signature: string
  /** Missing where the registry names a key that nobody knows. */
  readonly key?: RegistryKey
  readonly keyid: string
  /** What the message names: lower-case hexadecimal. */
  readonly sha512: string
  /** When the version was published, by the registry's word: ISO 8601. */
  readonly publishedAt?: string
}

/** An OpenPGP signature: named, and not judged. */
export interface PgpEvidence extends Found {
  readonly kind: 'pgp'
  /** Hexadecimal; missing where it does not say. */
  readonly keyId?: string
}

/** A list of checksums that names the file; what is signed is the list. */
export interface ChecksumEvidence extends Found {
  readonly kind: 'checksums'
  /** Of the list: lower-case hexadecimal, as the next. */
  readonly sha256: string
  /** What the list says of the file. */
  readonly listed: string
  /** Of the list. */
  readonly evidence: readonly BundleEvidence[]
}

export type Evidence = BundleEvidence | RegistrySignature | PgpEvidence | ChecksumEvidence

export interface EvidenceNeeds {
  readonly files: Pick<Files, 'read'>
  /** The names in a folder; undefined where it does not tell them. */
  readonly namesIn: (folder: string) => Promise<ReadonlySet<string> | undefined>
}

/** Evidence on this machine. */
export interface EvidenceSource {
  /** What is there, the likeliest first. Faults: `files.*`, where something is there and cannot be read. */
  find(artifact: { readonly path: string }, needs: EvidenceNeeds): Promise<readonly Evidence[]>
}

/** What a registry or a forge is asked about. */
export interface Wanted {
  readonly purl: Purl
  /** Of the file at hand; whatever belongs to the package is wanted where there is none. */
  readonly fileName?: string
  /** Lower-case hexadecimal, as the next. */
  readonly sha256?: string
  readonly sha512?: string
}

/** An artifact that is served there, with its evidence: nothing of this has been judged. */
export interface Served {
  readonly name: string
  readonly purl: Purl
  /** What it should be, by the word of whoever serves it. Lower-case hexadecimal, as the next. */
  readonly sha256?: string
  readonly sha512?: string
  /** The likeliest to say the most first. */
  readonly evidence: readonly Evidence[]
  /** Address of the repository that it says it is from. */
  readonly repository?: string
}

export interface OnlineNeeds {
  readonly http: Http
  readonly clock: Clock
  /** Where it is asked: the base of all addresses, without a slash at its end. */
  readonly base: string
  /** Keys that came with the program, for the registry that they are of. */
  readonly keys: readonly RegistryKey[]
  /** Told each further address before it is asked. */
  readonly allow: (url: URL) => void
  readonly signal: AbortSignal
}

export type OnlineId = 'npm' | 'pypi' | 'github' | 'maven'

/** Evidence that has to be asked for. */
export interface OnlineSource {
  readonly id: OnlineId
  readonly title: string
  /** The type of the purls that it knows. */
  readonly type: string
  /**
   * What is served there, one for each artifact. Faults: `network.*`, `cancelled`, `evidence.not-published`,
   * `evidence.unreadable`, `evidence.refused`.
   */
  find(wanted: Wanted, needs: OnlineNeeds): Promise<readonly Served[]>
}
