/** Commits in the addresses that lock files of npm and Yarn write down. */
import { parseAddress } from '../../address.ts'

const WORD = '([0-9A-Za-z_]+)$'
const MATCHERS = [
  // git+ssh://…#COMMIT and the like.
  new RegExp(`(?:^|.+@)(?:git(?:\\+(?:ssh|https))?|ssh)://.+#${WORD}`),
  new RegExp(`(?:^|.+@)https://.+\\.git#${WORD}`),
  new RegExp(`https://codeload\\.github\\.com(?:/[\\w\\-.]+){2}/tar\\.gz/${WORD}`),
  new RegExp(`.+#commit[:=]${WORD}`),
  new RegExp(`^(?:github|gitlab|bitbucket):.+#${WORD}`),
]
const FORGES: ReadonlySet<string> = new Set(['bitbucket.org', 'github.com', 'gitlab.com'])

/** Nobody's address is longer, and the patterns go back and forth in it. */
const LONGEST = 4096

/** Empty where it names none. What is behind a `#` at a forge is taken for one. */
export function commitIn(address: string): string {
  // Most are of a registry, and there are many.
  if (address.length > LONGEST || !/[#?]|\/tar\.gz\//.test(address)) return ''
  for (const matcher of MATCHERS) {
    const [, commit] = matcher.exec(address) ?? []
    if (commit !== undefined) return commit
  }
  const url = parseAddress(address)
  if (!url || !FORGES.has(url.host)) return ''
  const { search, searchParams, hash } = url
  return search === '' ? hash.slice(1) : (searchParams.get('ref') ?? '')
}
