/** The way to a host: direct or through a proxy, and whom to believe there. Read anew for each request. */

import { stat } from 'node:fs/promises'
import type { Agent } from 'node:http'
import type { NetworkSettings } from '../../contract/model/network.ts'
import type { Secret } from '../../core/secret.ts'
import { isLoopbackHost, parseAddress } from '../confidential.ts'
import { type Connections, keepConnections, plainConnections } from './connections.ts'
import type { Stack } from './stack.ts'
import { type Trust, trustWith } from './trust.ts'

export interface WayOut {
  /** What is set at this moment. Without it: as the system does, and no further authorities. */
  readonly network?: () => Promise<NetworkSettings>
  /** The proxy that the system or the environment names for an address; undefined is the direct way. */
  readonly systemProxy?: (url: URL) => Promise<string | undefined>
  /** The password of the proxy that is set by hand. Its address holds the user name. */
  readonly proxyPassword?: () => Promise<Secret<string> | undefined>
}

export interface Ways {
  /** Faults: `network.authority-file`, `network.proxy-unsupported`. */
  agentFor(url: URL): Promise<Agent>
}

const AS_THE_SYSTEM: NetworkSettings = { proxy: { use: 'system' } }

export function keepWays(options: WayOut, stack: Stack): Ways {
  const plain = plainConnections(stack)
  let kept: { readonly key: string; readonly trust: Trust; readonly connections: Connections } | undefined
  return {
    async agentFor(url) {
      // It never leaves this machine, so that nothing that is set matters to it.
      if (url.protocol === 'http:') return plain
      const settings = (await options.network?.()) ?? AS_THE_SYSTEM
      const key = await versionOf(settings.extraCaPath)
      if (kept?.key !== key) {
        const trust = trustWith(settings.extraCaPath, stack)
        kept = { key, trust, connections: keepConnections(trust, stack) }
      }
      const { trust, connections } = kept
      // Nobody is talked to before it is clear whom to believe.
      await trust.context()
      return connections.secure(isLoopbackHost(url.hostname) ? undefined : await proxyFor(url, settings, options))
    },
  }
}

/** A file that was mended, or another one, is believed from the next request on. */
async function versionOf(path: string | undefined): Promise<string> {
  if (path === undefined) return ''
  const stats = await stat(path).catch(() => undefined)
  return `${stats?.mtimeMs} ${stats?.size} ${path}`
}

async function proxyFor(url: URL, { proxy }: NetworkSettings, options: WayOut): Promise<string | undefined> {
  switch (proxy.use) {
    case 'none':
      return undefined
    case 'system':
      return options.systemProxy?.(url)
    case 'manual': {
      const address = parseAddress(proxy.url)
      if (!address || address.username === '' || address.password !== '') return proxy.url
      address.password = encodeURIComponent((await options.proxyPassword?.())?.reveal() ?? '')
      return address.href
    }
  }
}
