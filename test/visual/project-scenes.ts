/** Projects, their gates and their health, in every state. */
import type { Page } from 'playwright-core'
import { fault } from '../../electron/contract/faults.ts'
import type { HealthView } from '../../electron/contract/model/project.ts'
import type { Comparison } from '../../electron/contract/model/published.ts'
import { BROKEN, earlier, healthView, LIBRARY, LOCKED, projectId, projectOf, TIDY } from '../fakes/project-world.ts'
import { handlers } from '../fakes/worlds.ts'
import type { Scene } from './scenes.ts'

const GATES = `#/projects/${projectId(1)}`
const HEALTH = `${GATES}/health`
const never = () => new Promise<never>(() => {})

const library = await healthView('aurora-parse', LIBRARY)
const tidy = await healthView('lattice', TIDY)
const broken = await healthView('aurora-parse', BROKEN)
const [worst] = library.health.checks
const known = library.health.checks
  .filter(({ id }) => id === worst?.id)
  .flatMap(({ findings }) => findings)
  .map(({ id }) => ({
    finding: id,
    reason: 'The tool is built by hand until June.',
    at: library.at,
    until: '2027-05-24',
  }))

/** A score of the week before, with a difference of every kind. */
const COMPARISON: Comparison = {
  date: '2026-11-17',
  commit: '7c1f09e2d3b4a5968778695a4b3c2d1e0f9a8b7c',
  version: 'v5.5.0',
  score: 6.4,
  common: { checks: 8, here: 5.8, there: 6.9 },
  differences: [
    {
      name: 'Token-Permissions',
      there: 10,
      here: 0,
      reason: { is: 'files', change: 'uncommitted', paths: ['.github/workflows/release.yml'] },
    },
    { name: 'SAST', there: 7, here: 0, reason: { is: 'others', who: 'the forge, for scans of merged pull requests' } },
    { name: 'Dependency-Update-Tool', here: 10, reason: { is: 'not-published' } },
  ],
  others: { 'Code-Review': 3, Maintained: 10, 'Branch-Protection': -1, 'Signed-Releases': 8 },
}
const AURORA = { host: 'api.scorecard.dev', repository: 'github.com/aurora/parse' }
const FUZZ = { host: 'oss-fuzz-build-logs.storage.googleapis.com', repository: AURORA.repository }

const PROJECTS = [
  projectOf(1, 'aurora-parse', { state: 'open', last: earlier(library, 0, 5.2, {}) }),
  projectOf(2, 'lattice', { state: 'fine', last: earlier(library, 6, 10, {}) }),
  projectOf(3, 'pico-cli'),
  projectOf(4, 'a-project-with-a-name-that-goes-on-for-a-while⟨U+202E⟩', {
    state: 'look',
    last: earlier(library, 2, 8.1, {}),
    folder: '/home/ada/src/of-others/and-a-folder-with-a-long-name',
  }),
]
const list = async () => ({ projects: PROJECTS })

const seen = (view: HealthView, over: Parameters<typeof handlers>[0] = {}) => ({
  handlers: handlers({
    projects: { list, project: async () => projectOf(1, view.name), ...over.projects },
    checks: { health: async () => view, ...over.checks },
  }),
})
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()

export const PROJECT_SCENES: readonly Scene[] = [
  {
    name: 'projects-empty',
    world: { handlers: handlers() },
    hash: '#/projects',
    shows: 'Which project do you look after?',
  },
  {
    name: 'projects-full',
    world: { handlers: handlers({ projects: { list } }) },
    hash: '#/projects',
    shows: 'One project has something open.',
  },
  {
    name: 'projects-fault',
    world: {
      handlers: handlers({
        projects: { list, choose: () => Promise.reject(fault('files.unreadable', { name: 'src' })) },
      }),
    },
    hash: '#/projects',
    act: press('Add a folder'),
    shows: /‘?src’? cannot be read/,
  },
  {
    name: 'projects-loading',
    world: { handlers: handlers({ projects: { list: never } }) },
    hash: '#/projects',
    shows: 'Reading the list of projects…',
  },
  { name: 'gates-open', world: seen(library), hash: GATES, shows: 'Forget this project' },
  { name: 'gates-fine', world: seen(tidy), hash: GATES, shows: 'Forget this project' },
  {
    name: 'gates-looking',
    world: seen(library, {
      checks: {
        health: async () => null,
        look(_, { report }) {
          report({ done: 4, total: 11, name: 'Fuzzing' })
          return never()
        },
      },
    }),
    hash: GATES,
    shows: '4 of 11 checks: Fuzzing',
  },
  {
    name: 'gates-fault',
    world: seen(library, {
      projects: { project: () => Promise.reject(fault('project.unknown')) },
      checks: { health: () => Promise.reject(fault('project.unknown')) },
    }),
    hash: GATES,
    shows: 'That project is not on the list any more.',
  },
  {
    name: 'health-full',
    world: seen({
      ...library,
      history: [
        earlier(library, 40, 6.1, { sast: 10, license: 0 }),
        earlier(library, 31, 6.6, { sast: 10 }),
        earlier(library, 12, 7.6, { sast: 10, 'binary-artifacts': 10 }),
        ...library.history,
      ],
    }),
    hash: HEALTH,
    shows: /The right column/,
  },
  {
    name: 'health-place',
    world: seen(library),
    hash: HEALTH,
    act: async (page) => {
      await press(/Pinned-Dependencies/)(page)
      await page.getByText('uses: actions/setup-node@v5').first().scrollIntoViewIfNeeded()
    },
    shows: 'What 10 looks like',
  },
  {
    name: 'health-dismiss',
    world: seen(library),
    hash: HEALTH,
    act: press(/^Dismiss: /),
    shows: 'Why nobody needs to hear of it',
  },
  {
    name: 'health-dismissed',
    world: seen(await healthView('aurora-parse', LIBRARY, { dismissed: known })),
    hash: HEALTH,
    act: press(new RegExp(worst?.name ?? '')),
    shows: /Dismissed until 24 May 2027/,
  },
  { name: 'health-fine', world: seen(tidy), hash: HEALTH, shows: 'Look again' },
  {
    name: 'health-broken',
    world: seen({ ...broken, scope: 'all', noGit: 'no-repository', isWatched: false }),
    hash: HEALTH,
    shows: /git does not say/,
  },
  {
    name: 'health-ask',
    world: seen(await healthView('aurora-parse', LOCKED)),
    hash: HEALTH,
    act: press(/Vulnerabilities/),
    shows: 'Ask OSV',
  },
  {
    name: 'health-vulnerable',
    world: seen(
      await healthView('aurora-parse', LOCKED, {
        advisories: [
          {
            id: 'GHSA-vh95-rmgr-6w4m',
            aliases: ['CVE-2020-7598'],
            packages: ['minimist 0.0.8'],
            path: 'package-lock.json',
          },
          {
            id: 'GHSA-xvch-5gv4-984h',
            aliases: ['CVE-2021-44906'],
            packages: ['minimist 0.0.8'],
            path: 'package-lock.json',
          },
        ],
      }),
    ),
    hash: HEALTH,
    act: press(/Vulnerabilities/),
    shows: 'Ask OSV again',
  },
  {
    name: 'health-published',
    world: seen({ ...library, ossFuzz: FUZZ, published: { ...AURORA, at: library.at, comparison: COMPARISON } }),
    hash: HEALTH,
    shows: /which is not committed yet/,
  },
  {
    name: 'health-unpublished',
    world: seen(
      { ...library, ossFuzz: FUZZ, published: AURORA },
      { checks: { ask: () => Promise.reject(fault('network.offline', { host: AURORA.host })) } },
    ),
    hash: HEALTH,
    act: press('Ask for it'),
    shows: /would be told that somebody asks/,
  },
  {
    name: 'health-fuzzing',
    world: seen({ ...library, ossFuzz: FUZZ, published: { ...AURORA, at: library.at } }),
    hash: HEALTH,
    act: press(/Fuzzing/),
    shows: 'Ask OSS-Fuzz',
  },
  {
    name: 'health-search',
    world: seen(library),
    hash: HEALTH,
    act: (page) => page.getByRole('searchbox').fill('setup-node'),
    shows: 'Pinned-Dependencies',
  },
  {
    name: 'health-none',
    world: seen(library),
    hash: HEALTH,
    act: (page) => page.getByRole('searchbox').fill('lattice'),
    shows: 'No check has “lattice”.',
  },
  {
    name: 'health-loading',
    world: seen(library, { checks: { health: async () => null, look: never } }),
    hash: HEALTH,
    shows: 'Looking at the project.',
  },
  {
    name: 'health-fault',
    world: seen(library, {
      checks: {
        health: async () => null,
        look: () => Promise.reject(fault('files.not-found', { name: 'aurora-parse' })),
      },
    }),
    hash: HEALTH,
    shows: 'Look again',
  },
]
