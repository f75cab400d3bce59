/** Connections in TLS: handed out when the other side has proven who it is. */
import type { Duplex } from 'node:stream'
import type { SecureContext, TLSSocket } from 'node:tls'
import type { Stack } from './stack.ts'
import { untrusted } from './untrusted.ts'

/** Where a connection goes. */
export interface Wanted {
  readonly host: string
  readonly port: number
  /** The call is over, whatever comes of it. */
  readonly ended: AbortSignal
}

/** Over `base`, or over a connection of its own. */
export function secured(
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
        socket.destroy(untrusted(socket, nameOf(host, port)))
      }
    })
    if (ended.aborted) stop()
  })
}

/** As in an address of https. */
const nameOf = (host: string, port: number): string =>
  new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`).host
