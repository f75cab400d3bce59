/** Files of Maven and Gradle. What a `pom.xml` names itself, with its parents that lie in the project; nothing is resolved. */
import { cleaned } from '../path-names.ts'
import { type Around, groups, type Lock, type Locked, lock, type ReadLockAt } from './locked.ts'
import { type Dependency, emptyPom, type Key, type Pom, pomIn } from './pom.ts'
import { linesOf } from './texts.ts'
import { isForeign, readXml } from './xml.ts'

/** `gradle.lockfile`: `group:artifact:version=configurations`. */
export function gradleLock(text: string): Lock | undefined {
  const { lines, isCut } = linesOf(text)
  if (isCut) return undefined
  return lock(
    lines.flatMap((line): Locked[] => {
      const [, group = '', artifact = '', version] = /^([^:]*):([^:]*):([^=]*)=/.exec(line.trim()) ?? []
      const isOther = group.startsWith('#') || group.startsWith('empty=')
      return isOther || version === undefined ? [] : [{ name: `${group}:${artifact}`, version }]
    }),
  )
}

/** `gradle/verification-metadata.xml`. */
export function gradleMetadata(text: string): Lock | undefined {
  const packages: Locked[] = []
  const isWhole = readXml(text, {
    open({ path, attributes: { group = '', name = '', version = '' } }) {
      const place = path.slice(1).join('/')
      if (place === 'components/component') packages.push({ name: `${group}:${name}`, version })
    },
  })
  return isWhole && !isForeign(text) ? { packages } : undefined
}

const MOST_PARENTS = 100

export const pomDependencies: ReadLockAt = (path, around) => {
  const own = around.made('pom.xml', path, pomIn)
  const pom = own && merged(path, { ...own, properties: [...own.properties] }, around)
  return pom && lock(named(pom))
}

/** With what its parents say that lie where it says they do. */
function merged(path: string, own: Pom, around: Around): Pom | undefined {
  let pom = filled(own)
  let [at, current] = [path, pom?.parent]
  const seen = new Set<string>()
  for (let n = 1; n < MOST_PARENTS && pom && current; n++) {
    const { groupId, artifactId, version } = current
    if (groupId === '' || artifactId === '' || version === '') break
    const key = nameOf(current)
    if (seen.has(key)) return undefined
    seen.add(key)
    const place: string | undefined = parentPath(at, current.relativePath, around)
    const found: Pom | undefined = place === undefined ? emptyPom() : around.made('pom.xml', place, pomIn)
    if (!found) return undefined
    const isParent = nameOf(withParent(found)) === key && found.packaging === 'pom'
    // One that lies elsewhere says nothing, and nobody is asked for it.
    const parent = isParent ? found : emptyPom()
    pom = inherited(withProfiles(pom), parent)
    at = place ?? at
    current = parent.parent
  }
  return pom && filled(pom)
}

const nameOf = ({ groupId, artifactId, version }: Key): string => [groupId, artifactId, version].join(':')

const withParent = ({ groupId, artifactId, version, parent }: Pom): Key => ({
  groupId: groupId || parent.groupId,
  artifactId,
  version: version || parent.version,
})

function parentPath(path: string, relative: string, around: Around): string | undefined {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const file = cleaned(`${folder}./${relative || '../pom.xml'}`)
  return [file, cleaned(`${file}/pom.xml`)].find((one) => around.has(one))
}

function withProfiles(pom: Pom): Pom {
  const some = [pom, ...pom.profiles.filter(({ isDefault }) => isDefault)]
  return {
    ...pom,
    properties: some.flatMap(({ properties }) => properties),
    dependencies: some.flatMap(({ dependencies }) => dependencies),
    managed: some.flatMap(({ managed }) => managed),
  }
}

const inherited = (pom: Pom, parent: Pom): Pom => ({
  ...pom,
  groupId: pom.groupId || parent.groupId,
  version: pom.version || parent.version,
  properties: [...parent.properties, ...pom.properties],
  dependencies: [...pom.dependencies, ...parent.dependencies],
  managed: [...pom.managed, ...parent.managed],
})

const FIELDS = ['groupId', 'artifactId', 'version', 'type', 'classifier', 'scope', 'optional'] as const

/** Once properties stand in their places; a dependency that names an unknown one is none. */
function filled(pom: Pom): Pom | undefined {
  const values = new Map(pom.properties)
  const say = (name: string, value: string) => {
    if (value === '') return
    if (!values.has(name)) values.set(name, value)
    for (const prefix of ['pom.', 'project.']) values.set(prefix + name, value)
  }
  say('groupId', pom.groupId)
  say('version', pom.version)
  say('parent.groupId', pom.parent.groupId)
  say('parent.version', pom.parent.version)
  const fill = filler(values)
  const known = (some: readonly Dependency[]): Dependency[] =>
    some.flatMap((one) => {
      if (one.groupId === '' || one.artifactId === '') return []
      const own = { ...one }
      for (const name of FIELDS) {
        const value = fill(one[name])
        if (value === undefined) return []
        own[name] = value
      }
      return [own]
    })
  const [dependencies, managed] = [known(pom.dependencies), known(pom.managed)]
  const packaging = fill(pom.packaging) ?? pom.packaging
  return fill.isOut() ? undefined : { ...pom, packaging, dependencies, managed }
}

/** Properties name each other, and a stranger may make them grow without end. */
const MOST_STEPS = 100_000

interface Filler {
  (text: string): string | undefined
  /** It was too much, and what was filled in is not all. */
  isOut(): boolean
}

function filler(values: ReadonlyMap<string, string>): Filler {
  let steps = 0
  const within = (text: string, around: ReadonlySet<string>): string | undefined => {
    let isKnown = true
    const result = text.replace(/\$\{([^}]*)\}/g, (whole, name: string) => {
      const value = values.get(name)
      if (value === undefined || around.has(name) || ++steps > MOST_STEPS || around.size > 100) {
        isKnown = false
        return whole
      }
      const inner = within(value, new Set([...around, name]))
      isKnown &&= inner !== undefined
      return inner ?? whole
    })
    return isKnown && result.length < MOST_STEPS ? result : undefined
  }
  const fill = (text: string) => within(text, new Set())
  return Object.assign(fill, { isOut: () => steps > MOST_STEPS })
}

/** The first of each, with what is managed for it; the last of several kinds of the same. */
function named({ dependencies, managed }: Pom): Locked[] {
  const keyOf = ({ groupId, artifactId, type, classifier }: Dependency) =>
    [groupId, artifactId, type || 'jar', classifier].join(':')
  const firsts = (some: readonly Dependency[]) => new Map([...some].reverse().map((one) => [keyOf(one), one]))
  const rules = firsts(managed.filter(({ scope }) => scope !== 'import'))
  const own = firsts(dependencies)
  const found = new Map<string, Locked>()
  for (const key of new Set(dependencies.map(keyOf))) {
    const one = own.get(key)
    if (!one) continue
    const name = `${one.groupId}:${one.artifactId}`
    const scope = one.scope || (rules.get(key)?.scope ?? '')
    const [, version = ''] = /^[[(]?(.*?)(?:,|[)\]]|$)/.exec(one.version || (rules.get(key)?.version ?? '')) ?? []
    found.set(name, { name, version, ...groups(scope !== 'compile' && scope !== '' && scope) })
  }
  return [...found.values()]
}
