/** From parsed JSON of any origin to a bundle that keeps the rules of its own version (protobuf-specs, sigstore_bundle.proto). */
import {
  BUNDLE_V01_MEDIA_TYPE,
  BUNDLE_V02_MEDIA_TYPE,
  BUNDLE_V03_LEGACY_MEDIA_TYPE,
  BUNDLE_V03_MEDIA_TYPE,
  type Bundle,
  bundleFromJSON,
} from '@sigstore/bundle'
import { z } from 'zod'
import { isBase64 } from './base64.ts'
import { orReject, reject } from './reasons.ts'

/** Every spelling that is read, with the one by which the library knows the version. */
const MEDIA_TYPES = new Map<unknown, string>([
  [BUNDLE_V01_MEDIA_TYPE, BUNDLE_V01_MEDIA_TYPE],
  [BUNDLE_V02_MEDIA_TYPE, BUNDLE_V02_MEDIA_TYPE],
  ['application/vnd.dev.sigstore.bundle.v0.2+json', BUNDLE_V02_MEDIA_TYPE],
  [BUNDLE_V03_LEGACY_MEDIA_TYPE, BUNDLE_V03_MEDIA_TYPE],
  [BUNDLE_V03_MEDIA_TYPE, BUNDLE_V03_MEDIA_TYPE],
])

/** Far more than any signer writes, and few enough that comparing all with all costs nothing. */
const MOST_ENTRIES = 32
const MOST_HASHES = 64
/** The end of the year 9999, in seconds: later times do not fit the formats that they are printed in. */
const LAST_SECOND = 253_402_300_799

const bytes = z.string('is missing').min(1, 'is empty').refine(isBase64, 'is not base64')
// The library compares counts as floating-point numbers: beyond 2^53 two different ones could be equal.
const count = z
  .union([z.string(), z.number()], 'is missing')
  .refine((value) => /^(?:0|[1-9]\d{0,15})$/.test(String(value)), 'is not a whole number from zero up')
  .refine((value) => Number(value) <= Number.MAX_SAFE_INTEGER, 'is too large')
const listOf = <T extends z.ZodType>(member: T, most: number) =>
  z.array(member, 'is not a list').max(most, 'is too long')
const record = <T extends z.ZodRawShape>(shape: T) => z.looseObject(shape, 'is missing')

// Zero is left out in proto3 JSON.
const LogEntry = record({
  logIndex: count.nullish(),
  logId: record({ keyId: bytes }),
  kindVersion: record({ kind: z.string('is missing'), version: z.string('is missing') }),
  integratedTime: count.refine((value) => Number(value) <= LAST_SECOND, 'is too late').nullish(),
  inclusionPromise: record({ signedEntryTimestamp: bytes }).nullish(),
  inclusionProof: record({
    logIndex: count.nullish(),
    rootHash: bytes,
    treeSize: count,
    hashes: listOf(bytes, MOST_HASHES).nullish(),
    checkpoint: record({ envelope: z.string('is missing') }).nullish(),
  }).nullish(),
  canonicalizedBody: bytes,
})
const Certificate = record({ rawBytes: bytes })
/** DSSE allows several signatures; a bundle has one key for them. */
const Envelope = record({
  payload: bytes,
  payloadType: z.string('is missing'),
  signatures: z
    .array(record({ sig: bytes, keyid: z.string().nullish() }), 'is missing')
    .length(1, 'does not hold exactly one signature'),
})

const BundleForm = record({
  verificationMaterial: record({
    certificate: Certificate.nullish(),
    x509CertificateChain: record({
      certificates: listOf(Certificate, MOST_ENTRIES).min(1, 'is empty'),
    }).nullish(),
    publicKey: record({ hint: z.string().nullish() }).nullish(),
    tlogEntries: listOf(LogEntry, MOST_ENTRIES).nullish(),
    timestampVerificationData: record({
      rfc3161Timestamps: listOf(record({ signedTimestamp: bytes }), MOST_ENTRIES).nullish(),
    }).nullish(),
  }),
  messageSignature: record({
    messageDigest: record({ algorithm: z.union([z.string(), z.number()], 'is missing'), digest: bytes }),
    signature: bytes,
  }).nullish(),
  dsseEnvelope: Envelope.nullish(),
})
type BundleForm = z.infer<typeof BundleForm>

/**
 * Reads a bundle of a version that is known here. What a version demands of its log entries is checked first, so that
 * the reason names the proof that is missing; the assertions of the library are the second wall.
 */
export function readBundle(json: unknown): Bundle {
  if (typeof json !== 'object' || json === null) throw reject('unreadable-bundle')
  const written = 'mediaType' in json ? json.mediaType : undefined
  const mediaType = MEDIA_TYPES.get(written)
  if (mediaType === undefined) {
    if (typeof written !== 'string') throw reject('unreadable-bundle', 'It does not say which kind of bundle it is.')
    throw reject('unknown-media-type')
  }
  const form = BundleForm.safeParse(json)
  if (!form.success) throw reject('unreadable-bundle', firstFault(form.error))
  checkOneOfEach(form.data)
  checkProofs(form.data, mediaType)
  const bundle = orReject('unreadable-bundle', 'It breaks the rules of its own version.', () =>
    bundleFromJSON({ ...json, mediaType }),
  )
  dropUnsignedProofs(bundle)
  return bundle
}

function firstFault(error: z.ZodError): string {
  const [issue] = error.issues
  return issue === undefined || issue.path.length === 0
    ? 'It is not a bundle.'
    : `The field ${issue.path.join('.')} ${issue.message}.`
}

/** Where two alternatives stand side by side, two readers may each take a different one. */
function checkOneOfEach({ verificationMaterial: material, ...content }: BundleForm): void {
  const kinds = [content.messageSignature, content.dsseEnvelope].filter(isThere)
  if (kinds.length !== 1) throw reject('unreadable-bundle', 'It does not hold exactly one signed content.')
  const keys = [material.certificate, material.x509CertificateChain, material.publicKey].filter(isThere)
  if (keys.length !== 1) throw reject('unreadable-bundle', 'It does not hold exactly one certificate or key.')
}

/** v0.1 proves the entry by the promise of the log, every later version by a proof that leads to a checkpoint. */
function checkProofs({ verificationMaterial: material }: BundleForm, mediaType: string): void {
  if (mediaType === BUNDLE_V03_MEDIA_TYPE && isThere(material.x509CertificateChain)) {
    throw reject('unreadable-bundle', 'A v0.3 bundle holds one certificate, and this one holds a chain.')
  }
  for (const entry of material.tlogEntries ?? []) {
    if (mediaType === BUNDLE_V01_MEDIA_TYPE) {
      if (!entry.inclusionPromise) throw reject('log-promise', 'A v0.1 bundle needs the promise of the log.')
    } else if (!entry.inclusionProof) {
      throw reject('inclusion-proof', 'The bundle has no proof that the log holds the entry.')
    } else if (!entry.inclusionProof.checkpoint) {
      throw reject('checkpoint', 'The proof comes without the checkpoint that it leads to.')
    }
  }
}

/** A proof without a checkpoint proves nothing: v0.1 allows it, beside the promise that counts. */
function dropUnsignedProofs({ verificationMaterial }: Bundle): void {
  for (const entry of verificationMaterial.tlogEntries) {
    if (!entry.inclusionProof?.checkpoint) entry.inclusionProof = undefined
  }
}

const isThere = (value: unknown): boolean => value !== null && value !== undefined
