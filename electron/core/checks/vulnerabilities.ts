import { capital, counted } from '../../contract/counted.ts'
import type { Advisory, LockedPackage } from '../../contract/model/advisory.ts'
import type { ProbeFinding } from '../../contract/model/check.ts'
import { textOf } from '../locked-package.ts'
import { UNREAD_LOCKS, unreadWords } from '../unread-words.ts'
import { check, MAX, MIN } from './check.ts'
import { told } from './details.ts'

const PROBE = 'hasOSVVulnerabilities'

export const vulnerabilities = check({
  id: 'vulnerabilities',
  scorecard: 'Vulnerabilities',
  risk: 'high',
  title: 'No dependency has a known vulnerability',
  why: 'What is known to be broken is tried first by whoever attacks, in everything that depends on it.',
  short: 'Determines if the project has open, known unfixed vulnerabilities.',
  tags: ['supply-chain', 'security', 'vulnerabilities'],
  page: {
    looksAt:
      'The versions in lock files of npm, Yarn, pnpm, Bun, Python, Go, Cargo, RubyGems, Gradle, NuGet, Composer, Conan, Hex, Pub, CRAN and Hackage, in lists of components (CycloneDX, SPDX), and those that a `pom.xml` names itself; and what OSV knows of them, once somebody lets it be asked. Files that git ignores are left out.',
    scored: '10, less one point for each vulnerability, down to 0. Other names of the same count once.',
    unseen:
      'Whether the code is reached, how bad it is, and whether there is a fix. What a `pom.xml` or a list of requirements does not name itself, and copied sources. Files that cannot be read, which are named.',
    fix: 'Take the version that mends it. What does not concern you is left out by `osv-scanner.toml` beside the lock file, with a reason.',
  },
  probes: {
    [PROBE]: {
      bad: 'True',
      effort: 'high',
      help: 'Take a version that mends it, or leave it out by osv-scanner.toml with a reason.',
      fix: 'upgrade-dependency',
      about: ({ values }) => values && `${values.packages}, ${values.path}`,
    },
  },
  elsewhere: 'OSV, with what it knew on that day',
  weak: (found) =>
    `${capital(counted(found.length, 'known vulnerability is', 'known vulnerabilities are'))} among the dependencies.`,
  needs: ['advisories', 'lockedPackages'],
  run({ advisories, lockedPackages: { packages: locked, unread } }) {
    const [unseen] = unreadWords(UNREAD_LOCKS, unread)
    const found = groupsOf(foundIn(locked, advisories)).map(
      ([{ id, packages, path }]): ProbeFinding => ({
        probe: PROBE,
        outcome: 'True',
        message: `Project is vulnerable to: https://osv.dev/${id}`,
        values: { packages: packages.join(', '), path },
      }),
    )
    const none: ProbeFinding = {
      probe: PROBE,
      outcome: 'False',
      message: 'Project does not contain OSV vulnerabilities',
    }
    return {
      score: Math.max(MIN, MAX - found.length),
      reason: `${found.length} existing vulnerabilities detected`,
      probes: found.length > 0 ? found : [none],
      details: found.map((one) => told('warn', one)),
      ...(unseen === undefined ? {} : { unseen }),
    }
  },
})

/**
 * In the order in which the scanner finds them, with the packages that have them; without those that each file leaves out which
 * names the package, and all that are the same as those.
 */
function foundIn(locked: readonly LockedPackage[], advisories: readonly Advisory[]): readonly Advisory[] {
  const having = new Map<string, Advisory[]>()
  for (const one of advisories) for (const text of one.packages) having.set(text, [...(having.get(text) ?? []), one])
  const found = new Map<string, Advisory>()
  const texts = new Set(locked.map(textOf))
  const add = (one: Advisory, text: string) => {
    const { packages = [] } = found.get(one.id) ?? {}
    found.set(one.id, { ...one, packages: [...packages.filter((other) => other !== text), text] })
  }
  for (const one of locked) {
    const { ignored = [[]] } = one
    const text = textOf(one)
    const own = [...(having.get(text) ?? [])].sort(byScannersName)
    for (const ids of own.length > 0 ? ignored : [])
      for (const advisory of staying(own, new Set(ids))) add(advisory, text)
  }
  // What somebody said of packages that are not there any more.
  for (const one of advisories) if (!one.packages.some((text) => texts.has(text))) found.set(one.id, one)
  return [...found.values()]
}

/** Of one package, by what one file says. */
function staying(own: readonly Advisory[], ids: ReadonlySet<string>): readonly Advisory[] {
  if (ids.size === 0) return own
  const namesOf = (group: Group) => group.flatMap(({ id, aliases }) => [id, ...aliases])
  const [out, stay] = [[] as Group[], [] as Group[]]
  for (const group of groupsOf(own)) (namesOf(group).some((name) => ids.has(name)) ? out : stay).push(group)
  const names = new Set(out.flatMap(namesOf))
  const left = new Set(stay.flat().map(({ id }) => id))
  return own.filter(({ id }) => left.has(id) && !names.has(id))
}

type Group = readonly [Advisory, ...Advisory[]]

/**
 * Advisories that name each other, or the same others, as one; each begins with its best name. In one pass over all pairs, as
 * Scorecard does it, so that a chain may stay in two parts.
 */
function groupsOf(advisories: readonly Advisory[]): Group[] {
  const groupOf = advisories.map((_, i) => i)
  const sharing = new Map<string, number[]>()
  for (const [i, { id, aliases }] of advisories.entries()) {
    for (const name of new Set([id, ...aliases])) sharing.set(name, [...(sharing.get(name) ?? []), i])
  }
  for (const [i, one] of advisories.entries()) {
    const others = new Set([one.id, ...one.aliases].flatMap((name) => sharing.get(name) ?? []))
    for (const j of [...others].sort((a, b) => a - b)) {
      if (j <= i) continue
      groupOf[i] = Math.min(groupOf[i] ?? i, groupOf[j] ?? j)
      groupOf[j] = groupOf[i]
    }
  }
  const groups = new Map<number, Advisory[]>()
  for (const [i, one] of advisories.entries()) {
    const group = groupOf[i] ?? i
    groups.set(group, [...(groups.get(group) ?? []), one])
  }
  const sorted = [...groups].sort(([a], [b]) => a - b).map(([, group]) => group.sort(byName))
  return sorted.flatMap(([first, ...others]): Group[] => (first ? [[first, ...others]] : []))
}

const RANKS: Readonly<Record<string, number>> = { DSA: 3, CVE: 2, GHSA: 0 }
const rank = (id: string): number => RANKS[id.split('-')[0] ?? ''] ?? 1
const byName = (a: Advisory, b: Advisory): number => rank(b.id) - rank(a.id) || (a.id < b.id ? -1 : 1)

/** The scanner has one more before all others. */
const scannersRank = (id: string): number => (id.startsWith('USN-') ? 3 : rank(id))
const byScannersName = (a: Advisory, b: Advisory): number =>
  scannersRank(b.id) - scannersRank(a.id) || (a.id < b.id ? -1 : 1)
