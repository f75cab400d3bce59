/** Names of packages that are the same everywhere: purls (package-url/purl-spec). */

export interface Purl {
  /** Lower case: `npm`, `pypi`, `maven`, `github`. */
  readonly type: string
  /** A scope with its `@`, a group, an owner. */
  readonly namespace?: string
  readonly name: string
  readonly version?: string
}

/** `pkg:TYPE/NAMESPACE/NAME@VERSION`; qualifiers and subpath are left out. Undefined for what is none. */
export function parsePurl(text: string): Purl | undefined {
  const [, type, path, version] =
    /^pkg:\/{0,2}([a-z][a-z0-9.+-]*)\/([^@?#]+)(?:@([^?#]+))?(?:\?[^#]*)?(?:#.*)?$/i.exec(
      text.trim().replace(/^(pkg:[^@]*\/)@/, '$1%40'),
    ) ?? []
  if (type === undefined || path === undefined) return undefined
  try {
    const parts = path
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent)
    const name = parts.pop()
    if (name === undefined || [...parts, name, version ?? ''].some((part) => FORBIDDEN.test(part))) return undefined
    return made({
      type: type.toLowerCase(),
      namespace: parts.length === 0 ? undefined : parts.join('/'),
      name,
      version: version === undefined ? undefined : decodeURIComponent(version),
    })
  } catch {
    return undefined
  }
}

/** Nothing that is shown in odd ways, and nothing that could lead elsewhere in an address. */
const FORBIDDEN = /[\p{C}\s\\]|(?:^|\/)\.{1,2}(?:$|\/)/u

/** By the rules of its type: names of PyPI and of GitHub are the same in any case. */
export function made({ type, namespace, name, version }: Parts): Purl {
  const plain =
    type === 'pypi' ? name.toLowerCase().replace(/[-_.]+/g, '-') : type === 'github' ? name.toLowerCase() : name
  const owner = type === 'github' ? namespace?.toLowerCase() : namespace
  return {
    type,
    ...(owner === undefined ? {} : { namespace: owner }),
    name: plain,
    ...(version === undefined ? {} : { version }),
  }
}

interface Parts {
  readonly type: string
  readonly namespace?: string | undefined
  readonly name: string
  readonly version?: string | undefined
}

export function purlText({ type, namespace, name, version }: Purl): string {
  const path = [...(namespace?.split('/') ?? []), name].map(encodeURIComponent).join('/')
  return `pkg:${type}/${path}${version === undefined ? '' : `@${encodeURIComponent(version)}`}`
}
