/**
 * Ties a log entry to the bundle it came with. A log answers for what its entry says, not for the bundle around it:
 * without this, a signature could be logged under one identity and shown under another.
 */
import type { TransparencyLogEntry } from '@sigstore/bundle'
import { readLogged, type Verifier } from './logged.ts'
import { reject } from './reasons.ts'
import { equalBytes, type SignedContent } from './signature.ts'

/** Checks that the entry records this signature, over this content, under this certificate or key. */
export function checkLogEntry(entry: TransparencyLogEntry, signed: SignedContent, expected: Verifier): void {
  const { signature, digest, verifier } = readLogged(entry)
  if (!signed.compareSignature(signature)) throw reject('log-entry-mismatch', 'The log recorded another signature.')
  if (!(digest.of === 'signed' ? signed.isOver(digest) : signed.hasPayload(digest))) {
    throw reject('log-entry-mismatch', 'The log recorded another digest.')
  }
  if (verifier?.kind !== expected.kind) {
    throw reject('log-entry-other-verifier', `The log recorded no ${expected.kind}, and the bundle shows one.`)
  }
  if (!equalBytes(verifier.der, expected.der)) throw reject('log-entry-other-verifier')
}

/** Whether the entry itself says that a key made this signature which is not the one that was given. */
export function namesOtherKey(entry: TransparencyLogEntry, given: Verifier): boolean {
  const { verifier } = readLogged(entry)
  return verifier?.kind === 'key' && !equalBytes(verifier.der, given.der)
}
