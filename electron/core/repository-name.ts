/** Repositories as OSS-Fuzz and Scorecard name them. */

/**
 * `host/owner/name` of the address of a repository, in small letters and without `.git`; undefined where there are no two
 * names. What follows them is left out, as Scorecard does it.
 */
export function repositoryName(address: string): string | undefined {
  const url = parsed(address.trim().toLowerCase())
  const [owner, name] = url?.pathname.split('/').filter((part) => part !== '') ?? []
  if (!url || url.host === '' || owner === undefined || name === undefined) return undefined
  return `${url.host}/${owner}/${name.replace(/\.git$/, '')}`
}

function parsed(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}
