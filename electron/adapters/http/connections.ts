/** Connections to services: direct or through a proxy, kept open between requests. */
import type { AgentOptions, Agent as PlainAgent } from 'node:http'
import type { Agent as SecureAgent } from 'node:https'
import type { Duplex } from 'node:stream'
import type { SecureContext, TLSSocket } from 'node:tls'
import type { Stack } from './stack.ts'
import type { Trust } from './trust.ts'
import { proxyAddress, tunnel, type Wanted } from './tunnel.ts'
import { isUnknownAuthority, Untrusted, untrusted } from './untrusted.ts'

/** Servers commonly close what is idle for five seconds: by then it is not used any more. */
const KEPT: AgentOptions = { keepAlive: true, timeout: 4000 }

/** To be among the options of a request that goes through `secure`. */
export const connectionOptions = (ended: AbortSignal): Pick<Wanted, 'ended'> => ({ ended })

type OnConnected = (error: Error | null, socket: Duplex) => void

export interface Connections {
  /** For http, which never leaves this machine. */
  readonly plain: PlainAgent
  /** For https, where the other side proves who it is. `proxy` is the address of the proxy, with its credentials. */
  secure(proxy: string | undefined): SecureAgent
}

export function keepConnections(trust: Trust, stack: Stack): Connections {
  const agents = new Map<string, SecureAgent>()
  return {
    plain: new stack.http.Agent(KEPT),
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

function secured(
  { host, port, ended }: Wanted,
  context: SecureContext,
  { net, tls }: Stack,
  base?: Duplex,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const tcp = base ?? net.connect({ host, port })
    const socket = tls.connect({
      socket: tcp,
      host,
      servername: net.isIP(host) ? '' : host,
      secureContext: context,
      ALPNProtocols: ['http/1.1'],
      // The runtime checks all the same, and is obeyed below before anything is sent: like this the refused certificate
      // can be looked at, and the fault can say who stands in between.
      rejectUnauthorized: false,
    })
    const stop = () => socket.destroy(new Error('the call is over'))
    const settle = () => {
      ended.removeEventListener('abort', stop)
      socket.removeListener('error', onError)
      tcp.removeListener('error', passOn)
    }
    const passOn = (error: Error) => void socket.destroy(error)
    const onError = (error: Error) => {
      settle()
      // A second error of the same connection has nobody left to tell.
      for (const one of [socket, tcp]) one.on('error', () => {})
      tcp.destroy()
      reject(error)
    }
    socket.once('error', onError)
    tcp.once('error', passOn)
    ended.addEventListener('abort', stop, { once: true })
    socket.once('secureConnect', () => {
      if (socket.authorized) {
        settle()
        resolve(socket)
      } else {
        socket.destroy(untrusted(socket))
      }
    })
    if (ended.aborted) stop()
  })
}
