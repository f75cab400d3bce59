/** Lock files of NuGet. */
import { z } from 'zod'
import { type Lock, type Locked, lock } from './locked.ts'
import { json } from './texts.ts'
import { isForeign, readXml } from './xml.ts'

const Resolved = z.object({
  resolved: z.string().nullish(),
  dependencies: z.record(z.string(), z.string().nullable()).nullish(),
})
const PackagesLock = z.object({
  dependencies: z.record(z.string(), z.record(z.string(), Resolved.nullable()).nullable()).nullish(),
})

/** `packages.lock.json`, for each framework. */
export function nugetLock(text: string): Lock | undefined {
  const { data } = PackagesLock.nullable().safeParse(json(text))
  if (data === undefined) return undefined
  const packages = Object.values(data?.dependencies ?? {}).flatMap((some) => Object.entries(some ?? {}))
  return lock(packages.map(([name, one]) => ({ name, version: one?.resolved ?? '' })))
}

const MOST_CONFIG = 20 * 1024 * 1024
const MOST_DEPS = 10 * 1024 * 1024

/** `packages.config`. A larger one than any is left alone. */
export function nugetConfig(text: string): Lock | undefined {
  if (text.length > MOST_CONFIG) return { packages: [] }
  const packages: Locked[] = []
  let isRight = !isForeign(text)
  const isWhole = readXml(text, {
    open({ path, attributes: { id: name = '', version = '' } }) {
      if (path.length === 1 && path[0] !== 'packages') isRight = false
      if (path.join('/') === 'packages/package') packages.push({ name, version })
    },
  })
  return isWhole && isRight ? { packages } : undefined
}

const Library = z.object({ version: z.string().nullish(), type: z.string().nullish() })
const DepsJson = z.object({ libraries: z.record(z.string(), Library.nullable()).nullish() })

/** `*.deps.json`: what was built, the project itself too. */
export function depsJson(text: string): Lock | undefined {
  if (text.length > MOST_DEPS) return { packages: [] }
  const { data } = DepsJson.safeParse(json(text))
  const names = Object.keys(data?.libraries ?? {})
  if (names.length === 0) return undefined
  return lock(
    names.flatMap((both): Locked[] => {
      const [name = '', version = '', ...more] = both.split('/')
      return more.length > 0 ? [] : [{ name, version }]
    }),
  )
}
