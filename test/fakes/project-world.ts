/** Projects as the window may be shown them: what stands on the screen was found by the real checks. */
import type { Advisory } from '../../electron/contract/model/advisory.ts'
import type { HealthView, Project, Run } from '../../electron/contract/model/project.ts'
import { ProjectId } from '../../electron/contract/model/project.ts'
import { withAdvisories } from '../../electron/core/assess.ts'
import { CHECKS } from '../../electron/core/checks/index.ts'
import { vulnerabilities } from '../../electron/core/checks/vulnerabilities.ts'
import { withExcerpts } from '../../electron/core/excerpts.ts'
import { FORGE_CHECKS } from '../../electron/core/forge-checks.ts'
import { healthStates } from '../../electron/core/gate-state.ts'
import { runOf } from '../../electron/core/history.ts'
import { scan } from '../../electron/core/scan.ts'
import { weigh } from '../../electron/core/score.ts'
import { type Files, treeOf } from './tree.ts'

export const projectId = (n: number): ProjectId => ProjectId.parse(`project-${String(n).padStart(32, '0')}`)
const NOW = new Date('2026-11-23T10:41:00Z')

const step = (uses: string) => `      - uses: ${uses}`
const workflow = (head: readonly string[], steps: readonly string[]) =>
  [...head, 'jobs:', '  build:', '    runs-on: ubuntu-24.04', '    steps:', ...steps].join('\n')

/** A library as there are many: some of it weak, one file broken by nobody. */
export const LIBRARY: Files = {
  '.github/workflows/ci.yml': workflow(
    ['name: ci', 'on: [push, pull_request]'],
    [step('actions/checkout@v6'), step('actions/setup-node@v5'), '      - run: npm install', '      - run: npm test'],
  ),
  '.github/workflows/release.yml': workflow(
    ['name: release', 'on:', '  push:', "    tags: ['v*']", 'permissions: write-all'],
    [
      step('actions/checkout@8e8c483db84b4bee98b60c0593521ed34d9990e8'),
      step('actions/setup-node@v5'),
      '      - run: npm publish --provenance',
    ],
  ),
  '.github/dependabot.yml': 'version: 2\n',
  'LICENSE-MIT': 'free',
  'SECURITY.md': 'Write to security@aurora.example.\n',
  'package.json': '{"name": "aurora-parse", "version": "2.4.0"}',
  'packages/cli/package.json': '{"name": "@aurora/cli", "version": "2.4.0"}',
  'tools/convert': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]),
  'index.js': 'export {}\n',
}

/** At its best, as far as a working tree can tell. */
export const TIDY: Files = {
  '.github/workflows/ci.yml': workflow(
    ['on: push', 'permissions: {}'],
    [step('github/codeql-action/analyze@8e8c483db84b4bee98b60c0593521ed34d9990e8')],
  ),
  '.github/workflows/release.yml': workflow(
    ['on: push', 'permissions: {}'],
    [step('pypa/gh-action-pypi-publish@8e8c483db84b4bee98b60c0593521ed34d9990e8')],
  ),
  '.github/dependabot.yml': 'version: 2\n',
  'LICENSE-MIT': 'free',
  'SECURITY.md':
    'Report a vulnerability at https://lattice.example/report.\nWe answer within 3 days and publish after 90 days.\n',
  'pyproject.toml': '[project]\nname = "lattice"\nversion = "0.9.1"\n',
  'test_parse.go': '',
  'parse_test.go': 'func FuzzParse(f *testing.F) {}\n',
}

/** One workflow that is none: five checks cannot tell. */
export const BROKEN: Files = { ...LIBRARY, '.github/workflows/ci.yml': 'on: [push\njobs:\n' }

/** With what it depends on. */
export const LOCKED: Files = {
  ...LIBRARY,
  'package-lock.json': JSON.stringify({
    packages: {
      'node_modules/left-pad': { version: '1.0.0' },
      'node_modules/minimist': { version: '0.0.8' },
    },
  }),
}

export interface Shown extends Partial<HealthView> {
  /** What OSV said of its dependencies. */
  readonly advisories?: readonly Advisory[]
}

export async function healthView(name: string, files: Files, shown: Shown = {}): Promise<HealthView> {
  const { advisories, ...over } = shown
  const tree = treeOf(files)
  const pause = async () => {}
  const result = await scan(CHECKS, {
    tree,
    signal: new AbortController().signal,
    pause,
    now: new Date(),
    withPackages: true,
  })
  const excerpted = await withExcerpts(result, tree, pause)
  const told = advisories ? withAdvisories(excerpted, vulnerabilities, advisories) : excerpted
  const health = weigh(told, CHECKS)
  const dismissed = over.dismissed ?? []
  return {
    project: projectId(1),
    name,
    health,
    scope: 'project',
    absent: 0,
    at: NOW.toISOString(),
    tookMs: 84,
    packages: result.packages,
    forgeChecks: [...FORGE_CHECKS],
    history: [runOf(health, NOW)],
    isWatched: true,
    osv: { host: 'api.osv.dev', packages: result.locked.length, ...(advisories ? { at: NOW.toISOString() } : {}) },
    ...healthStates(health, dismissed),
    ...over,
    dismissed,
  }
}

/** The same project some days before, with other scores. */
export const earlier = (view: HealthView, days: number, score: number, scores: Record<string, number>): Run => ({
  at: new Date(NOW.getTime() - days * 86_400_000).toISOString(),
  score,
  scores: { ...runOf(view.health, NOW).scores, ...scores },
})

export const projectOf = (n: number, name: string, over: Partial<Project> = {}): Project => ({
  id: projectId(n),
  name,
  folder: '/home/ada/src',
  addedAt: NOW.toISOString(),
  state: 'cannot-tell',
  ...over,
})
