/** Rows of bundles that are wrong in one part, with the reason that each must be rejected for. */
import type { RejectionReason } from '../../../electron/core/verify/reasons.ts'
import type { VerifyRequest } from '../../../electron/core/verify/verify.ts'
import { ecKeys, ours } from '../../fixtures/forge/authority.ts'
import { leafCertificate } from '../../fixtures/forge/certificate.ts'
import { type AttestationPlan, type Forged, forge, ISSUED_AT, type Plan, SIGNER } from '../../fixtures/forge.ts'

export interface Case {
  readonly what: string
  readonly reason: RejectionReason
  readonly bundle: () => unknown
  readonly request: Partial<VerifyRequest> | undefined
}

export const row = (
  what: string,
  reason: RejectionReason,
  bundle: () => unknown,
  request?: Partial<VerifyRequest>,
): Case => ({ what, reason, bundle, request })

export type Entry = Forged['verificationMaterial']['tlogEntries'][number]

/** A forged bundle with one edit to its JSON. */
export const edited =
  (edit: (entry: Entry, bundle: Forged) => void, plan: Plan = {}) =>
  (): Forged => {
    const bundle = forge(plan)
    edit(entryOf(bundle), bundle)
    return bundle
  }

export function entryOf({ verificationMaterial }: Forged): Entry {
  const [entry] = verificationMaterial.tlogEntries
  if (entry === undefined) throw new TypeError('a forged bundle has an entry')
  return entry
}

export const minutesLater = (minutes: number): Date => new Date(ISSUED_AT.getTime() + minutes * 60_000)

/** Every kind of entry that a log may hold for an envelope. */
export const ENVELOPE_ENTRIES = [
  { log: 1, kind: 'dsse' },
  { log: 1, kind: 'intoto' },
  { log: 1, kind: 'hashedrekord' },
  { log: 2, kind: 'hashedrekord' },
  { log: 2, kind: 'dsse' },
] as const satisfies readonly AttestationPlan[]

/** A certificate for somebody else's key, sound as well. */
export const otherLeaf = (): Buffer =>
  leafCertificate({
    signer: { ...SIGNER, name: 'somebody@else.test' },
    publicKey: ecKeys().publicKey,
    by: ours,
    receiptBy: ours,
    notBefore: ISSUED_AT,
    notAfter: minutesLater(10),
  })

/** The same bytes but for the last bit. */
export function flipped(base64 = ''): string {
  const bytes = Buffer.from(base64, 'base64')
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  return bytes.toString('base64')
}
