/** All that can be said of an artifact and its bundle: the verification, and a verdict for each question. */

import type { Verdict } from '../../contract/model/verification.ts'
import type { Rejection } from './reasons.ts'
import { isUnexpected, verdictsOf } from './verdicts.ts'
import { type Expectation, type Verification, type VerifyRequest, verifyBundle } from './verify.ts'

export interface Question extends Omit<VerifyRequest, 'expectation'> {
  /** Undefined where nobody said who should have signed. */
  readonly expected: Expectation | undefined
}

export interface Judgement {
  /** What was found in a bundle; also in one that is sound and by somebody else than was expected. */
  readonly verification?: Verification
  readonly verdicts: readonly Verdict[]
  /** Why what is sound is still not what was expected. */
  readonly unexpected?: Rejection
}

/** Judges a bundle. Like verifying, it never throws, whatever the bundle is. */
export function judge({ expected, ...request }: Question): Judgement & { readonly verification: Verification } {
  const asked = { sha256: request.sha256, sha512: request.sha512, expected }
  const verification = verifyBundle({ ...request, expectation: expected ?? ANYBODY })
  if (verification.ok || !isUnexpected(verification.reason)) {
    return { verification, verdicts: verdictsOf(verification, asked) }
  }
  // What it is instead is worth knowing.
  const { predicateType: _, ...anything } = request
  const found = verifyBundle({ ...anything, expectation: asAnybody(expected) })
  return {
    verification: found,
    verdicts: verdictsOf(found, { ...asked, unexpected: verification }),
    unexpected: verification,
  }
}

const ANYBODY: Expectation = { kind: 'any-signer' }

/** Without its key, the bundle of a key cannot be looked at. */
const asAnybody = (expected: Expectation | undefined): Expectation => (expected?.kind === 'key' ? expected : ANYBODY)
