/** Lock files of npm, Yarn, pnpm and Bun. */
import { z } from 'zod'
import { json, type Locked } from './locked.ts'

const Placed = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  link: z.boolean().optional(),
})
const PackageLock = z.object({
  packages: z.record(z.string(), Placed).optional(),
  dependencies: z.record(z.string(), z.unknown()).optional(),
})

/** `package-lock.json` in all three forms: newer ones name each folder, the oldest is a tree. */
export function packageLock(text: string): readonly Locked[] | undefined {
  const { data } = PackageLock.safeParse(json(text))
  if (!data) return undefined
  if (data.packages) {
    return Object.entries(data.packages).flatMap(([path, { name, version, link }]) =>
      path === '' || link || version === undefined
        ? []
        : plain(name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), version),
    )
  }
  return nested(data.dependencies ?? {})
}

/** One level of the tree; what hangs below it is looked at in its turn. */
const Entry = z.object({
  version: z.string().default(''),
  dependencies: z.record(z.string(), z.unknown()).default({}),
})

/** Without calling itself: a stranger decides how deep it is. */
function nested(top: Readonly<Record<string, unknown>>): Locked[] {
  const found: Locked[] = []
  const waiting = [top]
  for (let level = waiting.pop(); level; level = waiting.pop()) {
    for (const [name, value] of Object.entries(level)) {
      const { data } = Entry.safeParse(value)
      if (!data) continue
      const [, real, of] = /^npm:(.+)@([^@]+)$/.exec(data.version) ?? []
      found.push(...(real !== undefined && of !== undefined ? plain(real, of) : plain(name, data.version)))
      waiting.push(data.dependencies)
    }
  }
  return found
}

/** What lies elsewhere, as a file or in a repository, has no version that anybody knows. */
const plain = (name: string, version: string): Locked[] => (/^\d/.test(version) ? [{ name, version }] : [])

/** `yarn.lock` of Yarn 1 and of the later ones, which say what each entry was resolved to. */
export function yarnLock(text: string): readonly Locked[] {
  const found: Locked[] = []
  let names: string[] = []
  for (const line of text.split('\n')) {
    const [, head] = /^(?! )"?([^#\s"][^"]*?)"?(?:,.*)?:\s*$/.exec(line) ?? []
    if (head !== undefined) names = [nameOf(head)]
    const [, resolved] = /^ {2}resolution: "?([^"]+)"?$/.exec(line) ?? []
    if (resolved?.includes('@workspace:')) {
      // Their own packages stand in the list too, with a version before this line.
      const last = found.at(-1)
      if (last && names.includes(last.name)) found.pop()
    }
    const [, version] = /^ {2}version:? "?([^"\s]+)"?\s*$/.exec(line) ?? []
    const [name] = names
    if (version !== undefined && name !== undefined && name !== '__metadata') found.push(...plain(name, version))
  }
  return found
}

/** `name@range`; a range may name another package, which is what is installed. */
function nameOf(entry: string): string {
  const at = entry.indexOf('@', 1)
  if (at < 0) return entry
  const [, alias] = /^npm:((?:@[^/]+\/)?[^@]+)@/.exec(entry.slice(at + 1)) ?? []
  return alias ?? entry.slice(0, at)
}

/** `pnpm-lock.yaml`: a line for each package, in one of three ways of writing. */
export function pnpmLock(text: string): readonly Locked[] {
  const found: Locked[] = []
  let isInside = false
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) isInside = /^packages:/.test(line)
    const [, key] = /^ {2}['"]?([^\s'"][^'"]*?)['"]?:\s*$/.exec(line) ?? []
    if (!isInside || key === undefined) continue
    const bare = key.replace(/^\//, '').replace(/\(.*$/, '')
    const [, name, version] = /^((?:@[^/]+\/)?[^/@]+)[@/](\d[^_/]*)/.exec(bare) ?? []
    if (name !== undefined && version !== undefined) found.push({ name, version })
  }
  return found
}

/** `bun.lock`: each package is a list whose first member names it. */
export function bunLock(text: string): readonly Locked[] {
  return [...text.matchAll(/^\s+"[^"\n]+": \["((?:@[^/"\n]+\/)?[^@"\n]+)@(\d[^"\n]*)"/gm)].map(
    ([, name = '', version = '']) => ({ name, version }),
  )
}
