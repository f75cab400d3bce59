import { capital, count, counted } from '../../../electron/contract/counted.ts'
import type { Change } from '../../../electron/contract/model/seen.ts'
import type {
  Examination,
  TrustedBy,
  Verdict,
  VerdictName,
  VerificationView,
  VerifiedFile,
} from '../../../electron/contract/model/verification.ts'
import { date, dateAndTime } from '../../ui/format.ts'
import { shortSigner, workflowIn } from './signer.ts'

const FROM: Readonly<Record<NonNullable<TrustedBy['source']>['from'], string>> = {
  instance: 'as it is now',
  imported: 'imported on',
  fresh: 'brought up to date on',
  stored: 'brought up to date on',
  shipped: 'as shipped with the app, of',
}

const BUILD: Readonly<Record<string, string>> = {
  repositoryId: 'Repository number',
  owner: 'Owner',
  ownerId: 'Owner number',
  workflow: 'Workflow',
  signer: 'Job is in',
  runner: 'Runner',
  trigger: 'Started by',
  run: 'Run',
  visibility: 'Visibility',
  environment: 'Environment',
}

export const words = {
  eyebrow: 'Verify',
  eyebrowOf: ({ files }: VerificationView): string => {
    const [first, ...others] = files
    return others.length === 0 && first ? `Verify · ${first.name}` : `Verify · ${counted(files.length, 'file')}`
  },
  loading: 'One moment.',
  unread: 'This file could not be read.',
  again: 'Try again',
  start: 'Read it',
  waiting: (n: number) => `${capital(counted(n, 'file'))} ${n === 1 ? 'waits' : 'wait'} to be verified.`,
  others: 'Verify another file',
  back: (n: number) => `All ${count(n)} files`,
  answers: 'What is known of this file',
  names: {
    unaltered: 'Unaltered',
    signed: 'Signed by',
    source: 'Source',
    logged: 'Logged',
    expected: 'Expected',
    rebuilt: 'Rebuilt',
  } satisfies Record<VerdictName, string>,
  evidence: 'Evidence',
  evidenceOf: (name: string) => `Evidence: ${name}`,
  copy: 'Copy as text',
  print: 'Print',

  choose: {
    headline: 'What do you want to know about a file?',
    lead: 'Choose it, or drop it anywhere in this window, with its bundle if that lies elsewhere. No account is needed, and no network.',
    choose: 'Choose files',
    margin: {
      who: {
        title: 'Six answers',
        text: 'Whether it is unaltered, who signed it, from which source, when that was logged, whether it is who you expected, and whether others built the same.',
      },
      beside: {
        title: 'Evidence',
        text: 'Bundles are looked for beside the file. A folder can be dropped as a whole.',
      },
    },
  },

  name: {
    label: 'Or name a package, or a release',
    note: 'As in npm/left-pad@1.4.2, a purl, or the address of a release on GitHub. Whoever serves it is asked.',
    ask: 'Ask about it',
  },

  ask: {
    text: (purl: string, title: string) => `The file says it is ${purl}. ${title} may have evidence of it.`,
    note: (host: string) => `${host} hears which version you look at.`,
    root: (title: string) => `${title} alone hands out the trusted root of its own instance.`,
    rootNote: (host: string) => `${host} hears that somebody asks, and not about what. The root is kept.`,
    ask: (title: string) => `Ask ${title}`,
    asking: (title: string) => `${title} is being asked…`,
  },

  readme: {
    open: 'Text for a README',
    close: 'Hide the text',
    copy: 'Copy the text',
    none: 'There is no text: just now the file was not what it was a moment ago, or its evidence is not in a file.',
  },

  accept: {
    label: 'Why it changed',
    note: 'It stands in the list of what was seen, and in the window that asks you once more.',
    accept: 'Accept this change',
  },

  running: {
    headline: (n: number) => `${capital(counted(n, 'file'))} ${n === 1 ? 'is' : 'are'} being read.`,
    done: (done: number, all: number) => (all === 1 ? '' : `${done} of ${all} done.`),
    bytes: (done: string, all: string) => `${done} of ${all} read.`,
    cancel: 'Cancel',
  },

  many: {
    list: 'Verified files, the worst first',
    /** In a table of many, who signed is what a person looks for. */
    sentence: (decisive: Verdict, examination: Examination): string => {
      const { signer, isPractice, remembered } = examination
      const isOpen = decisive.verdict === 'expected' && decisive.outcome === 'cannot-tell'
      return isOpen && signer && !isPractice && !remembered
        ? `Signed by ${shortSigner(signer)}; nobody said who should have.`
        : words.sentence(decisive, examination)
    },
    headline: (files: readonly VerifiedFile[]): string => {
      const of = (outcome: Examination['outcome']) =>
        files.filter(({ examination }) => examination?.outcome === outcome).length
      const [failed, open] = [of('fail'), files.length - of('fail') - of('pass')]
      if (failed > 0) return `${capital(count(failed))} of ${counted(files.length, 'file')} did not hold.`
      if (open > 0) return `Of ${count(open)} of ${counted(files.length, 'file')}, not all is known.`
      return `All ${count(files.length)} files are what was signed, by who you expected.`
    },
  },

  /** An answer in one sentence; the long form is under its evidence. */
  sentence: (verdict: Verdict, examination: Examination, isNamed = false): string =>
    SHORT[verdict.verdict]?.(verdict, examination, isNamed) ?? verdict.says,

  facts: {
    compared: 'Compared',
    evidence: 'Found in',
    pieces: 'All evidence',
    saysRepository: 'Says it is from',
    digest: 'SHA-256',
    longer: 'SHA-512',
    signer: 'Signed by',
    found: 'Found',
    was: (was: string) => `before: ${was}`,
    changes: {
      publisher: 'Signer',
      issuer: 'Issuer',
      workflow: 'Workflow',
      repository: 'Repository',
      kind: 'Evidence',
      evidence: 'Evidence',
    } satisfies Record<Change['what'], string>,
    by: (issuer: string) => `by the word of ${issuer}`,
    certificate: 'Certificate',
    statement: 'Attestation',
    type: 'Of type',
    validity: (from: string, until: string) => `${from} to ${until}`,
    issuedBy: (issuer: string) => `issued by ${issuer}`,
    serial: (serial: string) => `serial ${serial}`,
    log: 'Log',
    entry: (index: string, size: string | undefined) =>
      size === undefined ? `entry ${index}` : `entry ${index}, in a tree of ${size}`,
    root: 'Root hash',
    time: 'When',
    seenBy: { 'timestamp-authority': 'by the word of a timestamp authority', log: 'by the word of the log' },
  },
  /** By the file's own word, which proves nothing, and by the word of the certificate. */
  sameRepository: (said: string, { signer, build }: Examination): string | undefined => {
    const signed = build?.repository ?? (signer && workflowIn(signer)?.repository)
    if (signed === undefined) return undefined
    return plain(signed) === plain(said)
      ? 'by its own word, and by that of the certificate too'
      : `by its own word; the certificate says ${signed}`
  },
  outcomes: { pass: 'Holds', fail: 'Does not hold', 'cannot-tell': 'Open' },
  build: (name: string): string => BUILD[name] ?? name,
  texts: {
    statement: 'What the attestation says, as JSON',
    json: 'The whole bundle, as JSON',
    copy: 'Copy the bundle',
  },
  expect: {
    name: 'Who should have signed',
    nameNote: 'Exactly as the certificate would have it: an address, or the address of a workflow.',
    issuer: 'Who should vouch for that name',
    issuerNote: 'For a workflow of GitHub: https://token.actions.githubusercontent.com',
    ask: 'Compare with this',
    take: 'Take over what was found',
  },
  trust: ({ title, source }: TrustedBy): string =>
    source === undefined
      ? title
      : `${title}, ${FROM[source.from]}${source.from === 'instance' ? '' : ` ${date(source.date)}`}.`,
  margin: {
    next: 'What to do',
    trust: 'By whose trusted root',
    silent: { title: 'What this does not say', text: 'Whether the code is good. Signed code can be bad.' },
    offline: { title: 'Offline', text: 'Only this machine is asked: nobody hears which file you look at.' },
    evidence: { title: 'Evidence', text: 'Open a file to see what each answer rests on.' },
  },
} as const

type Short = (verdict: Verdict, examination: Examination, isNamed: boolean) => string | undefined

/** What stands between grave accents is set as code. */
const SHORT: Partial<Record<VerdictName, Short>> = {
  unaltered: ({ outcome }, { subject: { sha256, sha512 } }) => {
    const [kind, digest] = sha256 === undefined ? ['sha512', sha512] : ['sha256', sha256]
    return outcome === 'pass' && digest !== undefined
      ? `This file is the one that was signed: ${kind} \`${digest.slice(0, 4)} ${digest.slice(4, 8)} … ${digest.slice(-4)}\`.`
      : undefined
  },
  signed: ({ outcome }, { signer, predicateType, build }) => {
    if (outcome !== 'pass' || !signer) return undefined
    const what = predicateType === undefined ? '' : ', in an attestation'
    const by = BY[signer.issuer] ?? hostOf(signer.issuer)
    if (!workflowIn(signer)) return `${signer.name}, by the word of ${by}${what}.`
    const where = build?.runner === 'self-hosted' ? `on a self-hosted runner, by the word of ${by}` : `run by ${by}`
    return `The workflow ${shortSigner(signer)}, ${where}${what}.`
  },
  logged: ({ outcome }, { log, seen: [first] = [] }) =>
    outcome === 'pass' && log && first
      ? `In ${log.origin.split(' ')[0]} on ${dateAndTime(new Date(first.at))}, entry ${grouped(log.index)}; checked offline.`
      : undefined,
  source: ({ outcome }, { sources }) => {
    const { certificate, statement } = sources ?? {}
    if (outcome === 'pass' && certificate) {
      const says = statement ? '; certificate and attestation agree' : ', by the word of the certificate'
      return `${sourceText(certificate)}${says}.`
    }
    if (!certificate?.commit || !statement?.commit || certificate.commit === statement.commit) return undefined
    return `The certificate says commit ${short(certificate.commit)}, the attestation says ${short(statement.commit)}.`
  },
  expected: ({ outcome }, { signer, isPractice, remembered }, isNamed) => {
    if (remembered?.is === 'changed' && !isNamed) {
      const parts = remembered.changes.map(({ what }) => CHANGED[what])
      return `Not as in ${remembered.since}: ${parts.join(', ')}.`
    }
    if (remembered && !isNamed) return undefined
    if (outcome === 'pass') return 'The signer is the one that you said.'
    return outcome === 'cannot-tell' && signer && !isPractice ? 'Nobody said who should have signed.' : undefined
  },
}

const CHANGED: Readonly<Record<Change['what'], string>> = {
  publisher: 'another signer',
  issuer: 'another issuer',
  workflow: 'another workflow',
  repository: 'another repository',
  kind: 'weaker evidence',
  evidence: 'no evidence any more',
}

const BY: Readonly<Record<string, string>> = {
  'https://token.actions.githubusercontent.com': 'GitHub',
  'https://github.com/login/oauth': 'GitHub',
  'https://accounts.google.com': 'Google',
  'https://login.microsoftonline.com': 'Microsoft',
  'https://gitlab.com': 'GitLab',
}

const short = (commit: string): string => `\`${commit.slice(0, 7)}\``

function sourceText({ repository, commit, ref }: { repository: string; commit?: string; ref?: string }): string {
  const [, kind, name] = /^refs\/(tags|heads)\/(.+)$/s.exec(ref ?? '') ?? []
  return [
    repository.replace(/^https:\/\//, ''),
    ...(commit === undefined ? [] : [`commit ${short(commit)}`]),
    ...(name === undefined ? [] : [`${kind === 'tags' ? 'tag' : 'branch'} ${name}`]),
  ].join(', ')
}

/** `182 044 190`: an index is compared by eye. */
const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, '\u202f')

const plain = (address: string): string =>
  address
    .replace(/^https:\/\//, '')
    .replace(/\/$/, '')
    .toLowerCase()

const hostOf = (issuer: string): string => {
  try {
    return new URL(issuer).host || issuer
  } catch {
    return issuer
  }
}
