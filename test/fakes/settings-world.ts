/** Settings, instances and what is kept, as the window may be shown them. */
import { createHash } from 'node:crypto'
import type { ImportedInstance, InstanceList } from '../../electron/contract/model/instance.ts'
import type { Question } from '../../electron/contract/model/question.ts'
import type { Contacts, DataFolder, Settings, SettingsView } from '../../electron/contract/model/settings.ts'

export const CORP: ImportedInstance = {
  id: createHash('sha256').update('corp').digest('hex'),
  title: 'fulcio.corp.example',
  importedAt: '2026-11-02T09:00:00.000Z',
  origin: 'corp-trust.json',
  warnings: ['A log of its trusted root has a key of a kind that this version does not know.'],
}

export const DATA: DataFolder = {
  path: '/home/ada/.local/share/countermark',
  parts: [
    { part: 'settings', bytes: 212 },
    { part: 'journals', bytes: 184_210 },
    { part: 'instances', bytes: 24_410 },
    { part: 'practice', bytes: 96_044 },
    { part: 'cache', bytes: 3_400_120 },
  ],
}

export const settingsView = (over: Partial<Settings> = {}, more: Partial<SettingsView> = {}): SettingsView => ({
  settings: {
    instance: 'practice',
    logVersion: 1,
    network: { proxy: { use: 'system' } },
    appearance: 'system',
    ...over,
  },
  hasProxyPassword: false,
  ...more,
})

export const instanceList = (imported: readonly ImportedInstance[] = []): InstanceList => ({
  instances: [
    { id: 'practice', kind: 'practice', title: 'Practice instance' },
    {
      id: 'public',
      kind: 'public',
      title: 'Public good instance',
      trustSource: { from: 'fresh', date: '2026-11-23T08:00:00.000Z' },
    },
    {
      id: 'staging',
      kind: 'staging',
      title: 'Staging instance',
      trustSource: {
        from: 'shipped',
        date: '2026-11-20T00:00:00.000Z',
        note: 'The stored trust data is damaged and was set aside as last-good.json.damaged-20261122T101500Z.',
      },
    },
    ...imported.map((one) => ({
      id: one.id,
      kind: 'imported' as const,
      title: one.title,
      trustSource: { from: 'imported' as const, date: one.importedAt },
      imported: one,
    })),
  ],
  damaged: [],
})

export const contacts = (over: Partial<Contacts> = {}): Contacts => ({
  made: [],
  instance: { id: 'practice', title: 'Practice instance', isPractice: true, log: 'rekor.practice.countermark.test' },
  planned: [
    { role: 'sign-in', host: '127.0.0.1:43667', receives: 'your sign-in' },
    { role: 'log', host: '127.0.0.1:43667', receives: 'each digest and signature, with the certificate' },
  ],
  ...over,
})

const met = (host: string, purpose: Contacts['made'][number]['purpose'], count: number) => ({
  host,
  purpose,
  firstAt: '2026-11-23T10:00:00.000Z',
  lastAt: '2026-11-23T10:41:07.000Z',
  count,
})

/** After a session on the public good instance. */
export const publicContacts = (): Contacts => ({
  made: [
    met('tuf-repo-cdn.sigstore.dev', 'trust', 5),
    met('oauth2.sigstore.dev', 'sign-in', 3),
    met('fulcio.sigstore.dev', 'certificate', 1),
    met('timestamp.sigstore.dev', 'timestamp', 12),
    met('rekor.sigstore.dev', 'log', 12),
  ],
  instance: { id: 'public', title: 'Public good instance', isPractice: false, log: 'rekor.sigstore.dev' },
  planned: [
    { role: 'trust', host: 'tuf-repo-cdn.sigstore.dev', receives: 'nothing but the question what to trust today' },
    { role: 'sign-in', host: 'oauth2.sigstore.dev', receives: 'your sign-in' },
    { role: 'certificate', host: 'fulcio.sigstore.dev', receives: 'your address and a fresh public key' },
    { role: 'timestamp', host: 'timestamp.sigstore.dev', receives: 'a digest of each signature' },
    { role: 'log', host: 'rekor.sigstore.dev', receives: 'each digest and signature, with the certificate' },
  ],
})

export const everything = (): Question => ({
  kind: 'forget-everything',
  data: DATA,
  secrets: { where: 'keychain', name: 'Secret Service' },
})

export const oneInstance = (): Question => ({
  kind: 'forget-instance',
  id: CORP.id,
  title: CORP.title,
  origin: CORP.origin,
  isChosen: true,
})

export const oneRelease = (): Question => ({
  kind: 'forget-release',
  title: 'invoice⟨U+202E⟩fdp-2.4.0.tar.gz',
  createdAt: '2026-11-23T10:00:00.000Z',
  files: 3,
  isUnfinished: true,
})
