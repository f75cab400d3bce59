/** Every screen in every state: how the page gets there, and what it shows when it has. */
import type { Page } from 'playwright-core'
import { fault } from '../../electron/contract/faults.ts'
import type { Hallmark } from '../../electron/contract/model/hallmark.ts'
import type { Release, ReleaseList } from '../../electron/contract/model/release.ts'
import { MAX_FILES } from '../../electron/contract/procedures/files.ts'
import type { World } from '../fakes/page-host.ts'
import { cutOff, handlers, refs, release, releaseList, result, SESSION, standingAt, view } from '../fakes/worlds.ts'
import { ATTEST_SCENES } from './attest-scenes.ts'
import { PROJECT_SCENES } from './project-scenes.ts'
import { SETTINGS_SCENES } from './settings-scenes.ts'
import { SIGN_IN_SCENES } from './sign-in-scenes.ts'
import { VERIFY_SCENES } from './verify-scenes.ts'

export interface Scene {
  /** `screen-state`: the name of its pictures. */
  readonly name: string
  readonly world: World
  readonly hash: string
  /** What a person does to get there. */
  readonly act?: (page: Page) => Promise<void>
  /** A text that stands on the page when it is ready. */
  readonly shows: string | RegExp
}

const sessionHash = `#/sign/${SESSION}`
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).click()
const choose = (count: number) => async (page: Page) => {
  const files = Array.from({ length: count }, (_, i) => ({
    name: `f${i}`,
    mimeType: 'text/plain',
    buffer: Buffer.from('x'),
  }))
  await page.locator('input[type=file]').setInputFiles(files)
}
const chosen = (count: number, over: Parameters<typeof handlers>[0] = {}): World => ({
  handlers: handlers(over),
  adopt: () => refs(count),
})
const never = () => new Promise<never>(() => {})
const broken = async (): Promise<never> => {
  throw fault('practice.port-taken', { port: '43667' })
}

const releases = (list: ReleaseList): World => ({ handlers: handlers({ releases: { list: async () => list } }) })
const PUBLIC = { id: 'public', title: 'Sigstore public good', isPractice: false, log: 'log2025-1.rekor.sigstore.dev' }
const publicMark = { ...(result().hallmark as Hallmark), office: 'public', fineness: 8.1, isPractice: false }
const FULL_LIST: readonly Release[] = [
  cutOff(7),
  cutOff(6, { step: 'log', needsSignIn: false, servesUntil: '2026-11-23T10:50:00.000Z' }),
  cutOff(5, { step: 'get-certificate', changedFiles: 2 }),
  release(4, { state: 'running', signed: 0, hallmark: null }),
  release(3, { instance: PUBLIC, hallmark: publicMark }),
  release(2, {
    state: 'partly',
    signed: 2,
    files: 24,
    title: 'invoice⟨U+202E⟩fdp-a-name-that-goes-on-for-a-while.tar.gz',
  }),
  release(1, { state: 'unsigned', signed: 0, hallmark: null }),
  release(0, { kind: 'attest', instance: PUBLIC, hallmark: { ...publicMark, fineness: 10 } }),
]

export const SCENES: readonly Scene[] = [
  { name: 'start-empty', world: { handlers: handlers() }, hash: '#/', shows: 'Practise on a sample release' },
  {
    name: 'start-fault',
    world: { handlers: handlers({ files: { sample: broken } }) },
    hash: '#/',
    act: press('Practise on a sample release'),
    shows: 'The port of the practice instance is taken.',
  },
  {
    name: 'start-notice',
    world: {
      handlers: handlers({
        app: {
          status: async () => ({
            instance: { id: 'practice', title: 'Practice instance', isPractice: true, log: '' },
            notice:
              'Offline runtime: an older Electron for development on closed networks. It signs on the practice instance only.',
          }),
        },
      }),
    },
    hash: '#/',
    shows: /Offline runtime/,
  },
  { name: 'sign-empty', world: { handlers: handlers() }, hash: '#/sign', shows: 'Which files shall carry your mark?' },
  { name: 'sign-chosen', world: chosen(3), hash: '#/sign', act: choose(3), shows: 'Three files will be signed.' },
  {
    name: 'sign-problem',
    world: chosen(3, {
      files: {
        describe: async ({ refs: asked }) =>
          asked.map((ref, i) => ({
            ref,
            name: ['checksums.txt', 'dist', 'invoice⟨U+202E⟩fdp.exe'][i] ?? '',
            folder: '/home/ada/aurora-parse',
            size: i === 2 ? 4096 : 0,
            ...(i === 2 ? {} : { problem: ['files.empty', 'files.not-a-file'][i] }),
          })),
      },
    }),
    hash: '#/sign',
    act: choose(3),
    shows: 'Two files of three cannot be signed as they are.',
  },
  { name: 'sign-many', world: chosen(MAX_FILES), hash: '#/sign', act: choose(1), shows: /Show 500 more of 10.000/ },
  {
    name: 'sign-ready',
    world: { handlers: handlers() },
    hash: sessionHash,
    shows: 'Three files are ready to be signed.',
  },
  {
    name: 'sign-existing',
    world: { handlers: handlers({ signing: { session: async () => view({}, 2) } }) },
    hash: sessionHash,
    shows: 'Two files have a bundle already.',
  },
  {
    name: 'sign-loading',
    world: { handlers: handlers({ signing: { session: never } }) },
    hash: sessionHash,
    shows: 'One moment.',
  },
  {
    name: 'sign-running',
    world: { handlers: handlers({ signing: { sign: standingAt('digest', { secondsLeft: 42 }) } }) },
    hash: sessionHash,
    act: press('Sign in and see the record'),
    shows: 'about 42 s left',
  },
  {
    name: 'sign-waiting',
    world: {
      handlers: handlers({
        signing: { sign: standingAt('sign-in', { signIn: { way: 'browser', url: 'http://127.0.0.1:43667/auth' } }) },
      }),
    },
    hash: sessionHash,
    act: press('Sign in and see the record'),
    shows: 'Open the page again',
  },
  {
    name: 'sign-fault',
    world: { handlers: handlers({ signing: { sign: () => Promise.reject(fault('consent.refused')) } }) },
    hash: sessionHash,
    act: press('Sign in and see the record'),
    shows: 'Nothing was signed.',
  },
  {
    name: 'sign-unknown',
    world: { handlers: handlers({ signing: { session: () => Promise.reject(fault('input.unknown-session')) } }) },
    hash: sessionHash,
    shows: 'That session is not known here.',
  },
  {
    name: 'sign-result',
    world: { handlers: handlers({ signing: { session: async () => view({ state: 'ended', result: result() }) } }) },
    hash: sessionHash,
    shows: 'How a stranger verifies this',
  },
  {
    name: 'sign-moved',
    world: {
      handlers: handlers({
        signing: { session: async () => view({ state: 'ended', isJournaled: true, result: result() }) },
        releases: { bundles: async () => ({ gone: [0], changed: [2] }) },
      }),
    },
    hash: sessionHash,
    act: press('Save the hallmark'),
    shows: 'Saved as aurora-parse-2.4.0.practice.hallmark.svg.',
  },
  {
    name: 'sign-taken',
    world: {
      handlers: handlers({
        signing: { session: async () => view({ state: 'ended', isJournaled: true, result: result(2) }, 2) },
      }),
    },
    hash: sessionHash,
    shows: 'Keep both',
  },
  {
    name: 'sign-partial',
    world: { handlers: handlers({ signing: { session: async () => view({ state: 'ended', result: result(2) }) } }) },
    hash: sessionHash,
    shows: 'Go on with the two that are left',
  },
  {
    name: 'sign-evidence',
    world: { handlers: handlers({ signing: { session: async () => view({ state: 'ended', result: result() }) } }) },
    hash: sessionHash,
    act: press('Show aurora-parse-2.4.0.tar.gz'),
    shows: /in a tree of 18207/,
  },
  {
    name: 'sign-mark',
    world: { handlers: handlers({ signing: { session: async () => view({ state: 'ended', result: result() }) } }) },
    hash: sessionHash,
    act: press(/^date:/),
    shows: /By the word of the timestamp authority/,
  },
  {
    name: 'releases-empty',
    world: releases(releaseList([])),
    hash: '#/releases',
    shows: 'Nothing has been signed here yet.',
  },
  {
    name: 'releases-full',
    world: releases(releaseList([...FULL_LIST], { damaged: [`${SESSION}.jsonl.damaged-20261123T104100Z`] })),
    hash: '#/releases',
    shows: 'Three releases were interrupted.',
  },
  {
    name: 'releases-many',
    world: releases(
      releaseList(
        Array.from({ length: 100 }, (_, n) => release(n)),
        { found: 4210, all: 4210 },
      ),
    ),
    hash: '#/releases',
    shows: /Show 500 more of 4.210/,
  },
  {
    name: 'releases-none',
    world: {
      handlers: handlers({
        releases: {
          list: async ({ search }) =>
            search ? releaseList([], { all: 3 }) : releaseList([release(1), release(2), release(3)]),
        },
      }),
    },
    hash: '#/releases',
    act: (page) => page.getByRole('searchbox').fill('lattice'),
    shows: 'Nothing here has “lattice” in its title, files, digests or signers.',
  },
  {
    name: 'releases-loading',
    world: { handlers: handlers({ releases: { list: never } }) },
    hash: '#/releases',
    shows: 'Reading the journals…',
  },
  {
    name: 'releases-fault',
    world: {
      handlers: handlers({
        releases: { list: () => Promise.reject(fault('files.failed', { name: 'journal', reason: 'EIO' })) },
      }),
    },
    hash: '#/releases',
    shows: 'journal: the system refused (EIO).',
  },
  {
    name: 'start-interrupted',
    world: { handlers: handlers({ releases: { interrupted: async () => [cutOff(7), cutOff(6)] } }) },
    hash: '#/',
    shows: 'See where they stopped',
  },
  { name: 'about-full', world: { handlers: handlers() }, hash: '#/about', shows: 'Every host that is contacted' },
  {
    name: 'about-loading',
    world: { handlers: handlers({ app: { about: never } }) },
    hash: '#/about',
    shows: /Looking at the machine/,
  },
  {
    name: 'about-fault',
    world: { handlers: handlers({ app: { about: broken } }) },
    hash: '#/about',
    shows: 'The port of the practice instance is taken.',
  },
  ...PROJECT_SCENES,
  ...SIGN_IN_SCENES,
  ...VERIFY_SCENES,
  ...ATTEST_SCENES,
  ...SETTINGS_SCENES,
  {
    name: 'palette-open',
    world: { handlers: handlers() },
    hash: '#/',
    act: (page) => page.keyboard.press('Control+k'),
    shows: 'Go to About',
  },
]
