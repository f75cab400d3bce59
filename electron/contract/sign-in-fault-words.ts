/** The rows of `faults` about the ways to prove identity besides the browser of this machine. */
import type { FaultWords } from './fault-form.ts'

export const signInFaults = {
  'auth.way-unsupported': {
    title: 'The provider does not offer that way to sign in.',
    hint: '{host} has no {what}. Sign in with the browser, or paste a code.',
    retry: 'now',
  },
  'auth.code-expired': {
    title: 'The code ran out before anybody signed in with it.',
    hint: 'Sign in again for a new code. The files need not be read again.',
    retry: 'now',
  },
  'auth.not-waiting': {
    title: 'No sign-in waits for a code.',
    hint: 'The session has gone on or has ended meanwhile. Nothing was done with the code.',
    retry: 'no',
  },
  'auth.token-unreadable': {
    title: 'The identity token cannot be read.',
    hint: 'Expected was a JSON Web Token of OpenID Connect; found was one where {reason}. Nothing was sent.',
    retry: 'no',
  },
  'auth.token-expired': {
    title: 'The identity token has run out.',
    hint: 'It was good until {expiresAt}, and it is {now}. Get a fresh one right before signing. Nothing was sent.',
    retry: 'no',
  },
  'auth.token-too-early': {
    title: 'The time of the identity token has not come.',
    hint: 'It is good from {from}, and the clock here says {now}. Is the clock right? Nothing was sent.',
    retry: 'no',
  },
  'auth.token-audience': {
    title: 'The identity token is meant for another service.',
    hint: 'Expected was the audience {expected}; found was {found}. Ask for a token with the right one. Nothing was sent.',
    retry: 'no',
  },
  'auth.ambient-failed': {
    title: '{provider} gave no identity token.',
    hint: '{reason}. Nothing was sent.',
    retry: 'now',
  },
  'auth.identity-unknown': {
    title: 'It cannot be told whom the certificate would name.',
    hint: 'The token of {issuer} has {reason}. Only what is known beforehand is signed: nothing was sent.',
    retry: 'no',
  },
  'auth.identity-unexpected': {
    title: 'That is not the identity that was expected.',
    hint: 'Expected was {expected}, and this sign-in is {actual}. Nothing was sent.',
    retry: 'no',
  },
} as const satisfies Record<string, FaultWords>
