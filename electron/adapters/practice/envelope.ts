/** DSSE envelopes as clients hand them to a log: read, and taken apart into what is signed and by what. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { pae } from '../../core/dsse.ts'

/** Standard or URL-safe, as the protocol of DSSE allows. */
const EitherBase64 = z.string().regex(/^[\w+/-]*={0,2}$/)

const Envelope = z.object({
  payloadType: z.string().min(1),
  payload: EitherBase64,
  signatures: z
    .array(z.object({ sig: EitherBase64.min(1) }))
    .min(1)
    .max(100),
})

/** What of an envelope counts. */
export interface OpenEnvelope {
  /** What each signature is over. */
  readonly signed: Buffer
  /** SHA-256 of the decoded payload. */
  readonly payloadHash: Buffer
  /** Base64 as it came; each once, in the order of their text. */
  readonly signatures: readonly string[]
}

/** Undefined for what is no envelope, or has no signature. */
export function openEnvelope(value: unknown): OpenEnvelope | undefined {
  const parsed = Envelope.safeParse(value)
  if (!parsed.success) return undefined
  const payload = Buffer.from(parsed.data.payload, 'base64')
  return {
    signed: pae(parsed.data.payloadType, payload),
    payloadHash: createHash('sha256').update(payload).digest(),
    signatures: [...new Set(parsed.data.signatures.map(({ sig }) => sig))].sort(),
  }
}
