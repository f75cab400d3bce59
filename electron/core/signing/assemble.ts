/** Puts the evidence of a signature around it: the last touch to every bundle v0.3 (sigstore_bundle.proto). */
import { type BundleWithDsseEnvelope, type BundleWithMessageSignature, bundleToJSON } from '@sigstore/bundle'
import { TransparencyLogEntry } from '@sigstore/protobuf-specs'
import type { Bundle as SerializedBundle } from 'sigstore'
import type { StepRecords } from './records.ts'

/** The bundle as JSON, with timestamps and log entries in it. */
export function withEvidence(
  made: BundleWithMessageSignature | BundleWithDsseEnvelope,
  timestamp: StepRecords['timestamp'],
  log: StepRecords['log'],
): SerializedBundle {
  made.verificationMaterial.tlogEntries = log.entries.map((entry) => TransparencyLogEntry.fromJSON(entry)) as never
  made.verificationMaterial.timestampVerificationData = {
    rfc3161Timestamps: timestamp.responses.map((r) => ({ signedTimestamp: Buffer.from(r, 'base64') })),
  }
  const json = bundleToJSON(made)
  // As the log's own JSON has them, with the zeros that the library leaves out.
  return { ...json, verificationMaterial: { ...json.verificationMaterial, tlogEntries: log.entries } }
}
