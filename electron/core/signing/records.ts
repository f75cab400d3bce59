/**
 * What each step of a session leaves behind: plain, serialisable, free of secrets. These records are what a journal
 * keeps, and what a session that stopped goes on from. Binary values are base64 text.
 */
import type { Bundle as SerializedBundle } from 'sigstore'
import type { Identity } from '../../contract/model/identity.ts'
import type { FileStamp } from '../ports.ts'

/** One entry of a transparency log in the JSON form of `TransparencyLogEntry` (protobuf-specs, sigstore_rekor.proto). */
export type LogEntryJson = NonNullable<SerializedBundle['verificationMaterial']['tlogEntries']>[number]

export interface StepRecords {
  digest: { sha256: string; stamp: FileStamp }
  /** SubjectPublicKeyInfo, DER. */
  'make-key': { publicKey: string }
  /** ECDSA P-256 over the digest, DER. */
  sign: { signature: string }
  'sign-in': { identity: Identity; challenge: string; expiresAt: string }
  consent: { identity: Identity; grantedAt: string }
  /** Leaf first, DER each. Times are ISO 8601. */
  'get-certificate': { chain: string[]; notBefore: string; notAfter: string }
  /** RFC 3161 TimeStampResp, DER each. */
  timestamp: { responses: string[]; time: string }
  log: { entries: LogEntryJson[] }
  bundle: { json: SerializedBundle }
  verify: { identity: Identity; time: string }
  save: { path: string; name: string }
}

export type StepName = keyof StepRecords
export type OnceName = 'make-key' | 'sign-in' | 'consent' | 'get-certificate'
export type PerFileName = Exclude<StepName, OnceName>
