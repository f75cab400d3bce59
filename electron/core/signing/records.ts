/**
 * What each step of a session leaves behind: plain, serialisable, free of secrets. These records are what the journal
 * keeps, and what a session that stopped goes on from. Binary values are base64 text, times are ISO 8601.
 */
import type { Bundle as SerializedBundle } from 'sigstore'
import { z } from 'zod'
import { Sha256 } from '../../contract/model/file.ts'
import { Identity } from '../../contract/model/identity.ts'

/** One entry of a transparency log in the JSON form of `TransparencyLogEntry` (protobuf-specs, sigstore_rekor.proto). */
export type LogEntryJson = NonNullable<SerializedBundle['verificationMaterial']['tlogEntries']>[number]

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null
/** Read by the verifier before anybody believes them. */
const BundleJson = z.custom<SerializedBundle>(isObject)
const EntryJson = z.custom<LogEntryJson>(isObject)

const signature = z.object({ signature: z.base64() })
const timestamps = z.object({ responses: z.array(z.base64()), time: z.iso.datetime() })
const entries = z.object({ entries: z.array(EntryJson) })
const bundle = z.object({ json: BundleJson })
const verified = z.object({ identity: Identity, time: z.iso.datetime() })
const saved = z.object({ path: z.string(), name: z.string() })

/** Every record with its form, by the step that leaves it. */
export const STEP_RECORDS = {
  digest: z.object({ sha256: Sha256, stamp: z.object({ size: z.number(), version: z.string() }) }),
  /** SubjectPublicKeyInfo, DER. */
  'make-key': z.object({ publicKey: z.base64() }),
  /** ECDSA P-256 over the digest, DER. */
  sign: signature,
  'sign-in': z.object({ identity: Identity, challenge: z.string(), expiresAt: z.iso.datetime() }),
  consent: z.object({ identity: Identity, grantedAt: z.iso.datetime() }),
  /** Leaf first, DER each. */
  'get-certificate': z.object({
    chain: z.array(z.base64()).min(1),
    notBefore: z.iso.datetime(),
    notAfter: z.iso.datetime(),
  }),
  /** RFC 3161 TimeStampResp, DER each. */
  timestamp: timestamps,
  log: entries,
  bundle,
  verify: verified,
  save: saved,
  /** The in-toto statement as it is signed, and the SHA-256 of its pre-authentication encoding. */
  statement: z.object({ predicateType: z.string(), payload: z.base64(), sha256: Sha256 }),
  'sign-statement': signature,
  'timestamp-statement': timestamps,
  'log-statement': entries,
  'bundle-statement': bundle,
  'verify-statement': verified,
  'save-statement': saved,
} as const

export type StepRecords = { readonly [Name in keyof typeof STEP_RECORDS]: z.infer<(typeof STEP_RECORDS)[Name]> }
export type StepName = keyof StepRecords
export type PerFileName = Extract<
  StepName,
  'digest' | 'sign' | 'timestamp' | 'log' | 'bundle' | 'verify' | 'save' | 'save-statement'
>
export type OnceName = Exclude<StepName, PerFileName>
