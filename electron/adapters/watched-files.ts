/** The files of a project while it is open: listed once, and again where a change can touch the list. */
import type { Git } from '../core/ports.ts'
import { type ProjectFiles, projectFiles, watchable } from './project-files.ts'
import { type Changed, type TreeWatch, watchTree } from './watch-tree.ts'

export interface Listed {
  readonly files: ProjectFiles
  /** Since the last time nothing but these changed; missing where it may be anything. */
  readonly changed?: readonly string[]
}

export interface WatchedFiles {
  /** As they are now. What changes from here on is told. Faults: those of `projectFiles`. */
  list(signal: AbortSignal): Promise<Listed>
  /** What was listed last was not made use of: the next time, anything may have changed. */
  doubt(): void
  /** Whether all of it is watched, since it was listed. */
  isWhole(): boolean
  close(): void
}

/** Where these change, others belong to the project. */
const RULES = /(?:^|\/)\.git(?:ignore|attributes)$/

/** `onChange` is told once for many changes. */
export function watchFiles(git: Git, root: string, onChange: () => void): WatchedFiles {
  let last: { readonly files: ProjectFiles; readonly names: ReadonlySet<string>; readonly watch: TreeWatch } | undefined
  let since: Set<string> | 'anything' = 'anything'

  function note(paths: Changed): void {
    if (paths === undefined) since = 'anything'
    if (since !== 'anything') for (const path of paths ?? []) since.add(path)
    onChange()
  }

  return {
    async list(signal) {
      const changed = since
      since = new Set()
      if (last && changed !== 'anything' && [...changed].every((path) => last?.names.has(path) && !RULES.test(path)))
        return { files: last.files, changed: [...changed] }
      try {
        const files = await projectFiles(git, root, signal)
        const paths = await watchable(root, files)
        last?.watch.close()
        // Before anything is read: what changes meanwhile is told too.
        last = { files, names: new Set(files.paths), watch: watchTree(root, paths, note) }
        return { files }
      } catch (error) {
        since = 'anything'
        throw error
      }
    },
    doubt() {
      since = 'anything'
    },
    isWhole: () => last?.watch.isWhole === true,
    close: () => last?.watch.close(),
  }
}
