/** Which proxy the system names for an address: its settings, or its script (PAC), as the session answers them. */

/** Asks as in `session.resolveProxy`. The first of the answers that can be used is used; there is no second try. */
export const proxyFromSystem =
  (resolve: (url: string) => Promise<string>) =>
  async (url: URL): Promise<string | undefined> =>
    // Where we go is nobody's business but the host's: a script gets no path.
    proxyIn(await resolve(`${url.origin}/`))

const SCHEMES: ReadonlyMap<string, string> = new Map([
  ['PROXY', 'http'],
  ['HTTP', 'http'],
  ['HTTPS', 'https'],
  ['SOCKS', 'socks4'],
  ['SOCKS4', 'socks4'],
  ['SOCKS5', 'socks5'],
])

/**
 * The proxy in an answer like `PROXY proxy.example:3128; DIRECT`, as an address; undefined is the direct way. A kind of
 * proxy that cannot be used is named only where the answer has nothing else.
 */
export function proxyIn(answer: string): string | undefined {
  const ways = answer
    .split(';')
    .map((way) => way.trim().split(/\s+/))
    .map(([kind = '', host = '']) => ({ kind: kind.toUpperCase(), host }))
    .filter(({ kind, host }) => kind === 'DIRECT' || (SCHEMES.has(kind) && host !== ''))
  const way = ways.find(({ kind }) => !kind.startsWith('SOCKS')) ?? ways[0]
  return way && way.kind !== 'DIRECT' ? `${SCHEMES.get(way.kind)}://${way.host}` : undefined
}
