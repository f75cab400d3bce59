/** What was signed to practise proves nothing to others, and is never mistaken for a forgery either. */
import type { Verdict } from '../../contract/model/verification.ts'
import { PRACTICE_ISSUER } from '../endpoints.ts'
import { claimedIssuer } from './claimed-issuer.ts'
import type { Judgement } from './judge.ts'
import type { Verification } from './verify.ts'

/** What says that it is practice is taken at its word: it proves nothing to anybody who did not ask for practice. */
export function isPractice(verification: Verification | undefined, bundle: unknown): boolean {
  if (!verification) return false
  if (!verification.ok) return claimedIssuer(bundle) === PRACTICE_ISSUER
  const { signer, log } = verification
  const { host } = new URL(PRACTICE_ISSUER)
  return (
    (signer.kind !== 'key' && signer.issuer === PRACTICE_ISSUER) ||
    log?.origin.split(' ')[0]?.endsWith(`.${host}`) === true
  )
}

const ONLY_PRACTICE = {
  outcome: 'cannot-tell',
  says: 'This is a practice bundle: it proves nothing to others.',
  next: 'Nobody has to rely on it. If practice is what you want, the command line accepts it with --instance practice.',
} as const

/** Nobody who practised has signed for others, and no other instance knows the authorities of practice. */
export const asPractice = (judgement: Judgement): Judgement => ({
  ...judgement,
  verdicts: judgement.verdicts.map((one): Verdict => {
    const isOfTrust = one.verdict === 'signed' || one.verdict === 'logged'
    const isMeant = one.verdict === 'expected' ? one.outcome !== 'fail' : isOfTrust && one.outcome === 'fail'
    return isMeant ? { ...one, ...ONLY_PRACTICE } : one
  }),
})
