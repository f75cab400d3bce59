/**
 * The certificate session: one key, one sign-in, one certificate, one bundle per file. The arrays below are the sessions,
 * the progress list on screen, and the order in which a newcomer should read `steps/`.
 */
import type { SessionKind } from '../../contract/model/session.ts'
import type { Step } from './step.ts'
import { bundle } from './steps/bundle.ts'
import { bundleStatement } from './steps/bundle-statement.ts'
import { consent } from './steps/consent.ts'
import { digest } from './steps/digest.ts'
import { getCertificate } from './steps/get-certificate.ts'
import { log } from './steps/log.ts'
import { logStatement } from './steps/log-statement.ts'
import { makeKey } from './steps/make-key.ts'
import { save } from './steps/save.ts'
import { saveStatement } from './steps/save-statement.ts'
import { sign } from './steps/sign.ts'
import { signIn } from './steps/sign-in.ts'
import { signStatement } from './steps/sign-statement.ts'
import { statement } from './steps/statement.ts'
import { timestamp } from './steps/timestamp.ts'
import { timestampStatement } from './steps/timestamp-statement.ts'
import { verify } from './steps/verify.ts'
import { verifyStatement } from './steps/verify-statement.ts'

/** Steps of one inner array run side by side. They have one scope. */
export type Stages = readonly (readonly Step[])[]

/** One bundle per file, over its digest. */
const SIGN: Stages = [
  [digest],
  [makeKey],
  [sign],
  [signIn],
  [consent],
  [getCertificate],
  [timestamp, log],
  [bundle],
  [verify],
  [save],
]

/** One statement over all files: one signature, one log entry, and the same bundle beside each file. */
const ATTEST: Stages = [
  [digest],
  [makeKey],
  [statement],
  [signStatement],
  [signIn],
  [consent],
  [getCertificate],
  [timestampStatement, logStatement],
  [bundleStatement],
  [verifyStatement],
  [saveStatement],
]

/**
 * As `SIGN`, and one statement more, about the release itself. It is agreed to with all the rest, and goes into the log once
 * every file has its bundle: nothing attests to what did not happen.
 */
const SIGN_WITH_RECEIPT: Stages = [
  [digest],
  [makeKey],
  [sign],
  [asReceipt(statement, 'Write the receipt', 'One statement names the release, and every file by its digest.')],
  [asReceipt(signStatement, 'Sign the receipt')],
  [signIn],
  [consent],
  [getCertificate],
  [timestamp, log],
  [bundle],
  [verify],
  [save],
  [
    asReceipt(timestampStatement, 'Have the time of the receipt attested'),
    asReceipt(logStatement, 'Log the receipt', 'One more entry, once every file has its bundle.'),
  ],
  [asReceipt(bundleStatement, 'Put the receipt together')],
  [asReceipt(verifyStatement, 'Verify the receipt')],
]

function asReceipt(step: Step, title: string, explain = step.explain): Step {
  return { ...step, title, explain }
}

/** The courses that a session can take. */
export type Course = SessionKind | 'sign-with-receipt'

export const SESSIONS: Readonly<Record<Course, Stages>> = {
  sign: SIGN,
  'sign-with-receipt': SIGN_WITH_RECEIPT,
  attest: ATTEST,
}

/** A session that signs files and has something to say of them says it in a receipt. */
export const courseOf = ({ kind, predicate }: { kind: SessionKind; predicate?: unknown }): Course =>
  kind === 'sign' && predicate !== undefined ? 'sign-with-receipt' : kind

export const stepsOf = (course: Course): readonly Step[] => SESSIONS[course].flat()
