/** What lock files and manifests say would be installed, less what `osv-scanner.toml` beside them leaves out. */
import type { LockedPackage } from '../../contract/model/advisory.ts'
import type { Around, Lock } from '../formats/locks/locked.ts'
import { baseName } from '../formats/path-names.ts'
import { keyOf } from '../locked-package.ts'
import { madeOnce } from '../made-once.ts'
import { fact, type Gathering } from './fact.ts'
import { bytesOf, readOrNothing } from './read.ts'

export interface LockedPackages {
  /** Each once, in the order in which Scorecard's scanner asks for them. */
  readonly packages: readonly LockedPackage[]
  /** Files that are named like one and cannot be read, or not all of it. */
  readonly unread: readonly string[]
}

/** A lock file of a large project has many megabytes. */
const MAX_BYTES = 64 * 1024 * 1024
const CONFIG = 'osv-scanner.toml'
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

export const lockedPackages = fact({
  id: 'locked-packages',
  // Once for a look: what is known of vulnerabilities rests on it too.
  gather: madeOnce(async (from: Gathering): Promise<LockedPackages> => {
    const { tree, pause, now } = from
    // Parsers of many kinds of files, for whom nobody waits who does not ask for this.
    const [{ lockFileOf }, { linesOf }, { ignoredIn, isLeftOut, NO_CONFIG, scannerConfig }, { ignoredPaths }] =
      await Promise.all([
        import('../formats/locks/index.ts'),
        import('../formats/locks/texts.ts'),
        import('../formats/locks/scanner-config.ts'),
        import('../formats/git-ignore.ts'),
      ])
    const around = aroundIn(from)
    const isIgnored = ignoredPaths((path) => around.made('lines', path, (text) => linesOf(text).lines))
    const found: Placed[] = []
    const unread = new Set<string>()
    for (const path of tree.paths) {
      const file = lockFileOf(path)
      // The scanner follows no links, and unlike the rest of Scorecard it heeds what git ignores.
      if (!file || tree.isLink(path) || isIgnored(path)) continue
      await pause()
      const read = file.read(path, around)
      if (!read || read.isBroken) unread.add(path)
      const beside = path.slice(0, path.length - baseName(path).length) + CONFIG
      const config = around.made('osv-scanner', beside, scannerConfig)
      if (!config && around.has(beside)) unread.add(beside)
      const rules = config ?? NO_CONFIG
      const ignored = ignoredIn(rules, now)
      for (const one of placed(read, path, file.ecosystem)) {
        if (!isLeftOut(rules, one, now)) found.push({ ...one, ignored })
      }
    }
    return { packages: once(found.sort(byPlace)), unread: [...unread] }
  }),
})

/** What is made of a file is made once, however many ask for it. */
function aroundIn({ tree, remember }: Gathering): Around {
  const paths = new Set(tree.paths)
  const known = new Map<string, unknown>()
  return {
    has: (path) => paths.has(path),
    made<T>(key: string, path: string, make: (text: string) => T): T | undefined {
      if (!paths.has(path)) return undefined
      const name = `${key} ${path}`
      if (!known.has(name)) {
        const read = () => readOrNothing(() => make(decoder.decode(bytesOf(tree, path, MAX_BYTES))))
        known.set(name, remember(key, path, read))
      }
      // A key is made in one way only.
      return known.get(name) as T | undefined
    },
  }
}

interface Placed extends Omit<LockedPackage, 'ignored'> {
  readonly groups: readonly string[]
  /** The files that name it, as one text. */
  readonly place: string
  readonly called: string
  readonly ignored: readonly string[]
}

/** What is none is not asked about: OSV would refuse the whole question. */
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i

/** What can be asked about: it has a name and a version, and OSV has its like; or else a commit. */
function placed(read: Lock | undefined, path: string, ofFile: string): Omit<Placed, 'ignored'>[] {
  return (read?.packages ?? []).flatMap((one) => {
    const { name, version, commit = '', called = name, ecosystem = ofFile, groups = [], at = [path] } = one
    const isByCommit = name === '' || version === '' || ecosystem === ''
    if (isByCommit && !COMMIT.test(commit)) return []
    const plain = ecosystem === 'PyPI' ? name.replace(/[-_.]+/g, '-').toLowerCase() : name
    const place = `[${at.join(' ')}]`
    return [{ ecosystem, name: plain, called, version, groups, path, place, ...(isByCommit ? { commit } : {}) }]
  })
}

/** As the scanner sorts them: what it finds first, it names first. */
function byPlace(a: Placed, b: Placed): number {
  for (const key of ['place', 'called', 'version'] as const) {
    if (a[key] !== b[key]) return a[key] < b[key] ? -1 : 1
  }
  return 0
}

/** An advisory is left out where each file that names the package leaves it out. */
function once(found: readonly Placed[]): LockedPackage[] {
  const packages = new Map<string, LockedPackage>()
  for (const { ecosystem, name, version, commit, path, ignored } of found) {
    const own: LockedPackage = { ecosystem, name, version, path, ...(commit === undefined ? {} : { commit }) }
    const key = keyOf(own)
    const before = packages.get(key)
    const rules = before ? (before.ignored ?? [[]]) : []
    const all = [...rules, [...ignored]]
    const isAlways = all.every((some) => some.length > 0)
    const { ignored: _, ...bare } = before ?? own
    packages.set(key, isAlways ? { ...bare, ignored: all } : bare)
  }
  return [...packages.values()]
}
