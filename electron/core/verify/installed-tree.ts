/** What npm installed, by the lock file that it leaves in `node_modules` (lockfileVersion 2 and 3). */
import { z } from 'zod'
import { made, type Purl, purlText } from '../purl.ts'
import { parsed } from './evidence/bundles-in.ts'
import { sha512In } from './integrity.ts'

/** The file in `node_modules` that tells what lies there. */
export const INSTALLED = '.package-lock.json'

export interface InstalledPackage {
  readonly purl: Purl
  /** What was unpacked there, by the word of the lock file: lower-case hexadecimal. */
  readonly sha512?: string
}

const Lock = z.object({
  lockfileVersion: z.union([z.literal(2), z.literal(3)]),
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      integrity: z.string().optional(),
      link: z.boolean().optional(),
    }),
  ),
})

/** Each version of each package once. Undefined for what is no such lock file. Links into the project are left out. */
export function installedIn(text: string): InstalledPackage[] | undefined {
  const { data } = Lock.safeParse(parsed(text))
  if (!data) return undefined
  const found = new Map<string, InstalledPackage>()
  for (const [path, { name, version, integrity, link }] of Object.entries(data.packages)) {
    const [, scope, plain] = /(?:^|\/)node_modules\/(?:(@[^/]+)\/)?([^/]+)$/.exec(path) ?? []
    const [, alias, aliased] = /^(?:(@[^/]+)\/)?([^/]+)$/.exec(name ?? '') ?? []
    const title = aliased ?? plain
    if (link === true || version === undefined || plain === undefined || title === undefined) continue
    const purl = made({ type: 'npm', namespace: aliased === undefined ? scope : alias, name: title, version })
    const sha512 = sha512In(integrity)
    found.set(purlText(purl), { purl, ...(sha512 === undefined ? {} : { sha512 }) })
  }
  return [...found.values()]
}
