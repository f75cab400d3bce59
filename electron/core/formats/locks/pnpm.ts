/** `pnpm-lock.yaml`, in each of the ways in which pnpm has named packages. */
import { z } from 'zod'
import { groups, type Lock, type Locked } from './locked.ts'
import { yaml } from './texts.ts'

const scalar = z.string().nullish()

const PnpmLock = z.object({
  lockfileVersion: z.string(),
  packages: z
    .record(z.string(), z.object({ name: scalar, version: scalar, dev: scalar }).or(z.literal('')).nullable())
    .or(z.literal(''))
    .nullish(),
})

interface Entry {
  readonly name?: string | null | undefined
  readonly version?: string | null | undefined
  readonly dev?: string | null | undefined
}

interface Entries {
  readonly version: string
  readonly packages: readonly (readonly [key: string, entry: Entry])[]
}

export function pnpmLock(text: string): Lock | undefined {
  if (text.trim() === '') return { packages: [] }
  const read = asWritten(text) ?? asYaml(text)
  const version = Number(read?.version.trim() || 'none')
  if (!read || Number.isNaN(version)) return undefined
  const found: Locked[] = []
  let isBroken = false
  for (const [key, { name, version: at, dev }] of read.packages) {
    const path = version >= 9 ? byAt(key) : bySlash(key)
    if (!path) isBroken = true
    else found.push({ name: name || path.name, version: at || path.version, ...groups(isTrue(dev) && 'dev') })
  }
  const packages = found.filter(({ name }) => name !== '')
  return isBroken ? { packages, isBroken } : { packages }
}

const isTrue = (text: string | null | undefined): boolean => /^(?:true|yes|on|y)$/i.test(text ?? '')

interface Named {
  readonly name: string
  readonly version: string
}

const NOTHING: Named = { name: '', version: '' }

/** `name@version`. What lies in a folder has a name of its own. */
function byAt(key: string): Named {
  if (key.startsWith('file:')) return NOTHING
  const bare = key.replace(/^'+|'+$/g, '')
  const at = bare.indexOf('@', 1)
  if (at < 0) return { name: bare, version: '' }
  const [version = ''] = bare.slice(at + 1).split('\n', 1)
  return { name: bare.slice(0, at), version }
}

/** `/name/version_peers`, or `/name@version(peers)`; undefined where nothing is between slashes. */
function bySlash(key: string): Named | undefined {
  if (key.startsWith('file:')) return NOTHING
  const [, ...parts] = key.split('/')
  if (parts.length === 0) return undefined
  const isScoped = parts[0]?.startsWith('@') === true
  // Its reader falls over a scope with nothing in it.
  if (isScoped && parts.length < 2) return undefined
  const name = parts.slice(0, isScoped ? 2 : 1).join('/')
  const behind = parts[isScoped ? 2 : 1] ?? ''
  const [, before = '', after = ''] = behind === '' ? (/^(.+)@([\w.-]+)(?:\(|$)/.exec(name) ?? []) : ['', name, behind]
  return /^\d/.test(after) ? { name: before, version: after.split('_', 1)[0] ?? '' } : NOTHING
}

/** Any YAML. */
function asYaml(text: string): Entries | undefined {
  const { data } = PnpmLock.safeParse(yaml(text))
  if (!data) return undefined
  const packages = Object.entries(data.packages || {}).map(([key, one]) => [key, one || {}] as const)
  return { version: data.lockfileVersion, packages }
}

const HEAD = /^(?:[A-Za-z]+:.*|---|#.*|\s*)$/
const FIELD = /^ {4}(name|version|dev): (?:'([^']*)'|([^'"{[&*!|>%@`#\s][^:#]*))$/

/** What pnpm itself writes, a line each: a parser of all YAML takes a second for a large one. Undefined for anything else. */
function asWritten(text: string): Entries | undefined {
  const packages: [string, Record<string, string>][] = []
  const seen = new Set<string>()
  let [version, section] = ['', '']
  for (const line of text.split(/\r?\n/)) {
    if (!line.startsWith(' ')) {
      if (!HEAD.test(line) || line.startsWith('---')) return undefined
      const [, name] = /^([A-Za-z]+):/.exec(line) ?? []
      if (name === undefined) continue
      if (seen.has(name)) return undefined
      seen.add(name)
      section = name
      version ||= /^lockfileVersion: '?([\d.]+)'?$/.exec(line)?.[1] ?? ''
      if (section === 'packages' && line !== 'packages:') return undefined
    } else if (section === 'packages') {
      const [, quoted, plain] = /^ {2}(?! )(?:'([^']+)'|([^'"{[&*!|>%`#\s?-][^'"#]*)):$/.exec(line) ?? []
      const key = quoted ?? plain
      const last = packages.at(-1)
      if (key !== undefined) {
        if (key.includes(': ') || seen.has(` ${key}`)) return undefined
        seen.add(` ${key}`)
        packages.push([key, {}])
      } else if (!last || /^ {1,3}\S/.test(line)) return undefined
      else if (/^ {4}\S/.test(line)) {
        const [, field, text1, text2] = FIELD.exec(line) ?? []
        if (field !== undefined) last[1][field] = text1 ?? text2 ?? ''
        else if (!/^ {4}[A-Za-z]+:(?: .*)?$/.test(line) || /^ {4}(?:name|version|dev):/.test(line)) return undefined
      }
    }
  }
  return version === '' ? undefined : { version, packages }
}
