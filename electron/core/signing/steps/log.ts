import { fault } from '../../../contract/faults.ts'
import type { HttpAnswer } from '../../ports.ts'
import { logEntry, refusal } from '../answers.ts'
import { recoverEntry } from '../log-recovery.ts'
import { hostOf } from '../recipients.ts'
import type { LogEntryJson } from '../records.ts'
import { requestWithRetry } from '../retry.ts'
import { perFile, type StepContext } from '../step.ts'
import { checkStillValid } from '../validity.ts'

/** A Rekor v2 log answers only when a checkpoint covers the entry: two to ten seconds are normal. */
const LOG_TIMEOUT_MS = 30_000

/**
 * The entry that makes the signature public: Rekor v2 `POST /api/v2/log/entries` with a hashedrekord 0.0.2. A lost
 * answer is asked for again with the same bytes; the log then says 409, and the entry that it has is taken up.
 */
export const log = perFile({
  id: 'log',
  scope: 'per-file',
  title: 'Write to the log',
  explain: 'Digest, signature and certificate go into the log, for everybody to see.',
  needs: ['digest', 'sign', 'get-certificate'],
  async run({ digest, sign, 'get-certificate': certificate }, _, context) {
    checkStillValid(certificate, context.ports.clock.now())
    const body = JSON.stringify({
      hashedRekordRequestV002: {
        digest: Buffer.from(digest.sha256, 'hex').toString('base64'),
        signature: {
          content: sign.signature,
          verifier: { x509Certificate: { rawBytes: certificate.chain[0] }, keyDetails: 'PKIX_ECDSA_P256_SHA_256' },
        },
      },
    })
    const proposed = { digest: digest.sha256, signature: sign.signature }
    const entries = await Promise.all(
      context.services.logs.map(async ({ url }) => readAnswer(await post(url, body, context), url, proposed, context)),
    )
    return { entries }
  },
})

const post = (url: string, body: string, { ports, signal }: StepContext): Promise<HttpAnswer> =>
  requestWithRetry(ports, {
    method: 'POST',
    url: new URL('/api/v2/log/entries', url).href,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
    timeoutMs: LOG_TIMEOUT_MS,
    maxBytes: 256 * 1024,
    signal,
  })

async function readAnswer(
  answer: HttpAnswer,
  url: string,
  proposed: { digest: string; signature: string },
  context: StepContext,
): Promise<LogEntryJson> {
  if (answer.status === 200 || answer.status === 201) return logEntry(answer, hostOf(url))
  if (answer.status === 409) return recoverEntry(url, answer.headers['x-index'], proposed, context)
  if (answer.status === 405) throw fault('sigstore.log-frozen')
  throw refusal('sigstore.log-rejected', answer)
}
