/** What a file says it is: by its name, and by what is written inside. By its own word alone: a place to ask, and no proof. */
import { basename } from 'node:path'
import { z } from 'zod'
import { made, type Purl, parsePurl } from '../purl.ts'
import { parsed } from './evidence/bundles-in.ts'

/** A file out of an archive. */
export interface Member {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Archives on disk: the first file in one whose name matches, if it is there, is small, and lies near the front. */
export interface Archives {
  tarGz(path: string, matches: (name: string) => boolean, signal: AbortSignal): Promise<Member | undefined>
  zip(path: string, matches: (name: string) => boolean, signal: AbortSignal): Promise<Member | undefined>
}

export interface Identified {
  /** With its version. */
  readonly purl: Purl
  /** Address of the repository that it says it is from. */
  readonly repository?: string
}

/** Packages of npm, PyPI and Maven. Undefined for any other file. Never throws for what is in it. */
export async function identify(path: string, archives: Archives, signal: AbortSignal): Promise<Identified | undefined> {
  const name = basename(path)
  if (/\.whl$/i.test(name)) return wheel(path, name, archives, signal)
  if (/\.(jar|war|aar)$/i.test(name)) return jar(path, archives, signal)
  if (!/\.(tgz|tar\.gz)$/i.test(name)) return undefined
  // In the one folder that such an archive holds.
  const member = await archives.tarGz(path, (inside) => /^[^/]+\/(package\.json|PKG-INFO)$/.test(inside), signal)
  if (!member) return undefined
  return member.name.endsWith('package.json') ? npmPackage(member) : metadata(member)
}

const Manifest = z.object({
  name: z.string().max(300),
  version: z.string().max(300),
  repository: z
    .union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)])
    .optional()
    .catch(undefined),
})

function npmPackage({ bytes }: Member): Identified | undefined {
  const { data } = Manifest.safeParse(parsed(new TextDecoder().decode(bytes)))
  const [, scope, name = ''] = /^(?:(@[^/]+)\/)?([^/]+)$/.exec(data?.name ?? '') ?? []
  if (!data || name === '') return undefined
  return identified({ type: 'npm', namespace: scope, name, version: data.version }, data.repository)
}

/** PEP 427: `NAME-VERSION(-BUILD)?-PYTHON-ABI-PLATFORM.whl`; its metadata tells the repository. */
async function wheel(
  path: string,
  file: string,
  archives: Archives,
  signal: AbortSignal,
): Promise<Identified | undefined> {
  const parts = file.replace(/\.whl$/i, '').split('-')
  const [name, version] = parts
  if (parts.length < 5 || parts.length > 6 || !name || !version) return undefined
  const member = await archives.zip(path, (inside) => /^[^/]+\.dist-info\/METADATA$/.test(inside), signal)
  const inside = member && metadata(member)
  return identified({ type: 'pypi', name, version }, inside?.repository)
}

/** Core metadata of Python: headers as in an e-mail. */
function metadata({ bytes }: Member): Identified | undefined {
  const [head = ''] = new TextDecoder().decode(bytes).split(/\r?\n\r?\n/)
  const fields = head.split(/\r?\n/).map((line) => /^([A-Za-z-]+): (.*)$/.exec(line) ?? [])
  const of = (wanted: string) =>
    fields.filter(([, field]) => field?.toLowerCase() === wanted).map(([, , value = '']) => value)
  const [name] = of('name')
  const [version] = of('version')
  if (!name || !version) return undefined
  const urls = of('project-url').map((line) => /^([^,]*),\s*(\S+)$/.exec(line) ?? [])
  const named = urls.find(([, label]) =>
    /^(source|repository|code|source code|github|gitlab)$/i.test(label?.trim() ?? ''),
  )
  return identified({ type: 'pypi', name, version }, named?.[2] ?? of('home-page')[0])
}

/** What Maven writes into what it builds. */
async function jar(path: string, archives: Archives, signal: AbortSignal): Promise<Identified | undefined> {
  const member = await archives.zip(
    path,
    (inside) => /^META-INF\/maven\/[^/]+\/[^/]+\/pom\.properties$/.test(inside),
    signal,
  )
  if (!member) return undefined
  const lines = new TextDecoder().decode(member.bytes).split(/\r?\n/)
  const of = (key: string) =>
    lines
      .find((line) => line.startsWith(`${key}=`))
      ?.slice(key.length + 1)
      .trim()
  const [namespace, name, version] = [of('groupId'), of('artifactId'), of('version')]
  return namespace && name && version ? identified({ type: 'maven', namespace, name, version }, undefined) : undefined
}

/** Only what is a sound purl: it becomes a part of addresses, and is shown. */
function identified(
  parts: { type: string; namespace?: string | undefined; name: string; version: string },
  repository: string | undefined,
): Identified | undefined {
  const purl = checked(made(parts))
  const address = repository === undefined ? undefined : repositoryAddress(repository)
  return purl ? { purl, ...(address === undefined ? {} : { repository: address }) } : undefined
}

const checked = (purl: Purl): Purl | undefined => {
  const all = [...(purl.namespace ?? '').split('/'), purl.name, purl.version ?? '']
  return all.some((part) => part.length > 300 || /[\p{C}\s\\/]|^\.{1,2}$/u.test(part)) ? undefined : purl
}

/** `https://HOST/OWNER/NAME` of the many ways in which repositories are written; undefined for what is none of them. */
export function repositoryAddress(text: string): string | undefined {
  const short = /^(?:(github|gitlab):)?([\w.-]+)\/([\w.-]+)$/.exec(text.trim())
  if (short) return `https://${short[1] ?? 'github'}.com/${short[2]}/${plain(short[3] ?? '')}`
  const [, host, path] =
    /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^/@]*@)?([\w.-]+)\/([\w./-]+?)\/?(?:#.*)?$/.exec(text.trim()) ??
    /^(?:git@)([\w.-]+):([\w./-]+)$/.exec(text.trim()) ??
    []
  if (host === undefined || path === undefined) return undefined
  const parts = path.split('/')
  // Forges put trees and issues behind the name; groups of GitLab may be deep.
  const name = host.toLowerCase() === 'github.com' ? parts.slice(0, 2) : parts
  return name.length < 2 || name.includes('..') ? undefined : `https://${host.toLowerCase()}/${plain(name.join('/'))}`
}

const plain = (name: string): string => name.replace(/\.git$/, '')

/** The repository as something that GitHub can be asked about. */
export function githubPurl(repository: string, version?: string): Purl | undefined {
  const [, owner, name] = /^https:\/\/github\.com\/([^/]+)\/([^/]+)$/.exec(repository) ?? []
  if (owner === undefined || name === undefined) return undefined
  return made({ type: 'github', namespace: owner, name, version })
}

/** What a person or a link names: a purl, `npm/NAME@VERSION` as a short form of one, or the page of a release. */
export function purlFrom(text: string): Purl | undefined {
  const [, owner, name, tag] =
    /^https:\/\/github\.com\/([^/]+)\/([^/]+)\/releases\/tag\/([^/?#]+)$/.exec(text.trim()) ?? []
  if (owner && name && tag) return made({ type: 'github', namespace: owner, name, version: decodeURIComponent(tag) })
  const short = /^(npm|pypi|maven|github)\//.exec(text.trim())
  return parsePurl(short ? `pkg:${text.trim()}` : text)
}
