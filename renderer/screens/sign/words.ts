import { capital, count, counted } from '../../../electron/contract/counted.ts'
import type { SessionKind, SessionView, StepId } from '../../../electron/contract/model/session.ts'
import type { ProviderId, SignInWay } from '../../../electron/contract/model/sign-in.ts'
import { duration } from '../../ui/format.ts'

const WAYS: Readonly<Record<SignInWay, string>> = {
  browser: 'in the browser',
  paste: 'by a code that the page shows',
  device: 'on another device',
}
const PROVIDERS: Readonly<Record<ProviderId, string>> = { github: 'GitHub', google: 'Google', microsoft: 'Microsoft' }

export const words = {
  eyebrow: 'Sign',
  loading: 'One moment.',

  choose: {
    empty: 'Which files shall carry your mark?',
    emptyLead:
      'Choose the files of one release, or drop them anywhere in this window. One sign-in serves for all of them.',
    headline: (n: number) => `${capital(counted(n, 'file'))} will be signed.`,
    blocked: (n: number, all: number) =>
      n === all
        ? `${capital(n === 1 ? 'this file' : 'these files')} cannot be signed as ${n === 1 ? 'it is' : 'they are'}.`
        : `${capital(counted(n, 'file'))} of ${count(all)} cannot be signed as ${n === 1 ? 'it is' : 'they are'}.`,
    blockedLead: (n: number) =>
      `Mend ${n === 1 ? 'it' : 'them'}, or remove ${n === 1 ? 'it' : 'them'}: the others can be signed.`,
    blockedAllLead: 'Choose others, or mend what is wrong and choose again.',
    choose: 'Choose files',
    add: 'Add files',
    clear: 'Start over',
    remove: (name: string) => `Remove ${name}`,
    list: 'Chosen files',
  },

  go: 'Sign in and see the record',
  ready: (kind: SessionKind, n: number) =>
    kind === 'attest'
      ? `The statement about ${counted(n, 'file')} is ready to be signed.`
      : `${capital(counted(n, 'file'))} ${n === 1 ? 'is' : 'are'} ready to be signed.`,
  readyLead:
    'Next your browser opens for the sign-in. Then a window shows the exact record; nothing is public before you agree to it.',
  existing: (n: number) => `${capital(counted(n, 'file'))} ${n === 1 ? 'has' : 'have'} a bundle already.`,
  existingLead: 'Keep both, and the new one gets a number in its name; or replace the old one.',
  keepBoth: 'Keep both',
  replace: (n: number) => (n === 1 ? 'Replace the old one' : `Replace ${count(n)}`),
  keep: {
    svg: 'Save the hallmark',
    receipt: (isSigned: boolean) => (isSigned ? 'Save the signed receipt' : 'Save a receipt'),
    saved: (name: string) => `Saved as ${name}.`,
  },
  forget: 'Forget this release',
  bundleExists: 'has a bundle already',

  running: {
    digest: 'The files are being read.',
    'make-key': 'The files are being read.',
    sign: 'The digests are being signed.',
    'sign-in': 'Your browser is open for the sign-in.',
    consent: 'The record waits for you in its own window.',
    'get-certificate': 'The certificate is on its way.',
    timestamp: 'The signatures are being recorded.',
    log: 'The signatures are being recorded.',
    bundle: 'The signatures are being recorded.',
    verify: 'The signatures are being recorded.',
    save: 'The signatures are being recorded.',
    statement: 'The statement is being signed.',
    'sign-statement': 'The statement is being signed.',
    'timestamp-statement': 'The statement is being recorded.',
    'log-statement': 'The statement is being recorded.',
    'bundle-statement': 'The statement is being recorded.',
    'verify-statement': 'The statement is being recorded.',
    'save-statement': 'The statement is being recorded.',
  },
  /** Where the statement is the receipt of what is signed. */
  runningReceipt: {
    statement: 'The digests are being signed.',
    'sign-statement': 'The digests are being signed.',
    'timestamp-statement': 'The receipt is being recorded.',
    'log-statement': 'The receipt is being recorded.',
    'bundle-statement': 'The receipt is being recorded.',
    'verify-statement': 'The receipt is being recorded.',
  } as Partial<Record<StepId, string>>,
  /** Said in the place of the step, where a code is needed. */
  waitsFor: {
    browser: undefined,
    paste: 'The sign-in waits for a code from its page.',
    device: 'The sign-in waits for you on another device.',
  },
  steps: 'Steps of this session',
  cancel: 'Cancel',
  left: (seconds: number) => `about ${duration(seconds * 1000)} left`,
  nOfM: (n: number, m: number) => `${n} of ${m}`,
  ways: {
    open: (way: SignInWay, provider: ProviderId | undefined, hasReceipt: boolean): string => {
      const wishes = [
        ...(way === 'browser' && provider === undefined ? [] : [`signing in ${WAYS[way]}`]),
        ...(provider === undefined ? [] : [`with ${PROVIDERS[provider]}`]),
        ...(hasReceipt ? ['with a receipt'] : []),
      ]
      return wishes.length === 0
        ? 'Sign in another way, or sign a receipt too'
        : capital(`${wishes.join(', ')}: change`)
    },
    receipt: 'Receipt',
    receiptNote: 'Sign a statement about the release as well. It is one more entry in the log, and you can pass it on.',
    close: 'Hide these',
    label: 'Ways to sign in',
    names: { browser: 'Here', paste: 'By a code', device: 'Elsewhere' } satisfies Record<SignInWay, string>,
    notes: {
      browser: 'The sign-in page opens in your browser, and comes back by itself.',
      paste: 'Sign in in any browser. The page shows a code, which you bring here.',
      device: 'A short code is shown here, which you type in on another device.',
    } satisfies Record<SignInWay, string>,
    provider: 'Whom to sign in with',
    providers: PROVIDERS,
    any: 'Ask me there',
    anyNote: 'The page lets you choose.',
    providerNote: (name: string) => `The page of ${name} opens at once.`,
  },
  device: {
    label: 'The code for the other device',
    lead: 'Open this page on any device, and type in the code.',
    until: (time: string) => `The code is good until ${time}.`,
    copy: 'Copy the code',
  },
  paste: {
    label: 'The code of the page',
    lead: 'Open this page in any browser, and sign in there.',
    field: 'The code that the page shows',
    note: 'It is good once, and for a few minutes.',
    use: 'Use the code',
  },
  signIn: {
    title: 'The browser did not open?',
    text: 'Copy the address of the sign-in page into the browser and profile that you want.',
    copy: 'Copy the address',
    again: 'Open the page again',
    open: 'Open the page here',
  },

  result: {
    eyebrow: (title: string, ms: number) => `${title} · Signed in ${duration(ms)}`,
    all: (kind: SessionKind, n: number) =>
      kind === 'attest'
        ? `Your statement stands beside ${counted(n, 'file')}.`
        : `${capital(counted(n, 'file'))} ${n === 1 ? 'carries' : 'carry'} your mark.`,
    some: (n: number, all: number) =>
      `${capital(count(n))} of ${counted(all, 'file')} ${n === 1 ? 'carries' : 'carry'} your mark.`,
    list: 'Signed files',
    entry: (index: string) => `entry ${index}`,
    receipt: 'Receipt',
    receiptNote: 'a statement about this release, signed with it',
    show: 'Show',
    hide: 'Hide',
    showName: (name: string) => `Show ${name}`,
    hideName: (name: string) => `Hide ${name}`,
    gone: 'This bundle is no longer where it was written. Its contents are kept here.',
    changed: 'The file of this name holds something else by now. What was signed is kept here.',
    reveal: 'Show in folder',
    goOn: (n: number) => `Go on with the ${n === 1 ? 'one that is' : `${count(n)} that are`} left`,
    more: 'Sign other files',
    attest: 'Say more about these files',
  },
  stranger: { title: 'How a stranger verifies this', copy: 'Copy the command' },
  hollow: {
    title: 'Hollow marks',
    text: 'These are practice marks. They prove nothing to others, and nobody should accept them for more.',
  },
  evidence: {
    signer: 'Signed by',
    by: (issuer: string) => `by the word of ${issuer}`,
    digest: 'SHA-256',
    log: 'Logged in',
    entry: (index: string, size: string) => `entry ${index}, in a tree of ${size}`,
    time: 'When',
    timeNote: 'by the timestamp authority',
    certificate: 'Certificate',
    validity: (from: string, until: string) => `${from} to ${until}`,
    issuedBy: (issuer: string) => `issued by ${issuer}`,
    serial: (serial: string) => `serial ${serial}`,
    bundle: 'Bundle',
    json: 'The whole bundle, as JSON',
    copyJson: 'Copy the JSON',
    hideJson: 'Hide the JSON',
  },
  margin: {
    key: {
      title: 'The key',
      text: 'Made in memory for this one session, overwritten when it ends. There is nothing to look after.',
    },
    once: {
      title: 'Read once',
      text: 'Each file is read a single time. If it changes while it is being signed, it gets no bundle.',
    },
    cancel: {
      title: 'Cancelling',
      text: 'You can cancel until the record is agreed to, and nothing has happened. After that, what is signed stays signed.',
    },
  },
} as const

/** The place where a session is: what the eyebrow says. */
export const eyebrowOf = ({ title, instance }: SessionView): string => `${title} · ${instance.title}`
