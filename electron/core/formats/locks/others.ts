/** Lock files of Cargo, Go, RubyGems, Gradle, Maven, NuGet and Composer. */
import { SaxesParser } from 'saxes'
import { z } from 'zod'
import { json, type Locked, toml } from './locked.ts'

const Cargo = z.object({ package: z.array(z.object({ name: z.string(), version: z.string() })).default([]) })

export const cargoLock = (text: string): readonly Locked[] | undefined => Cargo.safeParse(toml(text)).data?.package

/** `go.mod`: what it requires, after what it replaces. What stands in for something may be a folder, which has no version. */
export function goMod(text: string): readonly Locked[] {
  const required = new Map<string, string>()
  const replaced: { name: string; version: string; by: string; as: string }[] = []
  let block = ''
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\/\/.*$/, '').trim()
    const [, opened] = /^(\w+)\s*\($/.exec(line) ?? []
    if (opened !== undefined) block = opened
    else if (line === ')') block = ''
    else {
      const [verb = '', ...words] = block === '' ? line.split(/\s+/) : [block, ...line.split(/\s+/)]
      const plain = words.map((word) => word.replace(/^"(.*)"$/, '$1'))
      const [name = '', version = ''] = plain
      if (verb === 'require' && version !== '') required.set(name, version)
      const arrow = plain.indexOf('=>')
      if (verb === 'replace' && arrow > 0) {
        replaced.push({
          name,
          version: arrow > 1 ? version : '',
          by: plain[arrow + 1] ?? '',
          as: plain[arrow + 2] ?? '',
        })
      }
    }
  }
  return [...required].flatMap(([name, version]) => {
    const other = replaced.find((one) => one.name === name && (one.version === '' || one.version === version))
    const [real, as] = other ? [other.by, other.as] : [name, version]
    return as === '' ? [] : [{ name: real, version: as.replace(/^v/, '') }]
  })
}

/** `Gemfile.lock`: the lines below `specs:` with one version each, and not what those ask for. */
export function gemfileLock(text: string): readonly Locked[] {
  const found: Locked[] = []
  let section = ''
  for (const line of text.split(/\r?\n/)) {
    if (/^\S/.test(line)) section = line.trim()
    const [, name, version] = /^ {4}([^\s(]+) \(([^)]+)\)$/.exec(line) ?? []
    if (name !== undefined && version !== undefined && ['GIT', 'GEM', 'PATH', 'PLUGIN SOURCE'].includes(section)) {
      // The platform stands behind it.
      found.push({ name, version: version.split('-')[0] ?? version })
    }
  }
  return found
}

/** `gradle.lockfile`: `group:artifact:version=configurations`. */
export function gradleLock(text: string): readonly Locked[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, group, artifact, version] = /^\s*([^#:=\s]+):([^:=\s]+):([^:=\s]+)=/.exec(line) ?? []
    return group === undefined || version === undefined ? [] : [{ name: `${group}:${artifact}`, version }]
  })
}

/** `pom.xml`: what it names itself with a version, once its own properties are filled in. Nothing is resolved. */
export function pomDependencies(text: string): readonly Locked[] | undefined {
  const open: string[] = []
  const properties = new Map<string, string>()
  const found: Record<string, string>[] = []
  let now: Record<string, string> | undefined
  const parser = new SaxesParser()
  const isDependency = () => /^project\/(?:dependencyManagement\/)?dependencies\/dependency$/.test(open.join('/'))
  parser.on('opentag', ({ name }) => {
    open.push(name)
    if (isDependency()) now = {}
  })
  parser.on('text', (value) => {
    const [tag = ''] = open.slice(-1)
    if (open.length === 3 && open[1] === 'properties') properties.set(tag, value.trim())
    if (now && open.at(-2) === 'dependency') now[tag] = value.trim()
    if (open.length === 2 && tag === 'version') properties.set('project.version', value.trim())
  })
  parser.on('closetag', () => {
    if (now && isDependency()) {
      found.push(now)
      now = undefined
    }
    open.pop()
  })
  try {
    parser.write(text).close()
  } catch {
    return undefined
  }
  const filled = (value = '') => value.replace(/\$\{([^}]+)\}/g, (whole, name: string) => properties.get(name) ?? whole)
  return found.flatMap(({ groupId, artifactId, version }) => {
    const at = filled(version)
    return groupId === undefined || artifactId === undefined || !/^\d[\w.+-]*$/.test(at)
      ? []
      : [{ name: `${filled(groupId)}:${filled(artifactId)}`, version: at }]
  })
}

const Nuget = z.object({
  dependencies: z.record(z.string(), z.record(z.string(), z.object({ resolved: z.string().optional() }))).default({}),
})

/** `packages.lock.json` of NuGet, for each framework. */
export function nugetLock(text: string): readonly Locked[] | undefined {
  const { data } = Nuget.safeParse(json(text.replace(/^\ufeff/, '')))
  return (
    data &&
    Object.values(data.dependencies).flatMap((packages) =>
      Object.entries(packages).flatMap(([name, { resolved }]) =>
        resolved === undefined ? [] : [{ name, version: resolved }],
      ),
    )
  )
}

/** `packages.config` of NuGet: `<package id="…" version="…">`. */
export function nugetConfig(text: string): readonly Locked[] {
  return [...text.matchAll(/<package\s[^>]*>/gi)].flatMap(([tag]) => {
    const [, name] = /\sid\s*=\s*"([^"]+)"/i.exec(tag) ?? []
    const [, version] = /\sversion\s*=\s*"([^"]+)"/i.exec(tag) ?? []
    return name === undefined || version === undefined ? [] : [{ name, version }]
  })
}

const Composer = z.object({
  packages: z.array(z.object({ name: z.string(), version: z.string() })).default([]),
  'packages-dev': z.array(z.object({ name: z.string(), version: z.string() })).default([]),
})

/** `composer.lock`. */
export function composerLock(text: string): readonly Locked[] | undefined {
  const { data } = Composer.safeParse(json(text))
  return data && [...data.packages, ...data['packages-dev']]
}
