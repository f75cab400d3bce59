/** The rows of `faults` about files: what is signed, and what is written beside it. */
import type { FaultWords } from './fault-form.ts'

export const fileFaults = {
  'files.none': { title: 'No file is chosen.', hint: 'Choose at least one file of the release.', retry: 'no' },
  'files.too-many': {
    title: 'These are too many files for one session.',
    hint: 'A session signs up to {limit} files. Sign them in parts, or sign an archive or a checksum file.',
    retry: 'no',
  },
  'files.not-found': {
    title: '{name} is gone.',
    hint: 'It was moved or deleted after it was chosen. Choose it again.',
    retry: 'no',
  },
  'files.unreadable': {
    title: '{name} cannot be read.',
    hint: 'You have no permission to read it. Change its permissions, or choose a copy.',
    retry: 'now',
  },
  'files.not-a-file': {
    title: '{name} is not a file.',
    hint: 'Only files are signed. Put a folder into an archive, and sign the archive.',
    retry: 'no',
  },
  'files.symlink-loop': {
    title: '{name} leads back to itself.',
    hint: 'It is a symbolic link in a circle. Choose the file it was meant to lead to.',
    retry: 'no',
  },
  'files.empty': {
    title: '{name} is empty.',
    hint: 'A signature over nothing tells nobody anything. Was the build finished?',
    retry: 'no',
  },
  'files.name-not-text': {
    title: 'The name of {name} is not readable text.',
    hint: 'Its bytes are not UTF-8, so it cannot be named exactly. Rename it, and choose it again.',
    retry: 'no',
  },
  'files.no-path': {
    title: '{name} has no place on this machine.',
    hint: 'It came from another program, not from a folder. Save it first, and choose the saved file.',
    retry: 'no',
  },
  'files.same-bundle': {
    title: '{name} is chosen twice.',
    hint: 'Two files of one session would get the same bundle. Choose each file once.',
    retry: 'no',
  },
  'files.changed-meanwhile': {
    title: '{name} changed while it was being signed.',
    hint: 'Something is still writing to it. Wait until the build is finished, then start again.',
    retry: 'no',
  },
  'files.bundle-exists': {
    title: 'A bundle for {name} is there already.',
    hint: 'Say whether to keep both or to replace it.',
    retry: 'no',
  },
  'files.foreign-bundle': {
    title: '{name} is not a practice bundle.',
    hint: 'Practice never replaces other evidence. Keep both, or move that file away.',
    retry: 'no',
  },
  'files.read-only': {
    title: 'Nothing can be written to {folder}.',
    hint: 'The folder is read-only for you. Copy the files to a folder of yours, and sign them there.',
    retry: 'now',
  },
  'files.disk-full': {
    title: 'The disk is full.',
    hint: '{name} was not written, and nothing half-written is left. Make room, then go on: what is signed stays signed.',
    retry: 'now',
  },
  'files.failed': {
    title: '{name}: the system refused ({reason}).',
    hint: 'Check the disk and the folder, then go on.',
    retry: 'now',
  },
} as const satisfies Record<string, FaultWords>
