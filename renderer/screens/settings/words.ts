import { count } from '../../../electron/contract/counted.ts'
import type { Purpose } from '../../../electron/contract/model/contact.ts'
import type { InstanceCard, TrustSource } from '../../../electron/contract/model/instance.ts'
import type { SecretsPlace } from '../../../electron/contract/model/secrets.ts'
import type { Appearance, DataPart, LogVersion } from '../../../electron/contract/model/settings.ts'
import { date } from '../../ui/format.ts'

type Why = Extract<SecretsPlace, { where: 'memory' }>['why']

export const words = {
  eyebrow: 'Settings',
  loading: 'Looking at what is set…',
  lead: 'The window and the command line share these settings.',
  headlines: {
    none: 'No instance is chosen yet: the window practises.',
    practice: 'You practise: nothing leaves this machine.',
    public: 'What you sign goes to the public good instance.',
    staging: 'What you sign goes to the staging instance.',
    imported: (title: string) => `What you sign goes to ${title}.`,
  },

  instance: {
    title: 'Instance',
    names: { practice: 'Practice', public: 'Public good', staging: 'Staging', imported: 'Imported' } satisfies Record<
      InstanceCard['kind'],
      string
    >,
    notes: {
      practice: 'A whole Sigstore inside Countermark. The steps are the same; the bundles prove nothing to others.',
      public: 'Sigstore’s own, for everybody. What is signed there is public, stays public, and is accepted anywhere.',
      staging: 'Sigstore’s own, for trying out. It is public too, but nobody accepts what is signed there.',
      imported: 'A private one, as its client trust config describes it.',
    } satisfies Record<InstanceCard['kind'], string>,
    trust: ({ from, date: at }: TrustSource) => `${TRUST[from]} ${date(at)}`,
    from: 'from',
    forget: 'Forget',
    forgetName: (title: string) => `Forget ${title}`,
    damaged: (name: string) => `An imported config was damaged, and set aside as ${name}. Import it again.`,
  },

  importing: {
    title: 'Import an instance',
    lead: 'A client trust config names the services of a private instance and says whom to trust. Get it from whoever runs the instance.',
    file: 'Import from a file',
    address: 'Address of a config',
    addressNote: 'an https address',
    fetch: 'Fetch',
    found: 'This is what would be imported',
    compare: 'Compare the digest with the one that its keepers publish.',
    services: 'Certificates of',
    origin: 'From',
    warnings: 'Left out',
    keep: 'Import it',
    leave: 'Leave it',
  },

  log: {
    title: 'Log of the public good instance',
    names: { 1: 'Version 1', 2: 'Version 2' } satisfies Record<LogVersion, string>,
    notes: {
      1: 'What every verifier reads today.',
      2: 'Made of tiles, and renewed each year. Older verifiers do not read it yet.',
    } satisfies Record<LogVersion, string>,
  },

  network: {
    title: 'Network',
    names: { system: 'System', none: 'Direct', manual: 'Proxy' },
    notes: {
      system: 'By the proxy that the system names, if it names one.',
      none: 'Without a proxy, whatever the system says.',
      manual: 'By this one.',
    },
    url: 'Address of the proxy',
    urlNote: 'as in http://proxy.example:3128; a user name and a password may stand in front of the host',
    urlWrong: 'That is no address of a proxy: it begins with http:// or https://.',
    use: 'Use this proxy',
    password: 'Its password is kept with the secrets, and not in the settings.',
    noPassword: 'A user name is set, but no password: put both in front of the host once more.',
    authorities: 'Authorities',
    authoritiesNote:
      'Certificate authorities that are trusted besides those of the system, for networks that have their own.',
    noAuthorities: 'none besides those of the system',
    chooseFile: 'Choose a file',
    removeFile: 'Remove',
    removeFileName: 'Remove the file of authorities',
    test: 'Test the connection',
    testing: 'Asking the public good instance…',
    tested: (host: string, ms: number) => `${host} answered within ${Math.max(1, Math.round(ms))} ms.`,
  },

  appearance: {
    title: 'Appearance',
    names: { system: 'System', light: 'Light', dark: 'Dark', 'high-contrast': 'High contrast' } satisfies Record<
      Appearance,
      string
    >,
    notes: {
      system: 'As the system is, and with it.',
      light: 'Ink on paper.',
      dark: 'Chalk on slate.',
      'high-contrast': 'Black and white, light or dark as the system is.',
    } satisfies Record<Appearance, string>,
  },

  data: {
    title: 'Data folder',
    open: 'Open the folder',
    loading: 'Measuring…',
    parts: {
      settings: 'Settings',
      journals: 'Journals',
      instances: 'Instances',
      projects: 'Projects',
      seen: 'Packages',
      practice: 'Practice',
      cache: 'Cache',
    } satisfies Record<DataPart, string>,
    notes: {
      settings: 'what is chosen on this page',
      journals: 'what was signed, step by step',
      instances: 'imported configs, and the roots in use',
      projects: 'their folders, what was dismissed, and past scores',
      seen: 'who signed which version of what was verified',
      practice: 'keys and log of the practice instance',
      cache: 'trust data, the app’s own log, the window',
    } satisfies Record<DataPart, string>,
  },

  secrets: {
    title: 'Secrets',
    loading: 'Asking the keychain…',
    keychain: (name: string) => `Kept in the ${name} of this system.`,
    keychainNote: 'Passwords and tokens go there and nowhere else. Keys of signatures are never kept at all.',
    memory: 'Kept in memory, until Countermark ends.',
    why: {
      'no-program': 'The part that talks to the keychain could not be loaded.',
      'no-service':
        'This system has no keychain that is running: on Linux, a Secret Service such as GNOME Keyring or KWallet.',
      'no-answer': 'The keychain does not answer. Unlock it or start it again, then start Countermark again.',
      refused: 'The keychain refused. Unlock it, then start Countermark again.',
    } satisfies Record<Why, string>,
  },

  hosts: {
    title: 'Hosts, and why',
    made: 'Contacted since Countermark was started',
    none: 'No host has been contacted.',
    planned: (instance: string) => `Contacted by a signature: ${instance}`,
    inside: 'Nobody: the practice instance runs inside Countermark, and did not run yet.',
    nobody: 'Nobody: it offers no whole set of services now.',
    times: (n: number) => (n === 1 ? 'once' : `${count(n)} times`),
    loading: 'Looking…',
    purposes: {
      'sign-in': 'sign-in',
      certificate: 'certificate authority',
      timestamp: 'timestamp authority',
      log: 'log',
      trust: 'trust data',
      identity: 'identity of this job',
      evidence: 'evidence of a file',
      advisories: 'known vulnerabilities of dependencies',
      fuzzing: 'list of fuzzed projects',
      'published-score': 'published score of a project',
      other: 'other',
    } satisfies Record<Purpose, string>,
    receives: (what: string) => `receives ${what}`,
  },

  forget: {
    title: 'Forget everything',
    text: 'Deletes what Countermark keeps on this machine: settings, journals, imported instances, the practice instance, secrets and cache. Bundles and the files beside them stay. A window of its own says exactly what, and asks.',
    act: 'Forget everything…',
    done: 'Everything is forgotten.',
    refused: 'Nothing was deleted.',
  },

  margin: {
    shared: {
      title: 'Shared',
      text: 'The command line signs on the instance that is chosen here, unless it is told another one.',
    },
    next: {
      title: 'From the next session',
      text: 'A session stays on the instance that it began with.',
    },
    silence: {
      title: 'No telemetry',
      text: 'Countermark talks to the hosts on this page and to no others. None of them is ours.',
    },
  },
} as const

const TRUST: Readonly<Record<TrustSource['from'], string>> = {
  instance: 'trust data of its own, of',
  imported: 'imported on',
  fresh: 'trust data from its keepers, of',
  stored: 'trust data from its keepers, of',
  shipped: 'trust data that came with the app, of',
}
