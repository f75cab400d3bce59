/** Which proxy the environment names for an address, by the rules that curl and its like have in common. */

import { isLoopbackHost } from '../confidential.ts'
import type { Stack } from './stack.ts'

/**
 * `HTTPS_PROXY` or `HTTP_PROXY`, else `ALL_PROXY`, unless `NO_PROXY` names the host: each in lower case first. Undefined is
 * the direct way, which is also the only one to this machine. An address without a scheme is one of http.
 */
export const proxyFromEnvironment =
  (env: Readonly<Record<string, string | undefined>>) =>
  async (url: URL): Promise<string | undefined> => {
    const named = (name: string) => env[name.toLowerCase()]?.trim() || env[name]?.trim() || undefined
    if (isLoopbackHost(url.hostname)) return undefined
    if (isExempt(url, named('NO_PROXY') ?? '', await import('node:net'))) return undefined
    const proxy = named(url.protocol === 'http:' ? 'HTTP_PROXY' : 'HTTPS_PROXY') ?? named('ALL_PROXY')
    return proxy === undefined || /^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`
  }

type Net = Pick<Stack['net'], 'BlockList' | 'isIP'>

const isExempt = (url: URL, list: string, net: Net): boolean =>
  list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => entry === '*' || covers(entry.toLowerCase(), url, net))

/** `example.com` and `.example.com` cover the host and what is below it; a port, a network (CIDR) or both may be named. */
function covers(entry: string, url: URL, net: Net): boolean {
  const host = bare(url.hostname).replace(/\.$/, '')
  const [, bracketed, plain = '', port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [undefined, entry]
  // An address of IPv6 without brackets has colons and no port.
  const named = net.isIP(entry.split('/', 1)[0] ?? '') ? entry : (bracketed ?? plain)
  if (port !== undefined && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false
  if (net.isIP(host)) return coversAddress(named, host, net)
  const name = named.replace(/^\*?\./, '').replace(/\.$/, '')
  return name !== '' && (host === name || host.endsWith(`.${name}`))
}

function coversAddress(network: string, address: string, { BlockList, isIP }: Net): boolean {
  const [base = '', prefix] = network.split('/')
  const family = (ip: string) => (isIP(ip) === 6 ? 'ipv6' : 'ipv4')
  const bits = prefix === undefined ? (isIP(base) === 6 ? 128 : 32) : Number(prefix)
  if (!isIP(base) || !/^\d{1,3}$/.test(prefix ?? '0') || bits > (isIP(base) === 6 ? 128 : 32)) return false
  const list = new BlockList()
  list.addSubnet(base, bits, family(base))
  return list.check(address, family(address))
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '')
