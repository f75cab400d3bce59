/** Lock files of Cargo, RubyGems, Composer, Conan, Hex, Pub, CRAN and Hackage. */
import { z } from 'zod'
import { atCommit, groups, type Lock, type Locked, lock } from './locked.ts'
import { json, linesOf, toml, yaml } from './texts.ts'

const text = z.string().nullish()

const Cargo = z.object({
  version: z.int().optional(),
  package: z.array(z.object({ name: z.string().optional(), version: z.string().optional() })).default([]),
})

/** `Cargo.lock`. */
export function cargoLock(content: string): Lock | undefined {
  const { data } = Cargo.safeParse(toml(content))
  return lock(data?.package.map(({ name = '', version = '' }) => ({ name, version })))
}

const SOURCES: ReadonlySet<string> = new Set(['GIT', 'GEM', 'PATH', 'PLUGIN SOURCE'])

/** `Gemfile.lock`: the lines below a source that stand in by four, and not what those ask for. The platform stands behind a dash. */
export function gemfileLock(content: string): Lock | undefined {
  const found: Locked[] = []
  let section: string | undefined
  for (const line of linesOf(content).lines) {
    if (line === '') continue
    const indent = /^ */.exec(line)?.[0].length ?? 0
    if (indent === 0) section = line
    else if (section === undefined && (indent === 4 || line.startsWith('  revision: '))) return undefined
    if (indent !== 4 || !SOURCES.has(section ?? '')) continue
    const [, name = '', version = ''] = /^(.*?)(?: \(([^-]*)(?:-(.*))?\))?(!)?$/.exec(line.slice(4)) ?? []
    found.push({ name, version })
  }
  return lock(found)
}

const Composed = z
  .array(z.object({ name: text, version: text, dist: z.object({ reference: text }).nullish() }).nullable())
  .nullish()
const Composer = z.object({ packages: Composed, 'packages-dev': Composed })

/** `composer.lock`. */
export function composerLock(content: string): Lock | undefined {
  const { data } = Composer.safeParse(json(content))
  const of = (some: z.infer<typeof Composed>, group: string | false) =>
    (some ?? []).map((one): Locked => {
      const from = one?.dist?.reference
      // With a dot it is a tag.
      const commit = from?.includes('.') ? '' : from
      return { name: one?.name ?? '', version: one?.version ?? '', ...atCommit(commit), ...groups(group) }
    })
  return data && lock([...of(data.packages, false), ...of(data['packages-dev'], 'dev')])
}

const References = z.array(z.string().nullable()).nullish()
const Conan = z.object({
  version: text,
  graph_lock: z
    .object({ nodes: z.record(z.string(), z.object({ pref: text, ref: text, path: text }).nullable()).nullish() })
    .nullish(),
  requires: References,
  build_requires: References,
  python_requires: References,
})

/** `conan.lock`: a graph in the older form, lists in the newer one. */
export function conanLock(content: string): Lock | undefined {
  const { data } = Conan.safeParse(json(content))
  if (!data) return undefined
  const nodes = data.graph_lock?.nodes
  if (nodes) {
    const some = Object.values(nodes).filter((node) => !node?.path)
    return lock(some.flatMap((node) => conanReference(node?.pref || (node?.ref ?? ''))))
  }
  const of = (some: z.infer<typeof References>, group: string) =>
    (some ?? []).flatMap((one) => conanReference(one ?? '')).map((one) => ({ ...one, groups: [group] }))
  return lock([
    ...of(data.requires, 'requires'),
    ...of(data.build_requires, 'build-requires'),
    ...of(data.python_requires, 'python-requires'),
  ])
}

/** `name/version[@user/channel][#revision][:package][%time]`. Without a name it is the project. */
function conanReference(reference: string): Locked[] {
  const [bare = ''] = reference.split(/[%:#@]/, 1)
  const [, name = '', version = ''] = /^([^/]+)\/(.*)$/s.exec(bare) ?? []
  return name === '' ? [] : [{ name, version }]
}

/** `mix.lock`. What comes from a repository has no version. */
export function mixLock(content: string): Lock | undefined {
  const { lines, isCut } = linesOf(content)
  if (isCut) return undefined
  return lock(
    lines.flatMap((line): Locked[] => {
      const [, cloned, commit] = /^ +"([^"]+)": \{:git, +"[^,]+", +"([^,]+)",.+$/.exec(line) ?? []
      if (cloned !== undefined) return [{ name: cloned, version: '', ...atCommit(commit) }]
      const [, name, version] = /^ +"([^"]+)": \{[^,]+, +[^,]+, +"([^,]+)", +"[^,]+",.+$/.exec(line) ?? []
      return name === undefined || version === undefined ? [] : [{ name, version }]
    }),
  )
}

/** A description is another name, or says where it comes from. */
const Pub = z.object({
  version: text,
  dependency: text,
  description: z.object({ 'resolved-ref': text }).nullish().catch(undefined),
})
const Pubspec = z.object({
  packages: z.record(z.string(), Pub.or(z.literal('')).nullable()).nullish(),
})

/** `pubspec.lock`. */
export function pubspecLock(content: string): Lock | undefined {
  const { data } = Pubspec.safeParse(yaml(content))
  return lock(
    data &&
      Object.entries(data.packages ?? {}).map(([name, one]) => {
        const { version, dependency, description } = one || {}
        const isDev = (dependency ?? '').split(' ').includes('dev')
        return { name, version: version ?? '', ...atCommit(description?.['resolved-ref']), ...groups(isDev && 'dev') }
      }),
  )
}

const Renv = z.object({
  Packages: z.record(z.string(), z.object({ Package: text, Version: text, Repository: text }).nullable()).nullish(),
})

/** `renv.lock`: what comes from CRAN. */
export function renvLock(content: string): Lock | undefined {
  const { data } = Renv.safeParse(json(content))
  const some = Object.values(data?.Packages ?? {}).filter((one) => one?.Repository === 'CRAN')
  return data && lock(some.map((one) => ({ name: one?.Package ?? '', version: one?.Version ?? '' })))
}

/** `cabal.project.freeze`. */
export const cabalFreeze = (content: string): Lock | undefined =>
  lock(
    linesOf(content).lines.flatMap((line): Locked[] => {
      const [, name, version] = (line.startsWith('--') ? undefined : /any\.(\S+) ==(\S+)/.exec(line)) ?? []
      return name === undefined || version === undefined ? [] : [{ name, version: version.replace(/,$/, '') }]
    }),
  )

/** `stack.yaml.lock`. */
export const stackLock = (content: string): Lock | undefined =>
  lock(
    linesOf(content).lines.flatMap((line): Locked[] => {
      const [, name, version] = /hackage:\s*([a-zA-Z0-9-]+)-([0-9.]+)@/.exec(line) ?? []
      return name === undefined || version === undefined ? [] : [{ name, version }]
    }),
  )
