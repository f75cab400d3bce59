/** Tells of changes in the folders of a project. What git ignores is not watched: builds come and go there. */
import { type FSWatcher, watch } from 'node:fs'
import { rawPath } from './raw-names.ts'

/** Changes come in bursts: it is told of once nothing more comes for this long. */
const QUIET_MS = 25
/** After as many changes, some may have been lost on the way. */
const MOST_NAMED = 200
/** The system allows so many for all programs together, and not many more. */
const MOST_FOLDERS = 8_000

/** Paths from the root; missing where they are not known. */
export type Changed = readonly string[] | undefined

export interface TreeWatch {
  /** Whether all of it is watched. */
  readonly isWhole: boolean
  close(): void
}

/** `paths` are files of the project, from its root. `changed` is told once for many changes. Never throws. */
export function watchTree(root: string, paths: readonly string[], changed: (paths: Changed) => void): TreeWatch {
  const watchers: FSWatcher[] = []
  const named = new Set<string>()
  let isAnything = false
  let timer: NodeJS.Timeout | undefined
  const close = () => {
    clearTimeout(timer)
    for (const watcher of watchers.splice(0)) watcher.close()
  }
  const tell = () => {
    const paths = isAnything || named.size > MOST_NAMED ? undefined : [...named]
    named.clear()
    isAnything = false
    changed(paths)
  }
  const onChange = (path: string | undefined) => {
    if (path === undefined) isAnything = true
    else if (named.size <= MOST_NAMED) named.add(path)
    clearTimeout(timer)
    timer = setTimeout(tell, QUIET_MS)
  }
  try {
    const folders = foldersOf(paths)
    if (folders.size > MOST_FOLDERS) return { isWhole: false, close }
    for (const folder of folders) {
      // Not for the process to wait for.
      const watcher = watch(rawPath(root, folder), { persistent: false }, (_, name) =>
        onChange(name === null ? undefined : folder === '' ? name : `${folder}/${name}`),
      )
      // The folder is gone: that is a change too.
      watcher.on('error', () => onChange(undefined))
      watchers.push(watcher)
    }
    return { isWhole: true, close }
  } catch {
    close()
    return { isWhole: false, close }
  }
}

/** The root, each folder that has a file of the project, and those above them. */
function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  const folders = new Set([''])
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end)
      if (folders.has(folder)) break
      folders.add(folder)
    }
  }
  return folders
}
