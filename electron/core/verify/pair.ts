/** Files as a person hands them over: artifacts and evidence mixed. */
import { basename, dirname, join } from 'node:path'
import { isNamedAsEvidence, ownersOf } from './evidence/beside.ts'

/** A file to be verified, and the evidence of it that was handed over with it. */
export interface Paired {
  readonly path: string
  readonly evidence: readonly string[]
}

/**
 * Pairs evidence with the file that it is named after, wherever each of them lies, the one in its own folder first. One
 * artifact and evidence of another name belong together, since a person put them together. Evidence of a file that was not
 * handed over is taken for that file where `exists` says that it lies beside it; otherwise it is a file like any other.
 */
export async function pair(paths: readonly string[], exists: (path: string) => Promise<boolean>): Promise<Paired[]> {
  const evidence = new Map<string, string[]>()
  const byName = new Map<string, string[]>()
  for (const path of paths) byName.set(basename(path), [...(byName.get(basename(path)) ?? []), path])
  const left: string[] = []
  const isArtifact = (path: string) => !isNamedAsEvidence(path)
  const give = (owner: string, path: string) => evidence.set(owner, [...(evidence.get(owner) ?? []), path])
  for (const path of paths.filter(isNamedAsEvidence)) {
    const owners = ownersOf(basename(path)).flatMap((name) => byName.get(name) ?? [])
    const owner = owners.find((one) => dirname(one) === dirname(path)) ?? owners[0]
    if (owner === undefined) left.push(path)
    else give(owner, path)
  }
  const artifacts = paths.filter(isArtifact)
  const [only, ...others] = artifacts
  const found: string[] = []
  for (const path of left) {
    if (only !== undefined && others.length === 0) give(only, path)
    else {
      const owner = await firstOf(
        ownersOf(basename(path)).map((name) => join(dirname(path), name)),
        exists,
      )
      if (owner === undefined) found.push(path)
      else {
        give(owner, path)
        found.push(owner)
      }
    }
  }
  return [...new Set([...artifacts, ...found])].map((path) => ({ path, evidence: evidence.get(path) ?? [] }))
}

async function firstOf(
  paths: readonly string[],
  holds: (path: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (const path of paths) if (await holds(path)) return path
  return undefined
}
