/** Looks at projects in the worker, keeps what was found for as long as the app runs, and looks again when files change. */
import { realpath } from 'node:fs/promises'
import type { About, Elsewhere, PublishedBeside } from '../adapters/elsewhere.ts'
import type { Projects, StoredProject } from '../adapters/projects.ts'
import { scanInWorker } from '../adapters/scan-in-worker.ts'
import { type Listed, type WatchedFiles, watchFiles } from '../adapters/watched-files.ts'
import type { Workers } from '../adapters/workers.ts'
import { fault } from '../contract/faults.ts'
import type { Advisories } from '../contract/model/advisory.ts'
import type { Health, ScanResult } from '../contract/model/check.ts'
import type { OssFuzzAnswer, Service } from '../contract/model/endpoints.ts'
import type { Dismissal, HealthView, ProjectId, ScanProgress } from '../contract/model/project.ts'
import { isPublishable } from '../core/ask-published.ts'
import { withAdvisories } from '../core/assess.ts'
import { CHECKS } from '../core/checks/index.ts'
import { vulnerabilities } from '../core/checks/vulnerabilities.ts'
import { displayName } from '../core/display-name.ts'
import { FORGE_CHECKS } from '../core/forge-checks.ts'
import { healthStates } from '../core/gate-state.ts'
import { runOf, withRun } from '../core/history.ts'
import type { Clock, Git } from '../core/ports.ts'
import { weigh } from '../core/score.ts'

export interface ProjectHealthNeeds {
  readonly projects: Projects
  /** One process, so that what was made of a project's files is there the next time. */
  readonly workers: Workers
  readonly git: Git
  readonly clock: Clock
  readonly elsewhere: Elsewhere
  /** Told when a view is another one than before. */
  readonly changed: (id: ProjectId) => void
}

export interface ProjectHealth {
  /** What the last look of this run found. Fault: `project.unknown`. */
  view(id: ProjectId): Promise<HealthView | undefined>
  /** Faults: `project.unknown`, `files.*` of its folder, `worker.*`, `cancelled`. */
  look(id: ProjectId, options: LookOptions): Promise<HealthView>
  /** Asks somebody about the project that was looked at. Faults: `project.no-finding`, and those of `Elsewhere.ask`. */
  ask(id: ProjectId, whom: Service, signal: AbortSignal): Promise<HealthView>
  forget(id: ProjectId): void
  close(): void
}

export interface LookOptions {
  readonly signal: AbortSignal
  readonly report: (progress: ScanProgress) => void
}

/** Told when a look that nobody asked for begins. */
interface Again {
  readonly begun?: () => void
}

/** What a look found, without what a person said of it, and without what others know. */
type Scanned = Omit<
  HealthView,
  'health' | 'dismissed' | 'history' | 'state' | 'states' | 'isWatched' | 'osv' | 'ossFuzz' | 'published'
>

interface Kept {
  readonly scanned: Scanned
  readonly result: ScanResult
  readonly about: About
  readonly known: KnownElsewhere
  readonly watched: WatchedFiles
}

/** What others said. */
interface KnownElsewhere {
  readonly hosts: Readonly<Record<Service, string>>
  readonly advisories: Advisories | undefined
  readonly ossFuzz: OssFuzzAnswer | undefined
  readonly published: PublishedBeside | undefined
}

/** With what is known of its dependencies, if anything is. */
const healthOf = (result: ScanResult, advisories: Advisories | undefined): Health =>
  weigh(advisories ? withAdvisories(result, vulnerabilities, advisories.advisories) : result, CHECKS)

/** So many are watched at a time; the one that was looked at first goes. */
const MOST_WATCHED = 4
const NAMES = new Map(CHECKS.map(({ id, scorecard }) => [id, scorecard]))

export function keepProjectHealth({
  projects,
  workers,
  git,
  clock,
  elsewhere,
  changed,
}: ProjectHealthNeeds): ProjectHealth {
  const kept = new Map<ProjectId, Kept>()
  const again = new AbortController()
  const waiting = new Set<ProjectId>()
  let last: Promise<unknown> = Promise.resolve()

  /** One after the other: the next one sees what changed during the one before. */
  function look(id: ProjectId, options: LookOptions & Again): Promise<HealthView> {
    const mine = last.then(() => {
      options.begun?.()
      return lookNow(id, options)
    })
    last = mine.catch(() => {})
    return mine
  }

  async function lookNow(id: ProjectId, { signal, report, begun }: LookOptions & Again): Promise<HealthView> {
    const { path } = await projects.get(id)
    const root = await realpath(path).catch(() => path)
    const started = performance.now()
    const before = kept.get(id)
    const isSame = before?.about.root === root
    const watched = isSame ? before.watched : watchFiles(git, root, () => lookAgain(id))
    // A person who asks for a look wants to be sure.
    if (!begun) watched.doubt()
    try {
      // Where its repository is changes only by hand.
      const about = begun && isSame ? before.about : await elsewhere.about(root, signal)
      const ossFuzz = await elsewhere.ossFuzz(about)
      const listed = await watched.list(signal)
      const result = await scanned(root, listed, ossFuzz?.isFuzzed === true, { signal, report })
      const found = { ...scannedOf(id, path, listed, result), tookMs: Math.round(performance.now() - started) }
      keep(id, { scanned: found, result, about, known: await knownOf(about, result, signal), watched })
    } catch (error) {
      if (isSame) watched.doubt()
      else watched.close()
      throw error
    }
    return conclude(id)
  }

  function scannedOf(id: ProjectId, path: string, { files }: Listed, result: ScanResult): Omit<Scanned, 'tookMs'> {
    const { paths, noGit, absent = 0 } = files
    return {
      project: id,
      name: displayName(path),
      scope: paths ? 'project' : 'all',
      ...(noGit ? { noGit } : {}),
      absent,
      at: clock.now().toISOString(),
      packages: result.packages,
      forgeChecks: [...FORGE_CHECKS],
    }
  }

  async function knownOf(about: About, result: ScanResult, signal: AbortSignal): Promise<KnownElsewhere> {
    const [ossFuzz, advisories] = await Promise.all([elsewhere.ossFuzz(about), elsewhere.advisories(result)])
    const published = await elsewhere.published(about, healthOf(result, advisories), signal)
    const { host } = elsewhere
    const hosts = { osv: await host('osv'), 'oss-fuzz': await host('oss-fuzz'), scorecard: await host('scorecard') }
    return { hosts, advisories, ossFuzz, published }
  }

  function scanned(
    root: string,
    { files: { paths }, changed: since }: Listed,
    isFuzzed: boolean,
    { signal, report }: LookOptions,
  ): Promise<ScanResult> {
    // A second look, where a worker was lost, goes over the same checks.
    const done = new Set<string>()
    const checks = CHECKS.map(({ id }) => id)
    const job = { kind: 'scan', root, checks, withExcerpts: true, isKept: true, isFuzzed } as const
    const onStep = (step: string) =>
      report({ done: done.add(step).size, total: CHECKS.length, name: NAMES.get(step) ?? step })
    const which = { ...(paths ? { paths } : {}), ...(since ? { changed: since } : {}) }
    return scanInWorker(workers, { ...job, ...which }, { signal, onStep })
  }

  /** Writes down how the project stands by what is known now. */
  async function conclude(id: ProjectId): Promise<HealthView> {
    const found = kept.get(id)
    if (!found) throw new Error('a look that was kept is gone')
    const health = healthOf(found.result, found.known.advisories)
    const at = clock.now()
    const stored = await projects.change(id, (now) => ({
      history: withRun(now.history, runOf(health, at)),
      state: healthStates(health, standing(now, at)).state,
    }))
    const view = viewOf(id, stored)
    if (!view) throw new Error('a look that was kept is gone')
    return view
  }

  async function ask(id: ProjectId, whom: Service, signal: AbortSignal): Promise<HealthView> {
    const found = kept.get(id)
    if (!found) throw fault('project.no-finding')
    await elsewhere.ask(whom, found.about, found.result, signal)
    // What it is fuzzed by is a matter of its files too.
    if (whom === 'oss-fuzz') return look(id, { signal, report: () => {} })
    // It may have been looked at meanwhile: then it is known there too.
    const now = kept.get(id)
    if (now) kept.set(id, { ...now, known: await knownOf(now.about, now.result, signal) })
    return conclude(id)
  }

  function keep(id: ProjectId, next: Kept): void {
    const before = kept.get(id)
    if (before?.watched !== next.watched) before?.watched.close()
    kept.delete(id)
    kept.set(id, next)
    const [oldest] = kept
    if (kept.size > MOST_WATCHED && oldest) forget(oldest[0])
  }

  /** Files changed; while it is looked at, once more is enough. What fails now will be said by whoever looks the next time. */
  function lookAgain(id: ProjectId): void {
    if (waiting.has(id)) return
    waiting.add(id)
    const options = { signal: again.signal, report: () => {}, begun: () => waiting.delete(id) }
    look(id, options).then(
      () => changed(id),
      () => {
        waiting.delete(id)
        changed(id)
      },
    )
  }

  function viewOf(id: ProjectId, stored: StoredProject): HealthView | undefined {
    const found = kept.get(id)
    if (!found) return undefined
    const health = healthOf(found.result, found.known.advisories)
    const dismissed = standing(stored, clock.now())
    return {
      ...found.scanned,
      health,
      dismissed,
      history: stored.history,
      ...healthStates(health, dismissed),
      isWatched: found.watched.isWhole(),
      ...others(found),
    }
  }

  function others({ about, result, known }: Kept): Pick<HealthView, 'osv' | 'ossFuzz' | 'published'> {
    const { hosts, advisories, ossFuzz, published } = known
    const osv = { host: hosts.osv, packages: result.locked.length, ...(advisories ? { at: advisories.at } : {}) }
    const { repository } = about
    if (repository === undefined) return { osv }
    const asked = (whom: Service) => ({ host: hosts[whom], repository })
    return {
      osv,
      ossFuzz: { ...asked('oss-fuzz'), ...ossFuzz },
      ...(isPublishable(repository) ? { published: { ...asked('scorecard'), ...published } } : {}),
    }
  }

  function forget(id: ProjectId): void {
    kept.get(id)?.watched.close()
    kept.delete(id)
  }

  return {
    view: async (id) => viewOf(id, await projects.get(id)),
    look,
    ask,
    forget,
    close() {
      again.abort()
      for (const id of [...kept.keys()]) forget(id)
      workers.close()
    },
  }
}

/** Those that still hold on a day. */
export const standing = ({ dismissed }: StoredProject, now: Date): Dismissal[] =>
  dismissed.filter(({ until }) => until === undefined || until > now.toISOString().slice(0, 10))
