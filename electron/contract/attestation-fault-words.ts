/** The rows of `faults` about what attestations say. */
import type { FaultWords } from './fault-form.ts'

export const attestationFaults = {
  'attestation.file-changed': {
    title: '{name} is not the file any more that was signed.',
    hint: 'It was written to since. Sign it again, and then say what is to be said about it.',
    retry: 'no',
  },
  'attestation.no-subject': {
    title: 'The attestation is about no file.',
    hint: 'Choose at least one file that it speaks of.',
    retry: 'no',
  },
  'attestation.subject-name': {
    title: '{name} cannot be the name of a subject.',
    hint: 'A subject is named as a file without its folder, and its name is readable text. Rename the file.',
    retry: 'no',
  },
  'attestation.subject-digest': {
    title: 'The digest of {name} is not one of SHA-256.',
    hint: 'Give 64 hexadecimal digits, as `sha256sum` prints them.',
    retry: 'no',
  },
  'attestation.same-subject': {
    title: 'Two subjects are called {name}.',
    hint: 'Nobody could tell which of them is meant. Take them one after the other, or rename one.',
    retry: 'no',
  },
  'attestation.unknown-type': {
    title: '{type} is no type of attestation.',
    hint: 'Give one of {known}, or the whole address of a predicate type.',
    retry: 'no',
  },
  'attestation.several-types': {
    title: '{type} stands for several types.',
    hint: 'Give the address of the one that you expect: {known}.',
    retry: 'no',
  },
  'attestation.too-large': {
    title: 'The attestation is too large.',
    hint: 'Logs take it whole and refuse large ones; the limit is {limit}. Leave out what nobody will read.',
    retry: 'no',
  },
  'attestation.too-deep': {
    title: 'The predicate is nested too deeply.',
    hint: 'Objects and lists may stand in each other up to {limit} times.',
    retry: 'no',
  },
  'attestation.not-json': {
    title: 'The predicate is not JSON.',
    hint: '{reason}. Nothing was signed.',
    retry: 'no',
  },
  'attestation.ambiguous': {
    title: 'The predicate can be read in two ways.',
    hint: '{reason}. Programs that read it would disagree, so it is not signed.',
    retry: 'no',
  },
  'attestation.other-version': {
    title: 'This version of {format} is not known here.',
    hint: 'The document says {found}. Countermark checks {known}.',
    retry: 'no',
  },
  'attestation.other-type': {
    title: 'The predicate is of another type than was asked for.',
    hint: 'It was to be {asked}, and the document is {found}.',
    retry: 'no',
  },
  'attestation.does-not-fit': {
    title: 'That is no sound {format} document.',
    hint: '{problems}. Nothing was signed.',
    retry: 'no',
  },
} satisfies Record<string, FaultWords>
