/** When a signature was made, by the word of others: timestamp authorities (RFC 3161) and logs with a promise. */
import type { Bundle, RFC3161SignedTimestamp, TransparencyLogEntry } from '@sigstore/bundle'
import { RFC3161Timestamp } from '@sigstore/core'
import type { SignedEntity } from '@sigstore/verify'
import { orReject, reject } from './reasons.ts'

/** PKIStatus `granted` and `grantedWithMods` (RFC 3161, section 2.4.2): other answers hold no timestamp to rely on. */
const GRANTED = [0n, 1n]

/** A moment at which others saw the signature, and who vouches for it. */
export interface SeenAt {
  readonly at: Date
  readonly by: 'timestamp-authority' | 'log'
}

export interface ClaimedTimes {
  /** What tells them, in the form in which the library checks it. */
  readonly evidence: SignedEntity['timestamps']
  /** By timestamp authorities. */
  readonly stamped: readonly Date[]
  /** Those, and then the times at which logs say they took the entry. Never empty. */
  readonly all: readonly Date[]
  /** The same, with who tells them. */
  readonly seen: readonly SeenAt[]
}

/**
 * The times that the bundle claims. They hold once timestamps and promises have been verified. The integrated time of an
 * entry without a promise is signed by nobody and is left out.
 */
export function claimedTimes({ verificationMaterial: material }: Bundle): ClaimedTimes {
  const stamps = (material.timestampVerificationData?.rfc3161Timestamps ?? []).map(readStamp)
  const entries: TransparencyLogEntry[] = material.tlogEntries
  const promises = entries.filter((entry) => entry.inclusionPromise !== undefined && Number(entry.integratedTime) > 0)
  const stamped = stamps.map(({ time }) => time)
  const seen = [
    ...stamped.map((at) => ({ at, by: 'timestamp-authority' }) as const),
    ...promises.map((entry) => ({ at: new Date(Number(entry.integratedTime) * 1000), by: 'log' }) as const),
  ]
  if (seen.length === 0) throw reject('no-trusted-time')
  const evidence: SignedEntity['timestamps'] = [
    ...promises.map((tlogEntry) => ({ $case: 'transparency-log', tlogEntry }) as const),
    ...stamps.map(({ timestamp }) => ({ $case: 'timestamp-authority', timestamp }) as const),
  ]
  return { evidence, stamped, all: seen.map(({ at }) => at), seen }
}

/** The time is decoded when it is asked for, and may turn out to be none. */
const readStamp = ({ signedTimestamp }: RFC3161SignedTimestamp): { timestamp: RFC3161Timestamp; time: Date } =>
  orReject('timestamp-invalid', 'A timestamp is not readable.', () => {
    const timestamp = RFC3161Timestamp.parse(Buffer.from(signedTimestamp))
    if (!GRANTED.includes(timestamp.status)) throw reject('timestamp-invalid', 'The authority refused a timestamp.')
    return { timestamp, time: timestamp.signingTime }
  })
