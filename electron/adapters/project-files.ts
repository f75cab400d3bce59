/** Which files belong to a project: those that git tracks, and new ones that it does not ignore. */
import { relative, sep } from 'node:path'
import type { Git, NoSource } from '../core/ports.ts'
import { filesUnder } from './walk.ts'

export interface ProjectFiles {
  /** From the folder; missing where git does not tell: then everything in the folder belongs to it. */
  readonly paths?: readonly string[]
  readonly noGit?: NoSource
  /** Tracked files that are not here: nobody can look at them. */
  readonly absent?: number
}

/** Faults: `cancelled`, `files.unreadable`. */
export async function projectFiles(git: Git, root: string, signal: AbortSignal): Promise<ProjectFiles> {
  const found = await git.files(root, signal)
  return typeof found === 'string' ? { noGit: found } : found
}

/** Without git, nobody knows which folders are ignored: no more files than these are watched. */
const MOST_WALKED = 50_000

/** The files whose folders are watched, from the root. Never throws. */
export const watchable = async (root: string, { paths }: ProjectFiles): Promise<readonly string[]> =>
  paths ??
  filesUnder(root, MOST_WALKED).then(
    (files) => files.map((file) => relative(root, file).replaceAll(sep, '/')),
    () => [],
  )
