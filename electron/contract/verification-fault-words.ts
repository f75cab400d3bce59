/** The rows of `faults` about reading what strangers made. */
import type { FaultWords } from './fault-form.ts'

export const verificationFaults = {
  'worker.slow': {
    title: 'Reading it took too long.',
    hint: 'It was given up, and nothing else was touched. Such files are sometimes made to keep programs busy.',
    retry: 'now',
  },
  'worker.died': {
    title: 'Reading it failed.',
    hint: 'The process that read it ended. Nothing else was touched. Such files are sometimes made to do that.',
    retry: 'now',
  },
  'evidence.not-published': {
    title: '{name} is not there.',
    hint: '{host} knows no such thing, or not in public. Look at name and version.',
    retry: 'no',
  },
  'evidence.unknown-type': {
    title: 'Nobody here knows packages of the type {type}.',
    hint: 'Known are: {known}.',
    retry: 'no',
  },
  'evidence.unreadable': {
    title: 'The answer of {host} makes no sense.',
    hint: 'It is not what such a service answers. Something else may answer at that address: check it and the proxy.',
    retry: 'now',
  },
  'evidence.refused': {
    title: '{host} refused to answer.',
    hint: 'It said {status}. What is asked for may not be public, or the service is not well.',
    retry: 'now',
  },
} as const satisfies Record<string, FaultWords>
