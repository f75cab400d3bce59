import { attestationFaults } from './attestation-fault-words.ts'
import type { FaultWords } from './fault-form.ts'
import { fileFaults } from './file-fault-words.ts'
import { instanceFaults } from './instance-fault-words.ts'
import { networkFaults } from './network-fault-words.ts'
import { projectFaults } from './project-fault-words.ts'
import { settingsFaults } from './settings-fault-words.ts'
import { signInFaults } from './sign-in-fault-words.ts'
import { verificationFaults } from './verification-fault-words.ts'

const words = <T extends Record<string, FaultWords>>(rows: T): T => rows

/** Every fault with its words. */
export const faults = words({
  cancelled: {
    title: 'Cancelled.',
    hint: 'Nothing more is sent or written. Start again whenever you like.',
    retry: 'now',
  },
  internal: {
    title: 'Something in Countermark broke.',
    hint: 'This is a fault of ours, not of your files. The log has the details under {id}.',
    retry: 'now',
  },
  'input.invalid': {
    title: 'That request makes no sense to Countermark.',
    hint: 'The window sent something that was not expected: {what}. Nothing was done.',
    retry: 'no',
  },
  'input.usage': {
    title: '{what}.',
    hint: '`countermark {verb} --help` says how it is used. Nothing was done.',
    retry: 'no',
  },
  'input.no-instance': {
    title: 'No instance is chosen.',
    hint: 'Say where to sign with --instance: practice, public, staging, or the file of a client trust config. Or choose one in the settings of the app.',
    retry: 'no',
  },
  'input.consent-needed': {
    title: 'Nobody is here to agree to the record.',
    hint: 'What is signed on the {instance} becomes public. Run this in a terminal, or agree beforehand with --yes.',
    retry: 'no',
  },
  'input.trusted-root': {
    title: '{name} cannot be used as a trusted root.',
    hint: '{reason} Get the root again from where the instance publishes it.',
    retry: 'no',
  },
  'input.baseline': {
    title: '‘{name}’ is no baseline.',
    hint: 'A baseline is what `countermark check --json` printed. Make one, and name it. Nothing was looked at.',
    retry: 'no',
  },
  'input.too-long': {
    title: 'The input is too long.',
    hint: 'At most {limit} bytes are read here. Was the right file named?',
    retry: 'no',
  },
  'input.too-many': {
    title: '{name} holds more than {limit} files.',
    hint: 'Name the folders in it one by one.',
    retry: 'no',
  },
  'input.unknown-procedure': { title: 'There is no such request.', hint: 'Nothing was done.', retry: 'no' },
  'input.no-package': {
    title: 'That names no package.',
    hint: 'Write it as npm/left-pad@1.4.2, or as a purl; or paste the address of a release on GitHub.',
    retry: 'no',
  },
  'input.unknown-verification': {
    title: 'That verification is not known here.',
    hint: 'Only the last ones of this run of the app are kept. Choose the files again.',
    retry: 'no',
  },
  'input.unknown-session': {
    title: 'That session is not known here.',
    hint: 'Its journal is not there any more. Choose the files again.',
    retry: 'no',
  },
  'input.unknown-file': {
    title: 'That file was never chosen in this window.',
    hint: 'Choose the files again: by the button, or by dropping them.',
    retry: 'no',
  },
  'session.elsewhere': {
    title: 'This session is being run elsewhere.',
    hint: 'Another window or a terminal has it. Wait for that one, or end it.',
    retry: 'now',
  },
  'session.interrupted': {
    title: 'Interrupted.',
    hint: 'Countermark went away before this file had its bundle. Go on: it gets one log entry, like the others.',
    retry: 'now',
  },
  'release.unsigned': {
    title: 'Nothing of this release is signed.',
    hint: 'There is no hallmark to draw and no bundle to put into a receipt. Go on with it first.',
    retry: 'no',
  },
  'session.key-gone': {
    title: 'The key of this session is gone.',
    hint: 'It was in memory only. Sign in again: nothing that is signed is lost.',
    retry: 'after-sign-in',
  },
  'journal.damaged': {
    title: 'A journal was damaged.',
    hint: 'It was set aside as {name}. The bundles that it told of are where they were written.',
    retry: 'no',
  },
  'session.running': {
    title: 'This session is already running.',
    hint: 'Wait for it, or cancel it first.',
    retry: 'no',
  },

  ...networkFaults,
  ...projectFaults,

  'auth.browser': {
    title: 'The browser did not open.',
    hint: 'Copy the address of the sign-in page into a browser yourself.',
    retry: 'now',
  },
  'auth.denied': {
    title: 'The sign-in was refused.',
    hint: 'The provider says: {reason}. Nothing was sent.',
    retry: 'now',
  },
  'auth.timeout': {
    title: 'Nobody signed in.',
    hint: 'The sign-in page waits for five minutes. The files need not be read again.',
    retry: 'now',
  },
  'auth.no-port': {
    title: 'The browser has no way back to Countermark.',
    hint: 'This machine let no port be opened for the answer ({reason}). A security program may forbid it: allow it, then sign in again.',
    retry: 'now',
  },
  'auth.token-invalid': {
    title: 'The sign-in cannot be trusted.',
    hint: 'The token is not what was asked for: {reason}. Nothing was sent.',
    retry: 'now',
  },
  'auth.unverified-email': {
    title: 'The provider has not verified that address.',
    hint: 'Verify {name} with the provider, or sign in with another account.',
    retry: 'now',
  },
  'auth.expired': {
    title: 'The sign-in ran out.',
    hint: 'A sign-in is good for one minute. Sign in again; the files need not be read again.',
    retry: 'after-sign-in',
  },
  'auth.other-account': {
    title: 'Another account was asked for.',
    hint: 'Sign in with the account whose address may become public.',
    retry: 'after-sign-in',
  },
  'auth.identity-changed': {
    title: 'That is another account.',
    hint: 'The session was agreed for {expected}, and this sign-in is {actual}. Nothing was sent.',
    retry: 'now',
  },
  'consent.refused': {
    title: 'Nothing was signed.',
    hint: 'You chose not to publish the record. Nothing was sent.',
    retry: 'now',
  },

  'sigstore.no-service': {
    title: 'The instance offers no {role} that can be used now.',
    hint: 'Its signing configuration names none that this version speaks and whose time has come. If the date of this machine is wrong, set it right and try again.',
    retry: 'now',
  },
  'sigstore.instance-unreadable': {
    title: 'The description of the instance cannot be read.',
    hint: '{reason}. Nothing was sent.',
    retry: 'no',
  },
  ...instanceFaults,

  'sigstore.certificate-refused': {
    title: 'The certificate authority refused.',
    hint: 'It says: {reason}.',
    retry: 'now',
  },
  'sigstore.certificate-wrong': {
    title: 'The certificate is not the one that was asked for.',
    hint: '{reason}. It was not used.',
    retry: 'now',
  },
  'sigstore.certificate-expired': {
    title: 'The certificate ran out before the last file.',
    hint: 'It lasts ten minutes. Sign in again for the files that are left; the others stay signed.',
    retry: 'after-sign-in',
  },
  'sigstore.timestamp-refused': { title: 'The timestamp authority refused.', hint: 'It says: {reason}.', retry: 'now' },
  'sigstore.log-rejected': { title: 'The log did not take the entry.', hint: 'It says: {reason}.', retry: 'now' },
  'sigstore.log-duplicate': {
    title: 'The log has that entry already.',
    hint: 'It did not show the entry, so it cannot be used. Go on: the file is signed anew.',
    retry: 'now',
  },
  'sigstore.log-frozen': {
    title: 'The log no longer takes entries.',
    hint: 'The instance has moved to a newer log. Refresh its configuration.',
    retry: 'no',
  },
  'sigstore.answer-unreadable': {
    title: '{host} answered something else than was asked for.',
    hint: 'A sign-in page of the network or a proxy may stand in between: {reason}.',
    retry: 'now',
  },
  'sigstore.bundle-unsound': {
    title: 'The finished bundle for {name} does not verify.',
    hint: 'It was not written: {reason}.',
    retry: 'now',
  },

  'practice.log-damaged': {
    title: 'The practice log on this disk is damaged.',
    hint: 'It was set aside as {name}, and nothing was overwritten. Start again for a fresh practice log.',
    retry: 'now',
  },
  'practice.keys-damaged': {
    title: 'The keys of the practice instance are damaged.',
    hint: 'They were set aside as {name}. Start again for a fresh practice instance; older practice bundles will no longer verify.',
    retry: 'now',
  },
  'practice.port-taken': {
    title: 'The port of the practice instance is taken.',
    hint: 'Another program listens on 127.0.0.1:{port}. End it, then try again.',
    retry: 'now',
  },
  'practice.token-email': {
    title: 'No token can be made for that address.',
    hint: '{problem}',
    retry: 'no',
  },
  'practice.token-lifetime': {
    title: 'A practice token cannot be good for {ttl} seconds.',
    hint: 'Choose a whole number from 1 to {most}.',
    retry: 'no',
  },

  ...fileFaults,
  ...attestationFaults,
  ...settingsFaults,
  ...signInFaults,
  ...verificationFaults,
})
