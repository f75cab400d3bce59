/** `bun.lock`: each package is a list whose first member names it. */
import { z } from 'zod'
import { atCommit, type Lock, type Locked } from './locked.ts'
import { looseJson } from './texts.ts'

const BunLock = z.object({
  lockfileVersion: z.int().nullish(),
  packages: z.record(z.string(), z.array(z.unknown()).nullable()).nullish(),
})

export function bunLock(text: string): Lock | undefined {
  const { data } = BunLock.safeParse(looseJson(text))
  if (!data) return undefined
  const packages: Locked[] = []
  let isBroken = false
  for (const entry of Object.values(data.packages ?? {})) {
    const [one] = entry ?? []
    if (typeof one === 'string') packages.push(namedBy(one))
    else isBroken = true
  }
  return isBroken ? { packages, isBroken } : { packages }
}

/** What lies elsewhere, as a file or in a repository, has no version that anybody knows. */
function namedBy(text: string): Locked {
  const at = text.indexOf('@', text.startsWith('@') ? 1 : 0)
  if (at < 0) return { name: text, version: '' }
  const [version = '', commit = ''] = text.slice(at + 1).split(/#(.*)/s)
  const isElsewhere = commit !== '' || version.startsWith('file:')
  return { name: text.slice(0, at), version: isElsewhere ? '' : version, ...atCommit(commit) }
}
