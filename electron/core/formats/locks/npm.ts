/** Lock files of npm: `package-lock.json` in all three forms, and `npm-shrinkwrap.json`, which is the same. */
import { z } from 'zod'
import { commitIn } from './commits.ts'
import { atCommit, type Lock, type Locked, lock, type ReadLockAt } from './locked.ts'
import { json } from './texts.ts'

const text = z.string().nullish()
const flag = z.boolean().nullish()
const texts = z.record(z.string(), z.string().nullable()).nullish()

const Placed = z.object({
  name: text,
  version: text,
  resolved: text,
  link: flag,
  dev: flag,
  devOptional: flag,
  optional: flag,
  inBundle: flag,
  dependencies: texts,
  devDependencies: texts,
  optionalDependencies: texts,
  peerDependencies: texts,
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: flag }).nullable()).nullish(),
})
type Placed = z.infer<typeof Placed>

/** One level of the tree of the oldest form; what hangs below it is looked at in its turn. */
const Entry = z.object({
  version: text,
  resolved: text,
  dev: flag,
  optional: flag,
  requires: texts,
  dependencies: z.record(z.string(), z.unknown()).nullish(),
})

const PackageLock = z.object({
  lockfileVersion: z.int().nullish(),
  packages: z.record(z.string(), Placed.nullable()).nullish(),
  dependencies: z.record(z.string(), z.unknown()).nullish(),
})

const SHRINKWRAP = 'npm-shrinkwrap.json'

export const packageLock: ReadLockAt = (path, around) => {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  // npm takes the other one, where there are both.
  if (!path.endsWith(SHRINKWRAP) && around.has(folder + SHRINKWRAP)) return { packages: [] }
  return around.made('locked', path, npmLock)
}

function npmLock(content: string): Lock | undefined {
  const { data } = PackageLock.safeParse(json(content))
  // Newer forms may have both, and both have to be right.
  const tree = data && nested(data.dependencies ?? {})
  if (!tree) return undefined
  return lock(data.packages ? placed(data.packages) : tree)
}

function placed(packages: Readonly<Record<string, Placed | null>>): readonly Locked[] {
  const found = new Found()
  for (const [path, one] of Object.entries(packages)) {
    if (path === '') continue
    const { name, version, resolved } = one ?? {}
    const real = name || nameIn(path)
    const wanted = one?.devOptional ? ['dev', 'optional'] : named({ dev: one?.dev, optional: one?.optional })
    const commit = commitIn(resolved ?? '')
    found.add(`${real}@${commit || (version ?? '')}`, {
      name: real,
      version: version ?? '',
      ...atCommit(commit),
      groups: [...named({ bundled: one?.inBundle }), ...wanted],
    })
  }
  return found.all()
}

/** The last folder, with the scope above it. */
function nameIn(path: string): string {
  const [scope = '', name = ''] = ['', ...path.replace(/\/+$/, '').split('/')].slice(-2)
  return scope.startsWith('@') ? `${scope}/${name}` : name
}

/** Without calling itself: a stranger decides how deep it is. */
function nested(top: Readonly<Record<string, unknown>>): readonly Locked[] | undefined {
  const found = new Found()
  const waiting = [top]
  for (let level = waiting.pop(); level; level = waiting.pop()) {
    for (const [name, value] of Object.entries(level)) {
      const { data } = Entry.nullable().safeParse(value)
      if (data === undefined) return undefined
      const version = data?.version ?? ''
      const at = version.lastIndexOf('@')
      const isAlias = version.startsWith('npm:')
      // Its reader falls over such a thing.
      if (isAlias && at < 4) return undefined
      const [real, last] = isAlias ? [version.slice(4, at), version.slice(at + 1)] : [name, version]
      const commit = version.startsWith('file:') ? '' : commitIn(version)
      const isElsewhere = version.startsWith('file:') || commit !== ''
      found.add(`${real}@${commit || version}`, {
        name: real,
        version: isElsewhere ? '' : last,
        ...atCommit(commit),
        groups: named({ dev: data?.dev, optional: data?.optional }),
      })
      if (data?.dependencies) waiting.push(data.dependencies)
    }
  }
  return found.all()
}

const named = (flags: Readonly<Record<string, boolean | null | undefined>>): string[] =>
  Object.keys(flags).filter((name) => flags[name] === true)

/** The same package may stand in several places: what one of them needs always is needed. */
class Found {
  readonly #packages = new Map<string, Locked>()

  add(key: string, one: Locked): void {
    const [before, now] = [this.#packages.get(key)?.groups, one.groups ?? []]
    const isAlways = now.length === 0 || before?.length === 0
    this.#packages.set(key, { ...one, groups: isAlways ? [] : [...new Set([...(before ?? []), ...now])] })
  }

  all(): readonly Locked[] {
    return [...this.#packages.values()]
  }
}
