/** The address of a repository, as it may be published. */

/** `git@host:owner/name.git`, which git takes for SSH when no slash comes before the first colon. */
const SCP_LIKE = /^(?:[^@/:]+@)?([^/:@[\]]{2,}):(?!\/\/)(.+)$/

/** Protocols over which others can reach a repository too. All else is a place on this machine, or a program to run. */
const PUBLIC = new Set(['https:', 'http:', 'ssh:', 'git:', 'git+ssh:', 'git+https:'])

/** Forges that serve the same repository under the same path over SSH and HTTPS. */
const FORGES = new Set(['github.com', 'gitlab.com', 'codeberg.org', 'bitbucket.org'])

/** Names that mean something only on this machine or in its network. */
const isPrivate = (host: string): boolean =>
  !(host.includes('.') || host.startsWith('[')) || /^(127\.|0\.|\[::1?\]$)/.test(host)

/**
 * The address of a remote without user, password, query and fragment, where a token may stand. Undefined for what is no
 * public address: a folder, a file, a short name of the person's own, a host of the local network by its bare name, a
 * remote helper (`ext::…`).
 */
export function repositoryUrl(remote: string): string | undefined {
  if (/[\p{C}\s]/u.test(remote) || remote.includes('::')) return undefined
  const { protocol, rest } = partsOf(remote)
  // The parser knows the hosts of web addresses only, so the rest is read as one.
  const url = PUBLIC.has(protocol) ? parse(`https:${rest}`) : undefined
  if (!url) return undefined
  const path = url.pathname.replace(/\/+$/, '')
  if (path === '' || isPrivate(url.hostname)) return undefined
  if (FORGES.has(url.hostname)) return `https://${url.hostname}${path.replace(/\.git$/, '')}`
  return `${protocol.replace('git+', '')}//${url.host}${path}`
}

function partsOf(remote: string): { protocol: string; rest: string } {
  const [, scheme, rest = ''] = /^([A-Za-z][A-Za-z+]*:)(\/\/.+)$/.exec(remote) ?? []
  if (scheme !== undefined) return { protocol: scheme.toLowerCase(), rest }
  const [, host, path = ''] = SCP_LIKE.exec(remote) ?? []
  return host === undefined
    ? { protocol: '', rest: '' }
    : { protocol: 'ssh:', rest: `//${host}/${path.replace(/^\/+/, '')}` }
}

function parse(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}
