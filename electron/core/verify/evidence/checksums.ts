/** Lists of checksums beside the file: projects often sign the list, and not each file. */
import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { besideNames } from './beside.ts'
import { bundlesIn } from './bundles-in.ts'
import type { ChecksumEvidence, EvidenceNeeds, EvidenceSource } from './source.ts'

/** `SHA256SUMS`, `checksums.txt`, `tool_1.4.2_checksums.txt`, `file.sha256`. */
const LISTS = /(?:^|[._-])(?:sha256sums?|checksums?)(?:\.txt)?$|\.sha256$/i
const MAX_BYTES = 4 * 1024 * 1024

interface List {
  readonly path: string
  /** Lower-case hexadecimal. */
  readonly sha256: string
  /** Digests by the names of files. */
  readonly digests: ReadonlyMap<string, string>
  readonly evidence: ChecksumEvidence['evidence']
}

/** Each list is read once for all files of its folder. */
const known = new WeakMap<ReadonlySet<string>, Promise<readonly List[]>>()

export const checksums: EvidenceSource = {
  async find({ path }, needs): Promise<ChecksumEvidence[]> {
    const folder = dirname(path)
    const names = await needs.namesIn(folder)
    if (!names) return []
    const lists = known.get(names) ?? listsIn(folder, names, needs)
    known.set(names, lists)
    return (await lists).flatMap(({ path: from, sha256, digests, evidence }) => {
      const listed = from === path ? undefined : digests.get(basename(path))
      return listed === undefined ? [] : [{ kind: 'checksums', from, sha256, listed, evidence }]
    })
  },
}

async function listsIn(folder: string, names: ReadonlySet<string>, needs: EvidenceNeeds): Promise<List[]> {
  const found = [...names].filter((name) => LISTS.test(name)).sort()
  const lists = await Promise.all(found.map((name) => listAt(join(folder, name), names, needs)))
  return lists.filter((list) => list !== undefined)
}

/** What is too long, or cannot be read, is no list. */
async function listAt(path: string, names: ReadonlySet<string>, { files }: EvidenceNeeds): Promise<List | undefined> {
  const bytes = await files.read(path, MAX_BYTES).catch(() => undefined)
  if (!bytes) return undefined
  const digests = new Map<string, string>()
  for (const line of new TextDecoder().decode(bytes).split(/\r?\n/)) {
    const [, digest, name] = /^([0-9a-f]{64})(?:\s+\*?(?:\.\/)?(.+))?$/i.exec(line.trim()) ?? []
    // A digest alone is that of the file that the list is named after.
    const of = name ?? (path.endsWith('.sha256') ? basename(path, '.sha256') : undefined)
    if (digest !== undefined && of !== undefined) digests.set(of, digest.toLowerCase())
  }
  if (digests.size === 0) return undefined
  const beside = besideNames(basename(path), names)
  const evidence = (await Promise.all(beside.map((name) => bundlesIn(join(dirname(path), name), files)))).flat()
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), digests, evidence }
}
