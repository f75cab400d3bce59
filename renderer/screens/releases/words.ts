import { capital, count, counted } from '../../../electron/contract/counted.ts'
import type { Release, ReleaseList, Stop } from '../../../electron/contract/model/release.ts'
import type { StepId } from '../../../electron/contract/model/session.ts'
import { date, timeOfDay } from '../../ui/format.ts'

/** Where a session stopped, by the step that was not done. */
const STOPPED: Readonly<Record<StepId, string>> = {
  digest: 'Stopped while the files were being read.',
  'make-key': 'Stopped before the sign-in.',
  sign: 'Stopped before the sign-in.',
  statement: 'Stopped before the sign-in.',
  'sign-statement': 'Stopped before the sign-in.',
  'sign-in': 'Stopped before the sign-in.',
  consent: 'Stopped before the record was agreed to: nothing is public.',
  'get-certificate': 'Stopped after the record was agreed to, before the certificate came.',
  timestamp: 'Stopped while the signatures were being recorded.',
  log: 'Stopped while the signatures were being recorded.',
  bundle: 'Stopped before the bundles were made.',
  verify: 'Stopped before the bundles were verified.',
  save: 'Stopped while the bundles were being written.',
  'timestamp-statement': 'Stopped while the statement was being recorded.',
  'log-statement': 'Stopped while the statement was being recorded.',
  'bundle-statement': 'Stopped before the bundle was made.',
  'verify-statement': 'Stopped before the bundle was verified.',
  'save-statement': 'Stopped while the bundles were being written.',
}

const signIn = ({ needsSignIn, servesUntil, changedFiles }: Stop): string =>
  changedFiles > 0
    ? `Going on reads ${changedFiles === 1 ? 'the one that has' : `the ${count(changedFiles)} that have`} changed since, and asks for a new sign-in.`
    : needsSignIn
      ? 'Going on begins with a sign-in.'
      : servesUntil === undefined
        ? 'Going on needs no sign-in: what is left is in the log already.'
        : `Going on needs no sign-in until ${timeOfDay(servesUntil)}.`

const verb = (n: number, one: string, many: string): string => (n === 1 ? one : many)

export const words = {
  eyebrow: 'Releases',
  loading: 'Reading the journals…',
  list: 'Releases',
  search: 'Find by name, file, digest or identity',
  /** The same whatever is searched for: a headline that changes takes the focus. */
  headline({ all, interrupted: cut }: ReleaseList): string {
    if (all === 0) return 'Nothing has been signed here yet.'
    if (cut > 0) return `${capital(counted(cut, 'release'))} ${verb(cut, 'was', 'were')} interrupted.`
    return `${capital(counted(all, 'release'))} ${verb(all, 'is', 'are')} in the journals.`
  },
  interruptedLead: 'Nothing is lost: go on, and each file still gets one log entry and one bundle.',
  emptyLead: 'Every session leaves a journal on this machine. What you sign, or begin to sign, is listed here.',
  sign: 'Sign files',
  none: (search: string) => `Nothing here has “${search}” in its title, files, digests or signers.`,
  about: ({ createdAt, files, kind, instance }: Release): string =>
    `${date(createdAt)} · ${counted(files, 'file')}${kind === 'attest' ? ', attested' : ''} · ${instance.title}`,
  note({ state, signed, files, stop }: Release): string | undefined {
    if (state === 'finished') return undefined
    if (state === 'running') return 'Under way.'
    if (state === 'unsigned') return 'Ended without a signature.'
    if (state === 'partly')
      return `${capital(count(signed))} of ${counted(files, 'file')} ${verb(signed, 'has its bundle', 'have their bundles')}.`
    if (!stop) return undefined
    const done =
      signed > 0
        ? ` ${capital(count(signed))} of ${counted(files, 'file')} ${verb(signed, 'has its bundle', 'have their bundles')}.`
        : ''
    return `${STOPPED[stop.step]}${done} ${signIn(stop)}`
  },
  goOn: 'Go on',
  goOnWith: (title: string) => `Go on with ${title}`,
  more: (rest: number, found: number) => `Show ${count(rest)} more of ${count(found)}`,
  damaged: (n: number) => `${capital(counted(n, 'journal'))} could not be read.`,
  damagedText: (folder: string) =>
    `Set aside, and left as found, in ${folder}. The bundles that they told of are where they were written.`,
  margin: {
    journals: {
      title: 'Journals',
      text: 'Each session writes down what it is about to do, and what it has done. That is how it goes on after a crash, and where this list comes from.',
    },
    forgetting: {
      title: 'Forgetting',
      text: 'A release can be forgotten on its own page. Its bundles and its log entries stay.',
    },
  },
} as const
