/** What a `go.mod` requires, after what it replaces, and for older ones what stands in `go.sum`. */
import { type GoMod, goModIn } from './go-mod.ts'
import { type Locked, lock, type ReadLockAt } from './locked.ts'
import { linesOf } from './texts.ts'

export const goMod: ReadLockAt = (path, around) => {
  const read = around.made('go.mod', path, goModIn)
  if (!read) return undefined
  const own = required(read)
  const version = read.toolchain === '' ? read.go : (read.toolchain.split('-', 1)[0]?.replace(/^go/, '') ?? '')
  // Since then it names everything itself.
  if (version === '' || !isBefore117(version)) return lock([...own.values()])
  const sums = path.replace(/\.mod$/, '.sum')
  for (const [key, one] of around.made('go.sum', sums, summed) ?? []) {
    const both = own.get(key)
    own.set(key, both ? { ...both, at: [path, sums] } : { ...one, at: [sums] })
  }
  return lock([...own.values()])
}

/** Which Go builds a project is not known: its own library is none of its dependencies, and neither is another of that name. */
const STANDARD: ReadonlySet<string> = new Set(['stdlib', 'go'])

function required({ requires, replaces }: GoMod): Map<string, Locked> {
  const found = new Map(requires.map(({ path, version }) => [keyOf(path, bare(version)), locked(path, version)]))
  // By what each is called now: what was replaced may be replaced again.
  const called = new Map<string, Set<string>>()
  const call = (name: string, key: string) => void called.set(name, (called.get(name) ?? new Set<string>()).add(key))
  for (const [key, { name }] of found) call(name, key)
  for (const { old, by } of replaces) {
    const only = keyOf(old.path, bare(old.version))
    const keys = old.version === '' ? [...(called.get(old.path) ?? [])] : found.has(only) ? [only] : []
    for (const key of keys) {
      called.get(found.get(key)?.name ?? '')?.delete(key)
      found.set(key, locked(by.path, by.version))
      call(by.path, key)
    }
  }
  const some = [...found.values()].filter(({ name }) => !STANDARD.has(name))
  return new Map(some.map((one) => [keyOf(one.name, one.version), one]))
}

const bare = (version: string): string => version.replace(/^v/, '')
const locked = (name: string, version: string): Locked => ({ name, version: bare(version) })
const keyOf = (name: string, version: string): string => `${name} ${version}`

function isBefore117(version: string): boolean {
  const [, major, minor, patch, kind] = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?([a-z]+\d+)?$/.exec(version) ?? []
  // What is no version is before all others.
  if (major === undefined) return true
  if (Number(major) !== 1) return Number(major) < 1
  const number = Number(minor ?? 0)
  return number < 17 || (number === 17 && patch === undefined && kind !== undefined)
}

/** One line that is none, and the rest is not believed either. */
function summed(text: string): ReadonlyMap<string, Locked> | undefined {
  const { lines, isCut } = linesOf(text)
  if (isCut) return undefined
  const found = new Map<string, Locked>()
  for (const line of lines) {
    if (line === '') continue
    const [name = '', version = '', ...more] = line.split(/\s+/).filter((part) => part !== '')
    if (more.length !== 1) return undefined
    if (!version.includes('/go.mod') && !STANDARD.has(name))
      found.set(keyOf(name, bare(version)), locked(name, version))
  }
  return found
}
