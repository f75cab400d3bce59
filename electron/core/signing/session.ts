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

export const SESSIONS: Readonly<Record<SessionKind, Stages>> = { sign: SIGN, attest: ATTEST }

export const stepsOf = (kind: SessionKind): readonly Step[] => SESSIONS[kind].flat()
