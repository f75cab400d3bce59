/** Looks at a project in a process of its own, once or again and again. */
import type { ProjectFiles } from '../adapters/project-files.ts'
import { scanInWorker } from '../adapters/scan-in-worker.ts'
import type { TreeWatch } from '../adapters/watch-tree.ts'
import type { StartWorker } from '../adapters/worker-process.ts'
import { createWorkers } from '../adapters/workers.ts'
import { capital, counted } from '../contract/counted.ts'
import type { ScanResult, Scope } from '../contract/model/check.ts'
import type { Check } from '../core/checks/check.ts'
import type { NoSource } from '../core/ports.ts'
import type { Terminal } from './terminal.ts'

export interface LookOptions {
  readonly root: string
  readonly checks: readonly Check[]
  /** Everything in the folder, whatever git says. */
  readonly isLocal: boolean
  readonly withExcerpts: boolean
  /** It will be looked at again. */
  readonly isWatched: boolean
  readonly start: StartWorker
  /** Aliases in workflows stand for what they name. */
  readonly withAliases: boolean
}

export interface Looker {
  /** `isFuzzed`: by OSS-Fuzz. Faults: `files.*` of the folder, `worker.*`, `cancelled`. */
  look(isFuzzed: boolean): Promise<{ readonly result: ScanResult; readonly scope: Scope }>
  /** Once something changed since the last look began, or the person had enough: false. */
  changed(): Promise<boolean>
  close(): void
}

export function openLooker(options: LookOptions, { signal, env, tell }: Terminal): Looker {
  const { root, checks, isLocal, withExcerpts, isWatched, withAliases, start } = options
  const workers = createWorkers({ start, most: 1 })
  workers.warm()
  let watch: TreeWatch | undefined
  let change = Promise.resolve(false)

  async function begin(files: ProjectFiles): Promise<void> {
    watch?.close()
    const [{ watchable }, { watchTree }] = await Promise.all([
      import('../adapters/project-files.ts'),
      import('../adapters/watch-tree.ts'),
    ])
    const paths = await watchable(root, files)
    change = new Promise((resolve) => {
      watch = watchTree(root, paths, () => resolve(true))
      signal.addEventListener('abort', () => resolve(false), { once: true })
    })
  }

  /** Who looks at everything asks no git, and does not wait for it to be loaded. */
  async function belonging(): Promise<ProjectFiles> {
    if (isLocal) return {}
    const [{ createGit }, { projectFiles }] = await Promise.all([
      import('../adapters/git.ts'),
      import('../adapters/project-files.ts'),
    ])
    return projectFiles(createGit({ env: { ...env } }), root, signal)
  }

  return {
    async look(isFuzzed) {
      const files = await belonging()
      // Before it is read: what changes meanwhile is seen too.
      if (isWatched) await begin(files)
      const { paths, noGit, absent = 0 } = files
      if (noGit)
        tell(`Git does not say what belongs to the project (${WHY[noGit]}): everything in the folder is looked at.`)
      if (absent > 0) tell(`${capital(counted(absent, ...ABSENT))} not checked out here, and not looked at.`)
      const ids = checks.map(({ id }) => id)
      const job = { kind: 'scan', root, checks: ids, withExcerpts, isKept: isWatched, isFuzzed, withAliases } as const
      const result = await scanInWorker(workers, paths ? { ...job, paths } : job, { signal })
      return { result, scope: paths ? 'project' : 'all' }
    },
    changed: () => change,
    close() {
      watch?.close()
      workers.close()
    },
  }
}

const ABSENT = ['tracked file is', 'tracked files are'] as const

const WHY: Readonly<Record<NoSource, string>> = {
  'no-git': 'it is not installed',
  'no-repository': 'this is no working tree of a repository',
  'not-trusted': 'the folder belongs to somebody else, and is not in safe.directory',
  'no-commit': 'there is no commit',
  'no-answer': 'it gave no answer',
}
