/** The words of faults about projects. */
import type { FaultWords } from './fault-form.ts'

export const projectFaults = {
  'project.unknown': {
    title: 'That project is not on the list any more.',
    hint: 'Add its folder again. What was dismissed in it is gone; nothing in the folder was changed.',
    retry: 'no',
  },
  'project.no-folder': {
    title: '‘{name}’ is no folder.',
    hint: 'A project is the folder of a working tree. Choose the folder that holds the file.',
    retry: 'no',
  },
  'project.no-repository': {
    title: 'It is not known which repository this is.',
    hint: 'Git names no remote of this folder that others could know. Add one as origin, and ask again.',
    retry: 'no',
  },
  'project.no-finding': {
    title: 'That was not found by the last look.',
    hint: 'The file may have changed meanwhile. Nothing was dismissed.',
    retry: 'no',
  },
  'project.damaged': {
    title: 'The list of projects was damaged.',
    hint: 'It was set aside as {name}. Add your projects again; their folders are as they were.',
    retry: 'no',
  },
  'project.newer': {
    title: 'The list of projects is kept by a newer Countermark.',
    hint: 'It is of form {version}, which this one does not know. It stays as it is.',
    retry: 'no',
  },
  'project.in-use': {
    title: 'Another Countermark is changing the list of projects.',
    hint: 'Nothing was changed here. Try again in a moment.',
    retry: 'now',
  },
} as const satisfies Record<string, FaultWords>
