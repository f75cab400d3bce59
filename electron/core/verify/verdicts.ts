/** From a verification to its verdicts. */

import {
  DECIDING,
  VERDICTS,
  type Verdict,
  type VerdictName,
  type VerdictOutcome,
} from '../../contract/model/verification.ts'
import type { Rejection, RejectionReason } from './reasons.ts'
import { findSource, type SourceFinding } from './source.ts'
import {
  COMPARED,
  NEXT_NO_EVIDENCE,
  NEXT_NO_LOG,
  NEXT_NO_SOURCE,
  NEXT_NOT_REBUILT,
  NEXT_SOURCE_DIFFERS,
  NEXT_SOURCE_STATED,
  NEXT_UNEXPECTED,
  nextAfter,
  seenText,
  sourceText,
  whichJob,
  whoSigned,
} from './verdict-words.ts'
import type { Expectation, Verification } from './verify.ts'

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

/** Whether a bundle that is rejected for this reason is sound all the same, and not the one that was expected. */
export const isUnexpected = (reason: RejectionReason): boolean => ASKED[reason] === 'expected'

export interface Asked {
  /** Lower-case hexadecimal. */
  readonly sha256?: string | undefined
  readonly sha512?: string | undefined
  /** Undefined where nobody said who should have signed: then that question stays open. */
  readonly expected: Expectation | undefined
  /** Why what is sound is still not what was expected. */
  readonly unexpected?: Rejection | undefined
}

/** One verdict for each question, in their order. */
export function verdictsOf(verification: Verification, asked: Asked): Verdict[] {
  if (!verification.ok) return refused(verification)
  const { signer, claims, seen, log, statement, comparedBy } = verification
  const who = whoSigned(signer)
  const what = statement ? `a statement of type ${statement.predicateType} about this digest` : 'this digest'
  return [
    answer(
      'unaltered',
      'pass',
      `The file has the digest ${comparedBy}:${asked[comparedBy]}, which is the one that was signed.`,
    ),
    answer('signed', 'pass', `Signed by ${who}: ${what}.${whichJob(claims, signer)}`),
    sourceVerdict(findSource(claims, statement)),
    log
      ? answer('logged', 'pass', `Entry ${log.index} of ${log.origin}; seen ${seenText(seen)}.`)
      : answer('logged', 'cannot-tell', `The instance keeps no public log; seen ${seenText(seen)}.`, NEXT_NO_LOG),
    expectedVerdict(asked, who),
    NOT_REBUILT,
  ]
}

/** Where nothing was found that could be judged. That nobody signed is no reproach: many good files are not signed. */
export const withoutEvidence = (): Verdict[] =>
  VERDICTS.map((verdict) =>
    verdict === 'rebuilt' ? NOT_REBUILT : answer(verdict, 'cannot-tell', SILENT[verdict], NEXT_NO_EVIDENCE),
  )

const SILENT: Readonly<Record<Exclude<VerdictName, 'rebuilt'>, string>> = {
  unaltered: 'No evidence was found that says what this file should be.',
  signed: 'Nobody is known to have signed it.',
  source: 'Nothing says what it was made from.',
  logged: 'No log entry of it is known.',
  expected: 'Without a signature, nobody can be compared with who it should be by.',
}

/** Verdicts with some of their members changed. A pass asks for nothing to be done. */
export const changed = (
  verdicts: readonly Verdict[],
  changes: Readonly<Partial<Record<VerdictName, Partial<Verdict>>>>,
): Verdict[] =>
  verdicts.map((one) => {
    const { next, ...rest } = { ...one, ...changes[one.verdict] }
    return rest.outcome === 'pass' || next === undefined ? rest : { ...rest, next }
  })

/** All of them together, for an exit code: approval needs these four, and the others tell more. */
export function outcomeOf(verdicts: readonly Verdict[]): 'pass' | 'fail' | 'cannot-tell' {
  const needed = verdicts.filter(({ verdict }) => DECIDING.includes(verdict))
  if (needed.some(({ outcome }) => outcome === 'fail')) return 'fail'
  return needed.some(({ outcome }) => outcome === 'cannot-tell') ? 'cannot-tell' : 'pass'
}

/** The verdict that decided: what failed or stays open, or else who signed. */
export function decisiveOf(verdicts: readonly Verdict[]): Verdict | undefined {
  const outcome = outcomeOf(verdicts)
  return verdicts.find((one) =>
    outcome === 'pass' ? one.verdict === 'signed' : one.outcome === outcome && DECIDING.includes(one.verdict),
  )
}

const answer = (verdict: VerdictName, outcome: VerdictOutcome, says: string, next?: string): Verdict => ({
  verdict,
  outcome,
  says,
  compared: COMPARED[verdict],
  ...(next === undefined ? {} : { next }),
})

const NOT_REBUILT = answer('rebuilt', 'cannot-tell', 'No independent rebuild is known.', NEXT_NOT_REBUILT)

function refused({ reason, detail }: Rejection): Verdict[] {
  const failed = ASKED[reason] ?? 'signed'
  const next = nextAfter(reason)
  return VERDICTS.map((verdict) => {
    if (verdict === 'rebuilt') return NOT_REBUILT
    return verdict === failed
      ? answer(verdict, 'fail', detail, next)
      : answer(verdict, 'cannot-tell', 'Not reached: another check failed first.', next)
  })
}

function sourceVerdict(found: SourceFinding): Verdict {
  switch (found.by) {
    case 'nobody':
      return answer('source', 'cannot-tell', 'Nothing in the bundle says what it was made from.', NEXT_NO_SOURCE)
    case 'statement': {
      const says = `The attestation says ${sourceText(found.source)}; the certificate says nothing of it.`
      return answer('source', 'cannot-tell', says, NEXT_SOURCE_STATED)
    }
    case 'neither': {
      const [certificate, statement] = [found.certificate, found.statement].map(sourceText)
      const says = `They disagree: the certificate says ${certificate}, the attestation ${statement}.`
      return answer('source', 'cannot-tell', says, NEXT_SOURCE_DIFFERS)
    }
    default: {
      const who = found.by === 'both' ? 'Certificate and attestation say' : 'The certificate says'
      return answer('source', 'pass', `${who} ${sourceText(found.source)}.`)
    }
  }
}

function expectedVerdict({ expected, unexpected }: Asked, who: string): Verdict {
  if (unexpected) return answer('expected', 'fail', unexpected.detail, nextAfter(unexpected.reason))
  if (!expected) {
    return answer('expected', 'cannot-tell', `Signed by ${who}; nobody said who should have.`, NEXT_UNEXPECTED)
  }
  return expected.kind === 'any-signer'
    ? answer('expected', 'not-applicable', `Any signer was allowed. It was ${who}.`)
    : answer('expected', 'pass', `The signer is the one that was expected: ${who}.`)
}
