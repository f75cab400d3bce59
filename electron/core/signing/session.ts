/**
 * The certificate session: one key, one sign-in, one certificate, one bundle per file. The array below is the session,
 * the progress list on screen, and the order in which a newcomer should read `steps/`.
 */
import type { Step } from './step.ts'
import { bundle } from './steps/bundle.ts'
import { consent } from './steps/consent.ts'
import { digest } from './steps/digest.ts'
import { getCertificate } from './steps/get-certificate.ts'
import { log } from './steps/log.ts'
import { makeKey } from './steps/make-key.ts'
import { save } from './steps/save.ts'
import { sign } from './steps/sign.ts'
import { signIn } from './steps/sign-in.ts'
import { timestamp } from './steps/timestamp.ts'
import { verify } from './steps/verify.ts'

/** Steps of one inner array run side by side. */
export const SESSION: readonly (readonly Step[])[] = [
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

export const STEPS: readonly Step[] = SESSION.flat()
