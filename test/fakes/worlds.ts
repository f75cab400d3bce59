/** What the window may be shown: sessions and files in every state, as typed as the real ones. */
import { createHash } from 'node:crypto'
import type { api } from '../../electron/contract/api.ts'
import { fault } from '../../electron/contract/faults.ts'
import { FileRef } from '../../electron/contract/model/file.ts'
import type { PublicRecord } from '../../electron/contract/model/record.ts'
import type { Release, ReleaseList, Stop } from '../../electron/contract/model/release.ts'
import {
  type BundleEvidence,
  SessionId,
  type SessionProgress,
  type SessionResult,
  type SessionView,
} from '../../electron/contract/model/session.ts'
import type { Handlers } from '../../electron/contract/server.ts'
import { stepsOf } from '../../electron/core/signing/session.ts'
import { cardOf } from '../../electron/core/signing/step.ts'
import { pageOf } from '../../electron/main/handlers/checks.ts'
import { projectOf } from './project-world.ts'
import { CORP, contacts, DATA, instanceList, settingsView } from './settings-world.ts'

type All = Handlers<typeof api>

const STEPS = stepsOf('sign')

export const SESSION = SessionId.parse(`session-${'7'.repeat(32)}`)
const INSTANCE = {
  id: 'practice',
  title: 'Practice instance',
  isPractice: true,
  log: 'rekor.practice.countermark.test',
}
const IDENTITY = { name: 'ada@lovelace.example', kind: 'email', issuer: 'https://practice.countermark.test' } as const
const RELEASE: readonly (readonly [string, number])[] = [
  ['aurora-parse-2.4.0.tar.gz', 184_210],
  ['aurora_parse-2.4.0-py3-none-any.whl', 96_044],
  ['SBOM.cdx.json', 22_390],
]
const FOLDER = '/home/ada/aurora-parse/dist'
const JOURNALS = '/home/ada/.local/share/countermark/journal'
const digestOf = (name: string): string => createHash('sha256').update(name).digest('hex')
const never = <T>(): Promise<T> => new Promise(() => {})
export const refs = (n: number): FileRef[] =>
  Array.from({ length: n }, (_, i) => FileRef.parse(`file-${i.toString(16).padStart(32, '0')}`))

export const view = (over: Partial<SessionView> = {}, existing = 0): SessionView => ({
  id: SESSION,
  kind: 'sign',
  createdAt: '2026-11-23T10:00:00.000Z',
  title: 'aurora-parse-2.4.0',
  instance: INSTANCE,
  files: RELEASE.map(([name, size], i) => ({
    name,
    folder: FOLDER,
    size,
    bundleName: `${name}.practice.sigstore.json`,
    bundleExists: i < existing,
  })),
  steps: STEPS.map(cardOf),
  state: 'ready',
  isJournaled: false,
  ...over,
})

/** `at` is the step that runs; those before it are done. */
export const progress = (at: string, over: Partial<SessionProgress> = {}): SessionProgress => {
  const now = STEPS.findIndex((step) => step.id === at)
  return {
    steps: STEPS.map(({ id, scope }, i) => {
      const total = scope === 'once' ? 1 : 3
      if (i < now) return { id, state: 'done', done: total, total }
      return i === now ? { id, state: 'running', done: 0, total } : { id, state: 'waiting', done: 0, total }
    }),
    bytes: { done: 121_000, total: 302_644 },
    ...over,
  }
}

export const result = (failed = 0): SessionResult => ({
  files: RELEASE.map(([name], i) =>
    i < failed
      ? { state: 'failed', name, fault: fault('sigstore.log-rejected', { reason: 'status 503' }).toRecord() }
      : {
          state: 'signed',
          name,
          sha256: digestOf(name),
          bundleName: `${name}.practice.sigstore.json`,
          bundlePath: `${FOLDER}/${name}.practice.sigstore.json`,
          logIndex: String(18_204 + i),
        },
  ),
  identity: IDENTITY,
  trustedRootPath: '/home/ada/.local/share/countermark/practice/trusted_root.json',
  hallmark: {
    maker: IDENTITY.name,
    fineness: null,
    office: 'practice',
    date: '2026-11-23T10:41:07.000Z',
    isPractice: true,
  },
  tookMs: 1180,
})

/** Releases in every state; `interrupted` first, as main sends them. */
export const release = (n: number, over: Partial<Release> = {}): Release => ({
  id: SessionId.parse(`session-${n.toString(16).padStart(32, '0')}`),
  kind: 'sign',
  title: `aurora-parse-2.${n}.0`,
  createdAt: '2026-11-23T10:00:00.000Z',
  instance: INSTANCE,
  files: 3,
  signed: 3,
  state: 'finished',
  hallmark: result().hallmark,
  ...over,
})

export const releaseList = (releases: Release[], over: Partial<ReleaseList> = {}): ReleaseList => ({
  releases,
  found: releases.length,
  all: releases.length,
  interrupted: releases.filter(({ state }) => state === 'interrupted').length,
  damaged: [],
  folder: JOURNALS,
  ...over,
})

export const cutOff = (n: number, stop: Partial<Stop> = {}): Release =>
  release(n, {
    state: 'interrupted',
    signed: 0,
    hallmark: null,
    stop: { step: 'consent', needsSignIn: true, changedFiles: 0, ...stop },
  })

const evidence = (name: string): BundleEvidence => ({
  name,
  bundlePath: `${FOLDER}/${name}.practice.sigstore.json`,
  mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
  sha256: digestOf(name),
  identity: IDENTITY,
  certificate: {
    serial: '5b5df98be57298fbc7d004d3fb8acbeb58975895',
    issuedBy: 'CN=Countermark practice authority, O=Countermark practice',
    validFrom: '2026-11-23T10:41:02.000Z',
    validUntil: '2026-11-23T10:51:02.000Z',
    fingerprint: digestOf('leaf'),
  },
  log: { origin: INSTANCE.log, index: '18204', treeSize: '18207', rootHash: digestOf('root') },
  timestamps: ['2026-11-23T10:41:07.000Z'],
  commands: [
    {
      tool: 'cosign',
      text: `cd ${FOLDER}\ncosign verify-blob \\\n  --bundle=${name}.practice.sigstore.json \\\n  --trusted-root=trusted_root.json \\\n  --certificate-identity=${IDENTITY.name} \\\n  --certificate-oidc-issuer=${IDENTITY.issuer} \\\n  ${name}`,
    },
    { tool: 'sigstore-python', text: `cd ${FOLDER}\nsigstore verify identity \\\n  ${name}` },
  ],
  json: JSON.stringify({ mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json' }, null, 2),
})

const README_TEXT =
  '## Verify what you downloaded\n\n`left-pad-1.4.2.tgz` is signed with Sigstore. It has to be by\n\n- identity `ada@lovelace.example`\n- issuer `https://accounts.google.com`\n'

const unknownVerification = async (): Promise<never> => {
  throw fault('input.unknown-verification')
}

/** Everything works and nothing is under way; a world changes what it is about. */
export const handlers = (over: { [G in keyof All]?: Partial<All[G]> } = {}): All => ({
  app: {
    status: async () => ({ instance: INSTANCE }),
    about: async () => ({
      version: '0.1.0',
      electron: '45.4.1',
      chromium: '156.0.8078.73',
      node: '26.10.0',
      dataFolder: '/home/ada/.local/share/countermark',
      hosts: [
        { host: '127.0.0.1:43667', why: 'Sign-in: receives your sign-in' },
        { host: '127.0.0.1:43667', why: 'Log: receives each digest and signature, with the certificate' },
      ],
      licences: [
        { name: 'react', version: '19.3.1', licence: 'MIT' },
        { name: '@sigstore/verify', version: '4.1.3', licence: 'Apache-2.0' },
        { name: '@fontsource-variable/inter', version: '5.3.0', licence: 'OFL-1.1' },
      ],
    }),
    openLink: async () => undefined,
    ...over.app,
  },
  attestations: { prepare: never, ...over.attestations },
  checks: {
    health: async () => null,
    look: never,
    ask: never,
    dismiss: never,
    restore: never,
    page: async ({ check }) => pageOf(check),
    ...over.checks,
  },
  files: {
    describe: async ({ refs: asked }) =>
      asked.map((ref, i) => {
        const [name, size] = RELEASE[i] ?? [`part-${i}.bin`, 4096]
        return { ref, name, folder: FOLDER, size }
      }),
    sample: async () => refs(3),
    ...over.files,
  },
  instances: {
    list: async () => instanceList(),
    examine: async () => CORP,
    import: async () => undefined,
    forget: async () => 'forgotten',
    ...over.instances,
  },
  settings: {
    get: async () => settingsView(),
    change: async () => undefined,
    changeNetwork: async () => undefined,
    testNetwork: async () => ({ host: 'tuf-repo-cdn.sigstore.dev', tookMs: 184 }),
    secrets: async () => ({ where: 'keychain', name: 'Secret Service' }),
    contacts: async () => contacts(),
    dataFolder: async () => DATA,
    openDataFolder: async () => undefined,
    forgetEverything: async () => 'refused',
    ...over.settings,
  },
  releases: {
    list: async () => releaseList([]),
    interrupted: async () => [],
    bundles: async () => ({ gone: [], changed: [] }),
    export: async () => ({ name: 'aurora-parse-2.4.0.practice.hallmark.svg' }),
    forget: async () => true,
    ...over.releases,
  },
  projects: {
    list: async () => ({ projects: [] }),
    project: async () => projectOf(1, 'aurora-parse'),
    add: async () => projectOf(1, 'aurora-parse'),
    choose: async () => null,
    forget: async () => false,
    ...over.projects,
  },
  signing: {
    prepare: async () => view(),
    session: async () => view(),
    sign: never,
    openSignIn: async () => undefined,
    pasteCode: async () => undefined,
    evidence: async ({ file }) => evidence(RELEASE[file]?.[0] ?? ''),
    reveal: async () => undefined,
    ...over.signing,
  },
  tasks: { list: async () => [], ...over.tasks },
  verifying: {
    prepare: never,
    name: never,
    readme: async () => README_TEXT,
    linked: async () => null,
    ask: never,
    accept: never,
    expect: never,
    verification: unknownVerification,
    verify: never,
    details: async () => null,
    text: async () => 'left-pad-1.4.2.tgz\n',
    ...over.verifying,
  },
})

/** A session that runs and stays at a step until it is cancelled. */
export const standingAt =
  (at: string, over: Partial<SessionProgress> = {}): All['signing']['sign'] =>
  (_, { report, signal }) => {
    report(progress(at, over))
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(fault('cancelled'))))
  }

/** The record of so many files. */
export const record = (files: number): PublicRecord => ({
  identity: IDENTITY,
  instance: INSTANCE,
  recipients: [
    { role: 'sign-in', host: '127.0.0.1:43667', receives: 'your sign-in', isPublic: false },
    { role: 'certificate', host: '127.0.0.1:43667', receives: 'your address and a fresh public key', isPublic: true },
    { role: 'timestamp', host: '127.0.0.1:43667', receives: 'a digest of each signature', isPublic: false },
    {
      role: 'log',
      host: '127.0.0.1:43667',
      receives: 'each digest and signature, with the certificate',
      isPublic: true,
    },
  ],
  files: Array.from({ length: files }, (_, i) => {
    const [name, size] = RELEASE[i] ?? [`part-${i}.bin`, 4096]
    return { name, size, sha256: digestOf(`${name}${i}`) }
  }),
})
