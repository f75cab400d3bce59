/** Every verb, in the order in which help lists them. */
import type { Verb } from './verb.ts'
import { attest } from './verbs/attest.ts'
import { check } from './verbs/check.ts'
import { practiceServe } from './verbs/practice-serve.ts'
import { practiceToken } from './verbs/practice-token.ts'
import { practiceTrust } from './verbs/practice-trust.ts'
import { sign } from './verbs/sign.ts'
import { verify } from './verbs/verify.ts'

export const VERBS: readonly Verb[] = [check, sign, attest, verify, practiceTrust, practiceServe, practiceToken]
