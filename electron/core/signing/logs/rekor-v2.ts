/**
 * Rekor v2 (rekor-tiles): `hashedrekord` 0.0.2 and nothing else. A statement is logged by the digest of its
 * pre-authentication encoding, with the signature of its envelope: the log's own type for them is gone since 2.3.0.
 */
import { logEntry } from '../answers.ts'
import type { LogApi } from './log-api.ts'
import { recoverEntry } from './rekor-v2-recovery.ts'

export const rekorV2: LogApi = {
  majorApiVersion: 2,
  path: '/api/v2/log/entries',
  // The log answers when a checkpoint covers the entry: two to ten seconds are normal.
  timeoutMs: 30_000,

  request: ({ sha256, signature, certificate }) => ({
    hashedRekordRequestV002: {
      digest: Buffer.from(sha256, 'hex').toString('base64'),
      signature: {
        content: signature,
        verifier: { x509Certificate: { rawBytes: certificate }, keyDetails: 'PKIX_ECDSA_P256_SHA_256' },
      },
    },
  }),

  entry: logEntry,

  existing: (answer, url, content, context) => recoverEntry(url, answer.headers['x-index'], content, context),
}
