/** Lock files of Python, and lists of requirements. */
import { z } from 'zod'
import { json, type Locked, toml } from './locked.ts'

const Packages = z.object({
  package: z
    .array(
      z.object({
        name: z.string(),
        version: z.string().optional(),
        source: z
          .looseObject({ virtual: z.unknown().optional(), editable: z.unknown().optional() })
          .optional()
          .catch({}),
      }),
    )
    .default([]),
})

/** `poetry.lock`, `pdm.lock` and `uv.lock`: the project itself has no source of its own. */
export function pythonLock(text: string): readonly Locked[] | undefined {
  const { data } = Packages.safeParse(toml(text))
  return data?.package.flatMap(({ name, version, source }) =>
    version === undefined || source?.virtual !== undefined || source?.editable !== undefined ? [] : [{ name, version }],
  )
}

const Group = z.record(z.string(), z.object({ version: z.string().optional() })).default({})
const Pipfile = z.object({ default: Group, develop: Group })

/** `Pipfile.lock`: versions stand behind `==`. */
export function pipfileLock(text: string): readonly Locked[] | undefined {
  const { data } = Pipfile.safeParse(json(text))
  return (
    data &&
    Object.entries({ ...data.develop, ...data.default }).flatMap(([name, { version = '' }]) =>
      version.startsWith('==') ? [{ name, version: version.slice(2) }] : [],
    )
  )
}

const COMPARATORS = ['===', '==', '>=', '<=', '~='] as const

/** `requirements.txt`: the lowest version that each line allows. Lines with no version, or with several, name none. */
export function requirements(text: string): readonly Locked[] {
  const joined = text
    .split(/\r?\n/)
    .map((line) => line.replace(/(^|\s+)#.*$/, ''))
    .join('\n')
    .replace(/\\\n/g, '')
  return joined.split('\n').flatMap((line) => {
    if (/\$\{[A-Z0-9_]+\}/.test(line)) return []
    const bare = line
      .replace(/\s--?[a-z][\s\S]*$/i, '')
      .replace(/\s+/g, '')
      .split(';')[0]
      ?.replace(/\[[^\]]*\]/g, '')
    if (!bare || bare.startsWith('-') || /[*,]|!=|<(?!=)|>(?!=)/.test(bare)) return []
    const comparator = COMPARATORS.find((one) => bare.includes(one))
    const [name = '', version = ''] = comparator ? bare.split(comparator, 2) : []
    return version !== '' && /^[\w.-]+$/.test(name) ? [{ name, version }] : []
  })
}
