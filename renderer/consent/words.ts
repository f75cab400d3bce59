import { count, counted } from '../../electron/contract/counted.ts'

export const words = {
  eyebrow: (instance: string) => `${instance} · Sign`,
  headline: 'This is what will be public, for ever.',
  lead: 'The log keeps one entry per file. Nobody can take it back, and everybody can read it.',
  receiptLead:
    'The log keeps one entry per file, and one for the receipt. Nobody can take them back, and everybody can read them.',
  statementLead: 'The log keeps one entry for the statement. Nobody can take it back, and everybody can read it.',
  practiceLead:
    'In practice the log lies on this machine, and nobody else reads it. On a public instance this would be the record.',
  signedBy: 'Signed by',
  signedByNote: (issuer: string) => `the address you signed in with, by the word of ${issuer}`,
  recordedIn: 'Recorded in',
  recordedNote: (title: string, isPractice: boolean) =>
    isPractice ? 'the practice log on this machine' : `the log of ${title}`,
  when: 'When',
  whenNote: 'to the second, by the timestamp authority',
  statement: 'Statement',
  receipt: 'Receipt',
  statementNote: 'Signed word for word as it stands here; what does not show itself is an escape.',
  attest: 'Sign the statement',
  sentTo: 'Sent to',
  roles: { 'sign-in': 'sign-in', certificate: 'certificate authority', timestamp: 'timestamp authority', log: 'log' },
  receives: (what: string, isPublic: boolean) => `receives ${what}${isPublic ? ', and publishes them' : ''}`,
  files: 'Files',
  sign: (n: number) => `Sign ${counted(n, 'file')}`,
  notNow: 'Not now',
  otherAccount: 'Use another account',
  fileList: (n: number) => `${count(n)} digests that will be recorded`,
  margin: {
    not: {
      title: 'Not in the record',
      text: 'File names, file contents, your name, this machine. The address is: choose another account to publish another address.',
    },
    statement: {
      title: 'The statement',
      text: 'The log keeps its digest, and whoever gets a bundle reads all of it, file names included.',
    },
    receipt: {
      title: 'The receipt',
      text: 'The log keeps its digest, and whoever you give it to reads all of it, file names included.',
    },
    key: {
      title: 'The key',
      text: 'Made in memory for this one session, forgotten when it ends. There is nothing to keep.',
    },
    digest: {
      title: 'The digests',
      text: 'Whoever has a file can tell that it is the one you signed. Nobody can make the file from its digest.',
    },
  },
} as const
