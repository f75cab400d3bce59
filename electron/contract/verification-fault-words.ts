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
} as const satisfies Record<string, FaultWords>
