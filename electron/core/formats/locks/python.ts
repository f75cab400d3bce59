/** Lock files of Python. */
import { z } from 'zod'
import { atCommit, groups, type Lock, type Locked, lock } from './locked.ts'
import { json, toml } from './texts.ts'

const text = z.string().optional()
const texts = z.array(z.string()).optional()

const Poetry = z.object({
  version: z.int().optional(),
  package: z
    .array(
      z.object({
        name: text,
        version: text,
        optional: z.boolean().optional(),
        groups: texts,
        source: z.object({ type: text, resolved_reference: text }).optional(),
      }),
    )
    .default([]),
})

/** `poetry.lock`. */
export function poetryLock(content: string): Lock | undefined {
  const { data } = Poetry.safeParse(toml(content))
  return lock(
    data?.package.map(({ name = '', version = '', optional, groups: wanted = [], source }): Locked => {
      const one = { name, version, ...atCommit(source?.resolved_reference) }
      if (optional) return { ...one, groups: ['optional'] }
      return { ...one, ...groups(...(wanted.includes('main') ? [] : wanted)) }
    }),
  )
}

const Pdm = z.object({
  'lock-version': text,
  package: z.array(z.object({ name: text, version: text, groups: texts, revision: text })).default([]),
})

/** `pdm.lock`: what is in no group of everybody's is optional. */
export function pdmLock(content: string): Lock | undefined {
  const { data } = Pdm.safeParse(toml(content))
  return lock(
    data?.package.map(({ name = '', version = '', groups: wanted = [], revision }): Locked => {
      const isOptional = !wanted.includes('dev') && !wanted.includes('default')
      return {
        name,
        version,
        ...atCommit(revision),
        ...groups(wanted.includes('dev') && 'dev', isOptional && 'optional'),
      }
    }),
  )
}

const Uv = z.object({
  version: z.int().optional(),
  package: z
    .array(
      z.object({
        name: text,
        version: text,
        source: z.object({ virtual: text, git: text }).optional(),
        'optional-dependencies': z.record(z.string(), z.array(z.object({ name: text }))).optional(),
      }),
    )
    .default([]),
})

/** `uv.lock`: the project itself is in it too. Groups are looked for where the scanner looks, behind the last package. */
export function uvLock(content: string): Lock | undefined {
  const { data } = Uv.safeParse(toml(content))
  const wanted = Object.entries(data?.package.at(-1)?.['optional-dependencies'] ?? {})
  return lock(
    data?.package
      .filter(({ source }) => source?.virtual !== '.')
      .map(({ name = '', version = '', source }): Locked => {
        const [, commit] = (source?.git ?? '').split(/#(.*)/s)
        const of = wanted.filter(([, some]) => some.some((one) => (one.name ?? '') === name)).map(([group]) => group)
        return { name, version, ...atCommit(commit), ...groups(...of.sort()) }
      }),
  )
}

const Group = z.record(z.string(), z.object({ version: z.string().nullish() }).nullable()).nullish()
const Pipfile = z.object({ default: Group, develop: Group })

/** `Pipfile.lock`: versions stand behind `==`. */
export function pipfileLock(content: string): Lock | undefined {
  const { data } = Pipfile.safeParse(json(content))
  if (!data) return undefined
  const found = new Map<string, Locked>()
  for (const [some, group] of [[data.default ?? {}, false] as const, [data.develop ?? {}, 'dev'] as const]) {
    for (const [name, one] of Object.entries(some)) {
      const [, version] = /^==(.+)$/s.exec(one?.version ?? '') ?? []
      if (version === undefined) continue
      const key = `${name}@${version}`
      if (!found.has(key)) found.set(key, { name, version, ...groups(group) })
    }
  }
  return lock([...found.values()])
}
