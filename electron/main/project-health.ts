/** Looks at projects in the worker, keeps what was found for as long as the app runs, and looks again when files change. */
import { realpath } from 'node:fs/promises'
import type { Osv } from '../adapters/osv.ts'
import { type ProjectFiles, projectFiles, watchable } from '../adapters/project-files.ts'
import type { Projects, StoredProject } from '../adapters/projects.ts'
import { type TreeWatch, watchTree } from '../adapters/watch-tree.ts'
import type { Workers } from '../adapters/workers.ts'
import { fault } from '../contract/faults.ts'
import type { Advisories } from '../contract/model/advisory.ts'
import { type Health, ScanResult } from '../contract/model/check.ts'
import type { Dismissal, HealthView, ProjectId, ScanProgress } from '../contract/model/project.ts'
import { CHECKS } from '../core/checks/index.ts'
import { vulnerabilities } from '../core/checks/vulnerabilities.ts'
import { displayName } from '../core/display-name.ts'
import { FORGE_CHECKS } from '../core/forge-checks.ts'
import { healthStates } from '../core/gate-state.ts'
import { runOf, withRun } from '../core/history.ts'
import type { Clock, Git } from '../core/ports.ts'
import { withAdvisories } from '../core/scan.ts'
import { weigh } from '../core/score.ts'

export interface ProjectHealthNeeds {
  readonly projects: Projects
  /** One process, so that what was made of a project's files is there the next time. */
  readonly workers: Workers
  readonly git: Git
  readonly clock: Clock
  readonly osv: Osv
  /** Told when a view is another one than before. */
  readonly changed: (id: ProjectId) => void
}

export interface ProjectHealth {
  /** What the last look of this run found. Fault: `project.unknown`. */
  view(id: ProjectId): Promise<HealthView | undefined>
  /** Faults: `project.unknown`, `files.*` of its folder, `worker.*`, `cancelled`. */
  look(id: ProjectId, options: LookOptions): Promise<HealthView>
  /** Asks OSV about the dependencies of the last look. Faults: `project.no-finding`, and those of `Osv.ask`. */
  askOsv(id: ProjectId, signal: AbortSignal): Promise<HealthView>
  forget(id: ProjectId): void
  close(): void
}

export interface LookOptions {
  readonly signal: AbortSignal
  readonly report: (progress: ScanProgress) => void
}

/** What a look found, without what a person said of it, and without what others know. */
type Scanned = Omit<HealthView, 'health' | 'dismissed' | 'history' | 'state' | 'states' | 'isWatched' | 'osv'>

interface Kept {
  readonly scanned: Scanned
  readonly result: ScanResult
  readonly known: Advisories | undefined
  readonly watch: TreeWatch
}

/** With what is known of its dependencies, if anything is. */
function healthOf(kept: Kept | undefined): Health | undefined {
  if (!kept) return undefined
  const { result, known } = kept
  return weigh(known ? withAdvisories(result, vulnerabilities, known.advisories) : result, CHECKS)
}

/** So many are watched at a time; the one that was looked at first goes. */
const MOST_WATCHED = 4
const NAMES = new Map(CHECKS.map(({ id, scorecard }) => [id, scorecard]))

export function keepProjectHealth({ projects, workers, git, clock, osv, changed }: ProjectHealthNeeds): ProjectHealth {
  const kept = new Map<ProjectId, Kept>()
  const again = new AbortController()
  const waiting = new Set<ProjectId>()
  let last: Promise<unknown> = Promise.resolve()

  /** One after the other: the next one sees what changed during the one before. */
  function look(id: ProjectId, options: LookOptions & { readonly begun?: () => void }): Promise<HealthView> {
    const mine = last.then(() => {
      options.begun?.()
      return lookNow(id, options)
    })
    last = mine.catch(() => {})
    return mine
  }

  async function lookNow(id: ProjectId, { signal, report }: LookOptions): Promise<HealthView> {
    const { path } = await projects.get(id)
    const root = await realpath(path).catch(() => path)
    const started = performance.now()
    const files = await projectFiles(git, root, signal)
    const { paths, noGit, absent = 0 } = files
    // Before it is read: what changes meanwhile is seen too.
    const watch = watchTree(root, await watchable(root, files), () => lookAgain(id))
    const result = await scanned(root, paths, { signal, report }).catch((error: unknown) => {
      watch.close()
      throw error
    })
    const at = clock.now()
    const known = await osv.known(result.locked, result.ignored)
    const found: Scanned = {
      project: id,
      name: displayName(path),
      scope: paths ? 'project' : 'all',
      ...(noGit ? { noGit } : {}),
      absent,
      at: at.toISOString(),
      tookMs: Math.round(performance.now() - started),
      packages: result.packages,
      forgeChecks: [...FORGE_CHECKS],
    }
    keep(id, { scanned: found, result, known, watch })
    return conclude(id)
  }

  function scanned(root: string, paths: ProjectFiles['paths'], { signal, report }: LookOptions): Promise<ScanResult> {
    let done = 0
    const job = { kind: 'scan', root, checks: CHECKS.map(({ id }) => id), withExcerpts: true, isKept: true } as const
    const onStep = (step: string) => report({ done: ++done, total: CHECKS.length, name: NAMES.get(step) ?? step })
    return workers.run(paths ? { ...job, paths } : job, ScanResult, { signal, onStep })
  }

  /** Writes down how the project stands by what is known now. */
  async function conclude(id: ProjectId): Promise<HealthView> {
    const health = healthOf(kept.get(id))
    if (!health) throw new Error('a look that was kept is gone')
    const at = clock.now()
    const stored = await projects.change(id, (now) => ({
      history: withRun(now.history, runOf(health, at)),
      state: healthStates(health, standing(now, at)).state,
    }))
    const view = viewOf(id, stored)
    if (!view) throw new Error('a look that was kept is gone')
    return view
  }

  async function askOsv(id: ProjectId, signal: AbortSignal): Promise<HealthView> {
    const found = kept.get(id)
    if (!found) throw fault('project.no-finding')
    const { locked, ignored } = found.result
    const known = await osv.ask(locked, ignored, signal)
    // It may have been looked at meanwhile: then it is known there too.
    const now = kept.get(id)
    if (now)
      kept.set(id, { ...now, known: now === found ? known : await osv.known(now.result.locked, now.result.ignored) })
    return conclude(id)
  }

  function keep(id: ProjectId, next: Kept): void {
    kept.get(id)?.watch.close()
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
    const health = healthOf(found)
    if (!found || !health) return undefined
    const dismissed = standing(stored, clock.now())
    return {
      ...found.scanned,
      health,
      dismissed,
      history: stored.history,
      ...healthStates(health, dismissed),
      isWatched: found.watch.isWhole,
      osv: {
        host: osv.host(),
        packages: found.result.locked.length,
        ...(found.known ? { at: found.known.at } : {}),
      },
    }
  }

  function forget(id: ProjectId): void {
    kept.get(id)?.watch.close()
    kept.delete(id)
  }

  return {
    view: async (id) => viewOf(id, await projects.get(id)),
    look,
    askOsv,
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
