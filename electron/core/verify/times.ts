/** When a signature was made, by the word of others: timestamp authorities (RFC 3161) and logs with a promise. */
import type { Bundle, RFC3161SignedTimestamp } from '@sigstore/bundle'
import { RFC3161Timestamp } from '@sigstore/core'
import { orReject, reject } from './reasons.ts'

/** PKIStatus `granted` and `grantedWithMods` (RFC 3161, section 2.4.2): other answers hold no timestamp to rely on. */
const GRANTED = [0n, 1n]

interface ClaimedTimes {
  /** By timestamp authorities. */
  readonly stamped: readonly Date[]
  /** Those, and then the times at which logs say they took the entry. Never empty. */
  readonly all: readonly Date[]
}

/**
 * The times that the bundle claims. They hold once timestamps and promises have been verified. The integrated time of an
 * entry without a promise is signed by nobody and is left out.
 */
export function claimedTimes({ verificationMaterial: material }: Bundle): ClaimedTimes {
  const stamped = (material.timestampVerificationData?.rfc3161Timestamps ?? []).map(timeIn)
  const promised = material.tlogEntries
    .filter((entry) => entry.inclusionPromise !== undefined && Number(entry.integratedTime) > 0)
    .map((entry) => new Date(Number(entry.integratedTime) * 1000))
  const all = [...stamped, ...promised]
  if (all.length === 0) throw reject('no-trusted-time')
  return { stamped, all }
}

const timeIn = ({ signedTimestamp }: RFC3161SignedTimestamp): Date =>
  orReject('timestamp-invalid', 'A timestamp is not readable.', () => {
    const timestamp = RFC3161Timestamp.parse(Buffer.from(signedTimestamp))
    if (!GRANTED.includes(timestamp.status)) throw reject('timestamp-invalid', 'The authority refused a timestamp.')
    return timestamp.signingTime
  })
