/** Connections to services: direct or through a proxy, kept open between requests. */
import type { AgentOptions, Agent as PlainAgent } from 'node:http'
import type { Agent as SecureAgent } from 'node:https'
import type { Duplex } from 'node:stream'
import type { SecureContext, TLSSocket } from 'node:tls'
import { secured, type Wanted } from './secured.ts'
import type { Stack } from './stack.ts'
import type { Trust } from './trust.ts'
import { proxyAddress, tunnel } from './tunnel.ts'
import { isUnknownAuthority, Untrusted } from './untrusted.ts'

/** Servers commonly close what is idle for five seconds: by then it is not used any more. */
const KEPT: AgentOptions = { keepAlive: true, timeout: 4000 }

/** To be among the options of a request that goes through `secure`. */
export const connectionOptions = (ended: AbortSignal): Pick<Wanted, 'ended'> => ({ ended })

type OnConnected = (error: Error | null, socket: Duplex) => void

export interface Connections {
  /** For https, where the other side proves who it is. `proxy` is the address of the proxy, with its credentials. */
  secure(proxy: string | undefined): SecureAgent
}

/** For http, which never leaves this machine. */
export const plainConnections = (stack: Stack): PlainAgent => new stack.http.Agent(KEPT)

export function keepConnections(trust: Trust, stack: Stack): Connections {
  const agents = new Map<string, SecureAgent>()
  return {
    secure(proxy = '') {
      const known = agents.get(proxy) ?? newAgent(proxy === '' ? undefined : proxyAddress(proxy), trust, stack)
      agents.set(proxy, known)
      return known
    },
  }
}

/** An agent that hands out a connection only when the other side has proven who it is. */
function newAgent(proxy: URL | undefined, trust: Trust, stack: Stack): SecureAgent {
  const tryWith = async (context: SecureContext, wanted: Wanted): Promise<TLSSocket> =>
    secured(wanted, context, stack, proxy && (await tunnel(proxy, wanted, context, stack)))

  async function connect(wanted: Wanted): Promise<TLSSocket> {
    try {
      return await tryWith(await trust.context(), wanted)
    } catch (error) {
      if (!(error instanceof Untrusted) || !isUnknownAuthority(error.code) || !(await trust.widen())) throw error
      return tryWith(await trust.context(), wanted)
    }
  }

  const agent = new stack.https.Agent(KEPT)
  const createConnection = (options: object, done?: OnConnected): undefined => {
    connect(options as Wanted).then(
      (socket) => done?.(null, socket),
      (error: Error) => done?.(error, undefined as unknown as Duplex),
    )
  }
  return Object.assign(agent, { createConnection })
}
