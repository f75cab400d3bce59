import { bundleToJSON, toMessageSignatureBundle } from '@sigstore/bundle'
import { TransparencyLogEntry } from '@sigstore/protobuf-specs'
import { perFile } from '../step.ts'

/** Everything a stranger needs, in one file: the Sigstore bundle v0.3. */
export const bundle = perFile({
  id: 'bundle',
  scope: 'per-file',
  title: 'Put the bundle together',
  explain: 'Signature, certificate, timestamp and log entry of a file, in one document.',
  needs: ['digest', 'sign', 'get-certificate', 'timestamp', 'log'],
  async run({ digest, sign, 'get-certificate': { chain }, timestamp, log }) {
    const made = toMessageSignatureBundle({
      digest: Buffer.from(digest.sha256, 'hex'),
      signature: Buffer.from(sign.signature, 'base64'),
      certificate: Buffer.from(chain[0] ?? '', 'base64'),
      certificateChain: false,
    })
    made.verificationMaterial.tlogEntries = log.entries.map((entry) => TransparencyLogEntry.fromJSON(entry)) as never
    made.verificationMaterial.timestampVerificationData = {
      rfc3161Timestamps: timestamp.responses.map((r) => ({ signedTimestamp: Buffer.from(r, 'base64') })),
    }
    const json = bundleToJSON(made)
    // As the log's own JSON has them, with the zeros that the library leaves out.
    return { json: { ...json, verificationMaterial: { ...json.verificationMaterial, tlogEntries: log.entries } } }
  },
})
