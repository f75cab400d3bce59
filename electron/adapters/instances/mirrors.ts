/** Where the trust data of a built-in instance is had from: its own repository, or another one by configuration. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fault } from '../../contract/faults.ts'
import { BUILT_IN, type BuiltIn, GITHUBS_OWN, type RefreshedKind } from '../../core/endpoints.ts'
import { isConfidential, parseAddress } from '../confidential.ts'
import { errnoOf } from '../errno.ts'

/**
 * `url` alone is a mirror of the same repository. `rootPath` is a TUF root of one's own: then the instance is a stand-in,
 * nothing that came with the app is used for it, and its title says so.
 */
export interface Mirror {
  readonly url?: string
  readonly rootPath?: string
}

/** Whose trust data is had by TUF. */
export type TufKind = RefreshedKind | 'github'

export const TUF: Readonly<Record<TufKind, BuiltIn>> = { ...BUILT_IN, github: GITHUBS_OWN }

export type Mirrors = Readonly<Partial<Record<TufKind, Mirror>>>

/** `COUNTERMARK_PUBLIC_TUF_URL`, `COUNTERMARK_PUBLIC_TUF_ROOT`, and the same for `STAGING` and `GITHUB`. */
export function mirrorsFrom(env: Readonly<Record<string, string | undefined>>): Mirrors {
  const mirror = (name: string): Mirror => {
    const [url, rootPath] = [env[`COUNTERMARK_${name}_TUF_URL`], env[`COUNTERMARK_${name}_TUF_ROOT`]]
    return { ...(url ? { url } : {}), ...(rootPath ? { rootPath } : {}) }
  }
  return { public: mirror('PUBLIC'), staging: mirror('STAGING'), github: mirror('GITHUB') }
}

/** Address of the repository that is used. Fault: `instance.address`. */
export function repositoryOf(kind: TufKind, mirrors: Mirrors): URL {
  const url = parseAddress(mirrors[kind]?.url ?? TUF[kind].trust)
  if (!url || !isConfidential(url)) throw fault('instance.address')
  return url
}

/** The TUF root of one's own, if there is one. Fault: `sigstore.instance-unreadable`. */
export async function ownRoot(mirror: Mirror | undefined): Promise<string | undefined> {
  if (mirror?.rootPath === undefined) return undefined
  try {
    return await readFile(mirror.rootPath, 'utf8')
  } catch (error) {
    const reason = `Its TUF root ${basename(mirror.rootPath)} cannot be read (${errnoOf(error)})`
    throw fault('sigstore.instance-unreadable', { reason }, { cause: error })
  }
}

/** The name of a folder for what one repository serves: trust of one never passes for that of another. */
export const folderName = (kind: TufKind, url: URL, root: string | undefined): string =>
  root === undefined && url.href === new URL(TUF[kind].trust).href
    ? kind
    : `${kind}-${createHash('sha256')
        .update(JSON.stringify([url.href, root]))
        .digest('hex')
        .slice(0, 16)}`
