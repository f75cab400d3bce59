import { toMessageSignatureBundle } from '@sigstore/bundle'
import { withEvidence } from '../assemble.ts'
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
    return { json: withEvidence(made, timestamp, log) }
  },
})
