/** A proxy of one test: it leads every name to this machine, and remembers what it was asked. */
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { onTestFinished } from 'vitest'
import type { ServerIdentity } from '../../fakes/certificates.ts'
import { listen } from '../loopback-server.ts'

export interface TestProxy {
  readonly origin: string
  readonly asked: { readonly target: string; readonly credentials: string | undefined }[]
}

export interface ProxyOptions {
  /** `Proxy-Authorization` that is let through; anybody is, if there is none. */
  readonly credentials?: string
  /** What is answered instead of a way through. */
  readonly answer?: string
  /** Speaks https with its clients. */
  readonly tls?: ServerIdentity
}

/** Leads to the port of `target`, whatever the name. */
export async function openProxy(target: string, options: ProxyOptions = {}): Promise<TestProxy> {
  const asked: { target: string; credentials: string | undefined }[] = []
  const open = new Set<Duplex>()
  const server = options.tls ? createSecureServer(options.tls) : createServer()
  server.on('connect', (request: IncomingMessage, client: Duplex) => {
    const credentials = request.headers['proxy-authorization']
    asked.push({ target: request.url ?? '', credentials })
    client.on('error', () => {})
    open.add(client)
    if (options.answer !== undefined) return void client.end(options.answer)
    if (options.credentials !== undefined && credentials !== options.credentials) {
      return void client.end('HTTP/1.1 407 Who are you\r\nproxy-authenticate: Basic realm="corp"\r\n\r\n')
    }
    const way: Socket = connect(Number(new URL(target).port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      way.pipe(client).pipe(way)
    })
    open.add(way)
    way.on('error', () => client.destroy())
    client.on('close', () => way.destroy())
  })
  const origin = await listen(server, options.tls ? 'https://localhost' : 'http://127.0.0.1')
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
  })
  return { origin, asked }
}
