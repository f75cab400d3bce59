/** How projects stand: looked at in folders of the disk with the real git, kept, dismissed, and looked at again. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../electron/adapters/clock.ts'
import { createElsewhere } from '../../electron/adapters/elsewhere.ts'
import { createGit } from '../../electron/adapters/git.ts'
import { keepProjects, type Projects } from '../../electron/adapters/projects.ts'
import type { ScanJob } from '../../electron/adapters/worker-words.ts'
import type { Workers } from '../../electron/adapters/workers.ts'
import { type HealthView, ProjectId, type ScanProgress } from '../../electron/contract/model/project.ts'
import { CHECKS } from '../../electron/core/checks/index.ts'
import { checksHandlers } from '../../electron/main/handlers/checks.ts'
import { keepProjectHealth, type ProjectHealth } from '../../electron/main/project-health.ts'
import { scanJob } from '../../electron/worker/jobs/scan.ts'
import { type FakeOsv, openOsv } from '../fakes/osv.ts'
import { LIBRARY } from '../fakes/project-world.ts'
import { type Answering, openAnswers, publishedAnswer, type Said, servicesAt } from '../fakes/services.ts'

let folder: string
let root: string
let projects: Projects
let health: ProjectHealth
let changes: ProjectId[]
let now: Date
let osv: FakeOsv
let others: Answering
let answers: Record<string, Said>

/** The worker's own job, in this process. */
const workers: Workers = {
  warm() {},
  close() {},
  run: async (job, output, { signal, onStep }) =>
    output.parse(
      await scanJob(job as ScanJob, { signal, alive: (_, step) => step !== undefined && onStep?.(step), at() {} }),
    ),
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

beforeEach(async () => {
  osv = await openOsv({ packages: { 'npm left-pad 1.0.0': ['GHSA-aaaa'] } })
  answers = {}
  others = await openAnswers(answers)
  folder = mkdtempSync(join(tmpdir(), 'countermark-health-'))
  root = join(folder, 'aurora-parse')
  for (const [path, content] of Object.entries(LIBRARY)) write(path, content)
  execFileSync('git', ['init', '-q'], { cwd: root })
  now = new Date('2026-11-24T09:00:00Z')
  changes = []
  const git = createGit({ env: process.env })
  projects = keepProjects(folder, () => now)
  health = keepProjectHealth({
    projects,
    workers,
    git,
    clock: { ...systemClock, now: () => now },
    elsewhere: createElsewhere(
      servicesAt({
        now: () => now,
        env: {
          COUNTERMARK_OSV_URL: osv.url,
          COUNTERMARK_OSSFUZZ_URL: others.url,
          COUNTERMARK_SCORECARD_API_URL: others.url,
        },
      }),
      git,
      folder,
    ),
    changed: (id) => changes.push(id),
  })
})
afterEach(async () => {
  health.close()
  await osv.close()
  await others.close()
  rmSync(folder, { recursive: true, force: true })
})

const options = (report: (progress: ScanProgress) => void = () => {}) => ({
  signal: new AbortController().signal,
  report,
})
const handlers = () =>
  checksHandlers({ projects, health, clock: { ...systemClock, now: () => now }, changed: (id) => changes.push(id) })
const context = { signal: new AbortController().signal, report: () => {} } as never

describe('a look', () => {
  it('finds what is weak, with its lines, and tells of each check', async () => {
    const { id } = await projects.open(root)
    expect(await health.view(id)).toBeUndefined()
    const told: ScanProgress[] = []
    const view = await health.look(
      id,
      options((progress) => told.push(progress)),
    )
    expect(told.map(({ done }) => done)).toEqual(CHECKS.map((_, i) => i + 1))
    expect(view).toMatchObject({ name: 'aurora-parse', scope: 'project', state: 'open', isWatched: true })
    expect(view.packages.map(({ name }) => name)).toEqual(['aurora-parse', '@aurora/cli'])
    expect(view.health.checks[0]).toMatchObject({ id: 'token-permissions', findings: [{ excerpt: { first: 1 } }, {}] })
    expect(await health.view(id)).toEqual(view)
    expect((await projects.get(id)).history).toHaveLength(1)
  })

  it('of a folder without a repository looks at everything, and says so', async () => {
    rmSync(join(root, '.git'), { recursive: true })
    const { id } = await projects.open(root)
    expect(await health.look(id, options())).toMatchObject({ scope: 'all', noGit: 'no-repository' })
  })

  it('keeps a line of what changed', async () => {
    const { id } = await projects.open(root)
    await health.look(id, options())
    await health.look(id, options())
    now = new Date('2026-11-25T09:00:00Z')
    write('LICENSE', 'free')
    rmSync(join(root, 'LICENSE-MIT'))
    const { history } = await health.look(id, options())
    expect(history.map(({ scores }) => scores.license)).toEqual([10, 10, 9])
  })

  it('is taken again by itself once a file changes', async () => {
    const { id } = await projects.open(root)
    await health.look(id, options())
    write('.github/dependabot.yml', '')
    rmSync(join(root, '.github/dependabot.yml'))
    await expect.poll(() => changes, { timeout: 5_000 }).toContain(id)
    const view = await health.view(id)
    expect(view?.health.checks.find((one) => one.id === 'dependency-update-tool')?.score).toBe(0)
  })

  it('of a project that is gone says so', async () => {
    await expect(health.look(ProjectId.parse(`project-${'0'.repeat(32)}`), options())).rejects.toThrow(
      'project.unknown',
    )
    const { id } = await projects.open(root)
    rmSync(root, { recursive: true })
    await expect(health.look(id, options())).rejects.toThrow(/^files\./)
  })
})

describe('vulnerabilities', () => {
  const LOCK = JSON.stringify({ packages: { 'node_modules/left-pad': { version: '1.0.0' } } })
  const scoreOf = (view: HealthView | undefined) => view?.health.checks.find((one) => one.id === 'vulnerabilities')

  it('of nothing are none; of something, nobody is asked before the person says so', async () => {
    const { id } = await projects.open(root)
    expect(scoreOf(await health.look(id, options()))?.score).toBe(10)
    write('package-lock.json', LOCK)
    const view = await health.look(id, options())
    expect(scoreOf(view)).toMatchObject({ score: -1, cannotTell: { ask: 'osv' } })
    expect(view.states.vulnerabilities).toBe('cannot-tell')
    expect(osv.asked).toEqual([])
    const asked = await health.ask(id, 'osv', options().signal)
    expect(scoreOf(asked)).toMatchObject({ score: 9, says: 'One known vulnerability is among the dependencies.' })
    expect(asked.osv.at).toBeDefined()
    // What was said is remembered, by another look too.
    expect(scoreOf(await health.look(id, options()))?.score).toBe(9)
    expect(osv.asked).toEqual([['npm left-pad 1.0.0']])
  })
})

describe('what others know of the repository', () => {
  const REPOSITORY = 'github.com/aurora/parse'
  const commit = (): string => {
    const as = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.test']
    execFileSync('git', ['add', '-A'], { cwd: root })
    execFileSync('git', [...as, 'commit', '-qm', 'all of it'], { cwd: root })
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  }
  const named = () => execFileSync('git', ['remote', 'add', 'origin', `https://${REPOSITORY}.git`], { cwd: root })

  it('is not asked for where git names none', async () => {
    commit()
    const { id } = await projects.open(root)
    const view = await health.look(id, options())
    expect([view.ossFuzz, view.published]).toEqual([undefined, undefined])
    await expect(health.ask(id, 'oss-fuzz', options().signal)).rejects.toThrow('project.no-repository')
    expect(others.asked).toEqual([])
  })

  it('counts where OSS-Fuzz fuzzes it, once it was asked', async () => {
    commit()
    named()
    answers['/status.json'] = { body: { projects: [{ main_repo: `https://${REPOSITORY}` }] } }
    const { id } = await projects.open(root)
    const fuzzing = (view: HealthView) => view.health.checks.find((one) => one.id === 'fuzzing')
    const before = await health.look(id, options())
    expect([fuzzing(before)?.score, before.ossFuzz]).toEqual([
      0,
      { host: new URL(others.url).host, repository: REPOSITORY },
    ])
    const after = await health.ask(id, 'oss-fuzz', options().signal)
    expect(fuzzing(after)).toMatchObject({ score: 10, details: [{ text: 'OSSFuzz integration found' }] })
    expect(after.ossFuzz).toMatchObject({ isFuzzed: true, at: '2026-11-24T09:00:00.000Z' })
    expect(fuzzing(await health.look(id, options()))?.score).toBe(10)
    expect(others.asked).toEqual(['/status.json'])
  })

  it('explains each difference to the published score, by what changed since', async () => {
    const then = commit()
    named()
    answers[`/projects/${REPOSITORY}`] = {
      body: publishedAnswer(then, [
        {
          name: 'Dependency-Update-Tool',
          score: 10,
          details: ['Info: detected update tool: Dependabot: .github/dependabot.yml:1'],
        },
        { name: 'Code-Review', score: 3 },
      ]),
    }
    rmSync(join(root, '.github/dependabot.yml'))
    const { id } = await projects.open(root)
    expect((await health.look(id, options())).published).toEqual({
      host: new URL(others.url).host,
      repository: REPOSITORY,
    })
    const { published } = await health.ask(id, 'scorecard', options().signal)
    expect(published?.comparison?.others).toEqual({ 'Code-Review': 3 })
    expect(published?.comparison?.differences.find((one) => one.name === 'Dependency-Update-Tool')).toEqual({
      name: 'Dependency-Update-Tool',
      there: 10,
      here: 0,
      reason: { is: 'files', change: 'uncommitted', paths: ['.github/dependabot.yml'] },
    })
    // Nothing is asked again by itself.
    await health.look(id, options())
    expect(others.asked).toEqual([`/projects/${REPOSITORY}`])
  })

  it('is none where none was published', async () => {
    commit()
    named()
    const { id } = await projects.open(root)
    await health.look(id, options())
    const { published } = await health.ask(id, 'scorecard', options().signal)
    expect(published).toMatchObject({ at: '2026-11-24T09:00:00.000Z' })
    expect(published?.comparison).toBeUndefined()
  })
})

describe('what is dismissed', () => {
  it('stays in the score, makes the sign no worse, and is asked about again on its day', async () => {
    const { id } = await projects.open(root)
    const { health: before } = await health.look(id, options())
    const findings = before.checks.find((one) => one.id === 'token-permissions')?.findings ?? []
    for (const { id: finding } of findings) {
      await handlers().dismiss({ project: id, finding, reason: 'Known.', until: '2026-12-01' }, context)
    }
    const view = await health.view(id)
    expect(view?.health.score).toBe(before.score)
    expect(view?.states['token-permissions']).toBe('waiting')
    expect(view?.state).toBe('look')
    now = new Date('2026-12-01T00:00:00Z')
    expect(await health.view(id)).toMatchObject({ dismissed: [], states: { 'token-permissions': 'open' } })
  })

  it('is what the last look found, and nothing else', async () => {
    const { id } = await projects.open(root)
    const asked = { project: id, finding: '0'.repeat(16), reason: 'Known.', until: null }
    await expect(handlers().dismiss(asked, context)).rejects.toThrow('project.no-finding')
    await health.look(id, options())
    await expect(handlers().dismiss(asked, context)).rejects.toThrow('project.no-finding')
  })
})

describe('the list', () => {
  it('has the last that was opened first, and each folder once', async () => {
    const first = await projects.open(root)
    now = new Date('2026-11-24T10:00:00Z')
    const second = await projects.open(folder)
    now = new Date('2026-11-24T11:00:00Z')
    expect((await projects.open(root)).id).toBe(first.id)
    expect((await projects.list()).projects.map(({ id }) => id)).toEqual([first.id, second.id])
    await projects.forget(first.id)
    expect((await projects.list()).projects.map(({ id }) => id)).toEqual([second.id])
  })

  it('is set aside where it is damaged', async () => {
    writeFileSync(join(folder, 'projects.json'), '{"version":1,"projects":[{}]}')
    expect(await projects.list()).toMatchObject({ projects: [], problem: { code: 'project.damaged' } })
  })
})
