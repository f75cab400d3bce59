import { counted } from '../../electron/contract/counted.ts'
import type { SecretsPlace } from '../../electron/contract/model/secrets.ts'
import type { Change } from '../../electron/contract/model/seen.ts'
import type { DataPart } from '../../electron/contract/model/settings.ts'
import { date } from '../ui/format.ts'

export const words = {
  eyebrow: 'Forget',
  keep: 'Keep it',
  change: {
    eyebrow: 'Accept a change',
    headline: 'From now on, this is who signs the package.',
    lead: (since: string) => `It is not as in ${since}. Later versions are compared with this one.`,
    act: 'Accept the change',
    refuse: 'Leave it as it was',
    name: 'Package',
    was: 'before:',
    reason: 'Reason',
    whats: {
      publisher: 'Signer',
      issuer: 'Issuer',
      workflow: 'Workflow',
      repository: 'Repository',
      kind: 'Evidence',
      evidence: 'Evidence',
    } satisfies Record<Change['what'], string>,
  },
  release: {
    headline: 'Countermark forgets this release.',
    lead: 'Nothing that is public changes by it.',
    act: 'Forget this release',
    name: 'Release',
    about: (createdAt: string, files: number) => `${date(createdAt)} · ${counted(files, 'file')}`,
    isUnfinished: 'It is not finished, and cannot be gone on with afterwards.',
    goes: 'What goes',
    goesText: 'Its journal, and with it the hallmark and the evidence in this window.',
    staysText: 'Files and bundles, where they are, and the entries of the log.',
  },
  project: {
    headline: 'Countermark forgets this project.',
    lead: 'Nothing in its folder is touched.',
    act: 'Forget this project',
    name: 'Project',
    added: (at: string) => `added ${date(at)}`,
    goes: 'What goes',
    goesText: (n: number) =>
      n === 0
        ? 'Its line of past scores.'
        : `Its line of past scores, and ${counted(n, 'finding')} that you dismissed.`,
    stays: 'What stays',
    staysText: 'The folder, with everything in it, and the releases that were signed from it.',
  },
  instance: {
    headline: (title: string) => `Countermark forgets how to reach ${title}.`,
    lead: 'Its config and its copy of the trusted root are deleted. To sign there again, import the config again.',
    isChosen: 'It is the instance that is chosen: after this, none is.',
    name: 'Instance',
    origin: 'From',
    digest: 'SHA-256',
    act: 'Forget this instance',
  },
  everything: {
    headline: 'Countermark forgets everything on this machine.',
    lead: 'This is what is deleted, and nobody can bring it back.',
    parts: {
      settings: 'what is chosen in the settings',
      journals: 'the journals of all sessions: which files were signed, when, and by whom',
      instances: 'imported instances, and the roots in use',
      projects: 'the list of projects, what was dismissed in them, and past scores',
      seen: 'what was seen of packages: who signed which version',
      practice: 'keys and log of the practice instance: older practice bundles no longer verify',
      cache: 'trust data, the app’s own log, and what the window keeps',
    } satisfies Record<DataPart, string>,
    names: {
      settings: 'Settings',
      journals: 'Journals',
      instances: 'Instances',
      projects: 'Projects',
      seen: 'Packages',
      practice: 'Practice',
      cache: 'Cache',
    } satisfies Record<DataPart, string>,
    secrets: 'Secrets',
    secretsIn: (place: SecretsPlace) =>
      place.where === 'keychain'
        ? `every entry of Countermark in the ${place.name} of this system`
        : 'those in memory; the keychain cannot be reached, and what lies in it stays',
    folder: (path: string) => `In ${path}.`,
    stays: 'What stays',
    staysText:
      'Bundles, and the files that they are for, wherever they lie. What is in a public log is there for ever.',
    act: 'Forget everything',
  },
} as const
