/** A verification as separate answers: each with what was compared with what. There is no answer for all of them at once. */
import type { RejectionReason } from './reasons.ts'
import type { Expectation, Verification } from './verify.ts'

/** The questions, in the order in which they are shown. */
export const VERDICTS = ['unaltered', 'signed', 'logged', 'expected'] as const
export type VerdictName = (typeof VERDICTS)[number]

export interface Verdict {
  readonly verdict: VerdictName
  readonly outcome: 'pass' | 'fail' | 'cannot-tell' | 'not-applicable'
  readonly says: string
}

/** The question that a reason answers with no. What is not listed speaks of the signature. */
const ASKED: Partial<Record<RejectionReason, VerdictName>> = {
  'digest-mismatch': 'unaltered',
  'subject-mismatch': 'unaltered',
  'no-trusted-time': 'logged',
  'timestamp-invalid': 'logged',
  'not-logged': 'logged',
  'log-unknown': 'logged',
  'inclusion-proof': 'logged',
  checkpoint: 'logged',
  'log-promise': 'logged',
  'log-entry-mismatch': 'logged',
  'log-entry-other-verifier': 'logged',
  'signer-mismatch': 'expected',
  'predicate-type-mismatch': 'expected',
}

/** `expected` is undefined where nobody said who should have signed: then that question stays open. */
export function verdictsOf(
  verification: Verification,
  { sha256, expected }: { sha256: string; expected: Expectation | undefined },
): Verdict[] {
  if (!verification.ok) {
    const failed = ASKED[verification.reason] ?? 'signed'
    // Who signed is asked last, of a signature that is sound.
    const others = failed === 'expected' ? 'pass' : 'cannot-tell'
    return VERDICTS.map((verdict) =>
      verdict === failed
        ? { verdict, outcome: 'fail', says: verification.detail }
        : {
            verdict,
            outcome: others,
            says: others === 'pass' ? PASSED[verdict] : 'Not reached: another check failed first.',
          },
    )
  }
  const { signer, times, log, statement } = verification
  const who = signer.kind === 'key' ? 'the holder of the given key' : `${signer.name}, by the word of ${signer.issuer}`
  const what = statement ? `a statement of type ${statement.predicateType} about this digest` : 'this digest'
  const [time] = times
  return [
    {
      verdict: 'unaltered',
      outcome: 'pass',
      says: `The file has the digest sha256:${sha256}, which is the one that was signed.`,
    },
    { verdict: 'signed', outcome: 'pass', says: `Signed by ${who}: ${what}.` },
    {
      verdict: 'logged',
      outcome: 'pass',
      says: `Entry ${log.index} of ${log.origin}; seen by others at ${time?.toISOString() ?? 'a time that is not known'}.`,
    },
    expectedVerdict(expected, who),
  ]
}

function expectedVerdict(expected: Expectation | undefined, who: string): Verdict {
  const verdict = 'expected'
  if (!expected) return { verdict, outcome: 'cannot-tell', says: `Signed by ${who}; nobody said who should have.` }
  return expected.kind === 'any-signer'
    ? { verdict, outcome: 'not-applicable', says: `Any signer was allowed. It was ${who}.` }
    : { verdict, outcome: 'pass', says: `The signer is the one that was expected: ${who}.` }
}

const PASSED: Readonly<Record<VerdictName, string>> = {
  unaltered: 'The file is the one that was signed.',
  signed: 'The signature and its certificate are sound.',
  logged: 'The signature was logged, at a time that others vouch for.',
  expected: '',
}
