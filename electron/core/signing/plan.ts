/** A session before it runs: which files, which bundles. Nothing is read, sent or written. */
import { basename, dirname } from 'node:path'
import { Fault, fault } from '../../contract/faults.ts'
import type { PlannedFile } from '../../contract/model/session.ts'
import { displayName } from '../display-name.ts'
import type { Files } from '../ports.ts'
import { bundleStem, firstBundleName } from './bundle-names.ts'
import type { Artifact } from './step.ts'

export interface Plan {
  readonly artifacts: readonly Artifact[]
  readonly files: readonly PlannedFile[]
  readonly title: string
}

/** So many files are looked at together: enough to hide a slow disk, too few to exhaust the handles. */
const AT_ONCE = 32

export interface PlanOptions {
  readonly isPractice: boolean
  /** The folder for the bundles; beside each file if there is none. */
  readonly out?: string
  /** What an attestation attests, as a word for file names. */
  readonly label?: string
}

/** Faults: `files.*`; the first file that cannot be signed ends it, since nothing has begun. */
export async function makePlan(paths: readonly string[], options: PlanOptions, files: Files): Promise<Plan> {
  if (paths.length === 0) throw fault('files.none')
  const seen = new Set<string>()
  for (const path of paths) {
    const stem = bundleStem(path, options)
    if (seen.has(stem)) throw fault('files.same-bundle', { name: displayName(path) })
    seen.add(stem)
  }
  await Promise.all([...new Set([...seen].map((stem) => dirname(stem)))].map((folder) => files.checkWritable(folder)))
  const planned: { artifact: Artifact; file: PlannedFile }[] = []
  for (let i = 0; i < paths.length; i += AT_ONCE) {
    planned.push(...(await Promise.all(paths.slice(i, i + AT_ONCE).map((path) => planFile(path, options, files)))))
  }
  return {
    artifacts: planned.map((p) => p.artifact),
    files: planned.map((p) => p.file),
    title: titleOf(planned.map((p) => p.artifact)),
  }
}

async function planFile(path: string, options: PlanOptions, files: Files) {
  const name = displayName(path)
  const { size } = await files.inspect(path)
  if (size === 0) throw fault('files.empty', { name })
  const stem = bundleStem(path, options)
  const bundlePath = firstBundleName(stem, options.isPractice)
  const folder = dirname(path)
  return {
    artifact: { path, name, folder, size, bundleStem: stem },
    file: { name, folder, size, bundleName: displayName(bundlePath), bundleExists: await occupies(bundlePath, files) },
  }
}

/** Whatever cannot be looked at occupies its name all the same. */
export async function occupies(path: string, files: Files): Promise<boolean> {
  try {
    await files.inspect(path)
    return true
  } catch (error) {
    return !(error instanceof Fault && error.code === 'files.not-found')
  }
}

/** The release is named after its folder when the files share one, since file names are often long. */
function titleOf(artifacts: readonly Artifact[]): string {
  const [first] = artifacts
  if (!first) return ''
  if (artifacts.length === 1) return first.name
  return artifacts.every((a) => a.folder === first.folder)
    ? displayName(basename(first.folder) || first.folder)
    : first.name
}
