/** What the services of an instance answer, parsed: nothing from outside is used before it fits its schema. */
import { TransparencyLogEntry } from '@sigstore/protobuf-specs'
import { z } from 'zod'
import { type FaultCode, fault } from '../../contract/faults.ts'
import type { HttpAnswer } from '../ports.ts'
import type { LogEntryJson } from './records.ts'

/** Fulcio v2 `SigningCertificate` (fulcio.proto): PEM, leaf first. */
const SigningCertificate = z.object({
  signedCertificateEmbeddedSct: z.object({ chain: z.object({ certificates: z.array(z.string()).min(1).max(10) }) }),
})

/** gRPC gateway, and the same shape from the logs. */
const ErrorBody = z.object({ message: z.string() })

export const text = (answer: HttpAnswer): string => new TextDecoder().decode(answer.body)

/** The certificates, leaf first, as PEM. Fault: `sigstore.answer-unreadable`. */
export function signingCertificate(answer: HttpAnswer, host: string): string[] {
  const parsed = SigningCertificate.safeParse(json(answer, host))
  if (!parsed.success) throw unreadable(host, 'no certificate with an embedded log receipt in it', parsed.error)
  return parsed.data.signedCertificateEmbeddedSct.chain.certificates
}

/** The log entry as it stands in a bundle. Fault: `sigstore.answer-unreadable`. */
export function logEntry(answer: HttpAnswer, host: string): LogEntryJson {
  const value = json(answer, host)
  try {
    const entry = TransparencyLogEntry.fromJSON(value)
    if (!entry.inclusionProof?.checkpoint || entry.canonicalizedBody.length === 0)
      throw new TypeError('no inclusion proof')
    return entryJson(entry)
  } catch (error) {
    throw unreadable(host, 'no log entry with a proof in it', error)
  }
}

/**
 * The JSON of an entry with its zeros written out: leaving them out is legal (ProtoJSON), but there are verifiers that do
 * not read the first entry of a log without its index.
 */
export function entryJson(entry: TransparencyLogEntry): LogEntryJson {
  const json = TransparencyLogEntry.toJSON(entry) as LogEntryJson
  const { inclusionProof: proof } = json
  return {
    ...json,
    logIndex: entry.logIndex,
    inclusionProof: proof && { ...proof, logIndex: entry.inclusionProof?.logIndex ?? '0', hashes: proof.hashes ?? [] },
  }
}

/** A refusal in the service's own words, shortened; never more than one line. */
export function refusal(code: FaultCode, answer: HttpAnswer): ReturnType<typeof fault> {
  let reason = `status ${answer.status}`
  try {
    const parsed = ErrorBody.safeParse(JSON.parse(text(answer)))
    if (parsed.success) reason = `${oneLine(parsed.data.message)} (${answer.status})`
  } catch {
    // Not JSON: the status alone is what can be said.
  }
  return fault(code, { reason })
}

const oneLine = (message: string): string =>
  message
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, 200)

/** The answer as JSON, whatever is in it. Fault: `sigstore.answer-unreadable`. */
export function json(answer: HttpAnswer, host: string): unknown {
  try {
    return JSON.parse(text(answer))
  } catch (error) {
    throw unreadable(host, 'the answer is not JSON', error)
  }
}

export const unreadable = (host: string, reason: string, cause?: unknown): ReturnType<typeof fault> =>
  fault('sigstore.answer-unreadable', { host, reason }, { cause })
