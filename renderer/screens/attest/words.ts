import { capital, counted } from '../../../electron/contract/counted.ts'
import type { AttestationPreview, AttestationWish } from '../../../electron/contract/model/attestation.ts'
import { size } from '../../ui/format.ts'

type About = AttestationWish['about']

const NO_SOURCE: Readonly<Record<NonNullable<AttestationPreview['noSource']>, string>> = {
  'no-git': 'Git is not installed here, so the statement names no commit.',
  'no-repository': 'The files lie in no repository, so the statement names no commit.',
  'not-trusted': 'The repository belongs to another user, and git does not trust it: the statement names no commit.',
  'no-commit': 'The repository has no commit yet, so the statement names none.',
  'no-answer': 'Git gave no answer, so the statement names no commit.',
}

export const words = {
  eyebrow: (title: string): string => `${title} · Attest`,
  loading: 'One moment.',
  headline: (n: number) => `What else shall be said about ${n === 1 ? 'this file' : `these ${counted(n, 'file')}`}?`,
  lead: 'One statement about all of them, signed as you signed the files. You see every word of it first.',
  about: 'What the statement is about',
  kinds: {
    provenance: {
      name: 'Where they come from',
      note: 'The commit that git has checked out around them, and the command that you name. It claims no more than that: nobody watched the build.',
    },
    contents: {
      name: 'What is in them',
      note: 'A bill of materials as CycloneDX or SPDX in JSON. It is held to the published schema of its version.',
    },
    other: {
      name: 'Something else',
      note: 'Any predicate as a JSON file, and the address that says how to read it.',
    },
  } satisfies Record<About, { name: string; note: string }>,
  command: 'Built with (if you want to say)',
  commandNote: 'As you would type it, for instance npm run build. It is taken at your word.',
  type: 'Type of the predicate',
  typeNote: 'A short name such as slsaprovenance1, or the whole address of a type.',
  file: { contents: 'Choose the bill of materials', other: 'Choose the predicate' } as const,
  chosen: 'Chosen',
  preview: 'See the statement',
  change: 'Change something',
  sign: 'Go on to the sign-in',
  ready: (n: number) => `This would be said about ${counted(n, 'file')}.`,
  readyLead:
    'Nothing is signed yet. What does not show itself is written as \\u…, and what you read is what is signed.',
  statement: 'The statement',
  type_: 'Type',
  subjects: 'About',
  source: 'Commit',
  repository: 'Repository',
  noSource: (why: NonNullable<AttestationPreview['noSource']>) => NO_SOURCE[why],
  copy: 'Copy the statement',
  shortened: (bytes: number, shown: number) =>
    `${capital(size(bytes))} in all; the first ${shown.toLocaleString('en')} characters are shown. The record shows all of it before it is signed.`,
  gone: 'There is no signed release here.',
  goneLead: 'Statements are about files that were signed. Sign them first.',
  margin: {
    beside: {
      title: 'Beside the signature',
      text: 'The statement gets a bundle of its own beside each file. The signatures stay as they are.',
    },
    word: {
      title: 'At your word',
      text: 'A statement proves who said something, and when; never that it is true. Say only what you know.',
    },
  },
} as const
