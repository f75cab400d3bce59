/** The trusted time of a signature: RFC 3161, from every authority that the session uses. */
import { createHash, randomBytes } from 'node:crypto'
import { RFC3161Timestamp } from '@sigstore/core'
import { fault } from '../../contract/faults.ts'
import { requestWithRetry } from '../retry.ts'
import { refusal, unreadable } from './answers.ts'
import { hostOf } from './recipients.ts'
import type { StepRecords } from './records.ts'
import type { StepContext } from './step.ts'

/** Has a signature (DER, base64) countersigned. Faults: `sigstore.timestamp-refused`, `network.*`, `sigstore.answer-unreadable`. */
export async function timestampsOf(
  base64: string,
  { ports, services, signal }: StepContext,
): Promise<StepRecords['timestamp']> {
  const signature = Buffer.from(base64, 'base64')
  const stamps = await Promise.all(
    services.timestamps.map(async ({ url }) => {
      const answer = await requestWithRetry(ports, {
        method: 'POST',
        url: timestampUrl(url),
        headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
        body: timeStampQuery(signature),
        timeoutMs: 10_000,
        maxBytes: 256 * 1024,
        signal,
        purpose: 'timestamp',
      })
      if (answer.status !== 200 && answer.status !== 201) throw refusal('sigstore.timestamp-refused', answer)
      return readTimestamp(Buffer.from(answer.body), signature, hostOf(url))
    }),
  )
  const [first] = stamps
  if (!first) throw fault('sigstore.no-service', { role: 'timestamp authority' })
  return { responses: stamps.map((s) => s.response), time: first.time }
}

/** A signing config may name the origin alone; the path is fixed by the timestamp authority's API. */
const timestampUrl = (url: string): string => {
  const { pathname } = new URL(url)
  return pathname === '/' ? new URL('/api/v1/timestamp', url).href : url
}

/** TimeStampReq (RFC 3161 §2.4.1): version 1, SHA-256 of the signature, an 8-byte nonce, certificates wanted. */
function timeStampQuery(signature: Uint8Array): Buffer {
  const imprint = createHash('sha256').update(signature).digest()
  const nonce = randomBytes(8)
  // A first byte of 0x40 to 0x7f keeps the INTEGER positive and its length fixed.
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40
  return Buffer.concat([
    Buffer.from('3043020101', 'hex'),
    Buffer.from('3031300d060960864801650304020105000420', 'hex'),
    imprint,
    Buffer.from('0208', 'hex'),
    nonce,
    Buffer.from('0101ff', 'hex'),
  ])
}

/** Whether it is a timestamp, and of this signature. Who made it is for the verifier to say. */
function readTimestamp(der: Buffer<ArrayBuffer>, signature: Buffer, host: string): { response: string; time: string } {
  try {
    const stamp = RFC3161Timestamp.parse(der)
    if (stamp.status !== 0n && stamp.status !== 1n) throw new TypeError(`status ${stamp.status}`)
    const imprint = createHash('sha256').update(signature).digest()
    if (!stamp.tstInfo.messageImprintHashedMessage.equals(imprint)) throw new TypeError('another imprint')
    return { response: der.toString('base64'), time: stamp.signingTime.toISOString() }
  } catch (error) {
    throw unreadable(host, 'no timestamp of this signature in it', error)
  }
}
