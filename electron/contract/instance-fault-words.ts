/** The words of faults about instances and about what is trusted. */
import type { FaultWords } from './fault-form.ts'

export const instanceFaults = {
  'trust.expired': {
    title: 'The trust data of {instance} has run out.',
    hint: '{host} still serves what expired, or the clock of this machine is wrong: {reason}. What is stored here stays as it is.',
    retry: 'now',
  },
  'trust.rolled-back': {
    title: 'The trust data of {instance} is older than what is known here.',
    hint: '{host} may be out of step, or somebody holds back what is new: {reason}. What is stored here stays as it is.',
    retry: 'now',
  },
  'trust.signature-wrong': {
    title: 'The trust data of {instance} is not what its keepers signed.',
    hint: 'What {host} serves was refused: {reason}. What is stored here stays as it is.',
    retry: 'now',
  },
  'trust.incomplete': {
    title: 'The trust data of {instance} is incomplete.',
    hint: '{host} does not have {what}. What is stored here stays as it is.',
    retry: 'now',
  },
  'instance.unknown': {
    title: 'There is no such instance here.',
    hint: 'It was never imported, or it was forgotten. Import its client trust config, or choose another instance.',
    retry: 'no',
  },
  'instance.address': {
    title: 'No configuration is taken from that address.',
    hint: 'It has to be an https address without a user name in it: anything else can be changed on the way.',
    retry: 'no',
  },
  'instance.tokens-astray': {
    title: 'The sign-in of {issuer} is not for {authority}.',
    hint: 'Whoever gets it can sign in your name, so it goes to the authority of its own instance only. Nothing was sent.',
    retry: 'no',
  },
  'instance.ambient-token': {
    title: 'The token of this CI job stays here.',
    hint: '{authority} belongs to no built-in instance. If it may have the token, say so explicitly.',
    retry: 'no',
  },
  'instance.damaged': {
    title: 'The imported instance is damaged.',
    hint: 'Its file was set aside as {name}. Import its client trust config again.',
    retry: 'no',
  },
} satisfies Record<string, FaultWords>
