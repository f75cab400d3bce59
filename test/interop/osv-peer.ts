/** The real Scorecard asks OSV; this is what it asks, on this machine: a proxy that leads every name to a fake OSV. */
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createSecureContext, createServer as createSecureServer } from 'node:tls'
import { testAuthority } from '../fakes/certificates.ts'
import { type FakeOsv, type OsvKnowledge, openOsv } from '../fakes/osv.ts'

export interface OsvPeer extends FakeOsv {
  /** For a program in Go: the way to this OSV, and why to believe it. */
  readonly env: Readonly<Record<string, string>>
}

/** What is no question to OSV is for somebody who is not there: registries, and services that resolve what others depend on. */
const NOBODY = { status: 404, body: '{}' }
const NO_MATCH = { status: 200, body: '{}' }

function insteadOf(path: string): { readonly status: number; readonly body: string } | undefined {
  if (path === '/v1/querybatch' || path.startsWith('/v1/vulns/')) return undefined
  return path === '/v1experimental/determineversion' ? NO_MATCH : NOBODY
}

/** `authority` is where the certificate of its authority is written. */
export async function openPeer(authority: string, knowledge: OsvKnowledge): Promise<OsvPeer> {
  const osv = await openOsv({ ...knowledge, instead: insteadOf })
  const open = new Set<Duplex>()
  const kept = <T extends Duplex>(socket: T): T => {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => open.delete(socket))
    return socket
  }
  const join = (client: Duplex, port: number, begin: (way: Socket) => void) => {
    const way = kept(connect(port, '127.0.0.1', () => begin(way)))
    client.on('close', () => way.destroy())
    way.on('close', () => client.destroy())
  }

  const corp = testAuthority('Authority of a test')
  writeFileSync(authority, corp.pem)
  // Only HTTP/1.1 is spoken: a client of gRPC finds nobody.
  const secured = createSecureServer(
    {
      ALPNProtocols: ['http/1.1'],
      SNICallback: (name, done) => done(null, createSecureContext(corp.issue([name]))),
    },
    (client) => {
      const own = kept(client)
      join(own, Number(new URL(osv.url).port), (way) => void way.pipe(own).pipe(way))
    },
  )
  const tlsPort = await listen(secured)

  const proxy = createServer()
  proxy.on('connect', (_: IncomingMessage, client: Duplex) => {
    const own = kept(client)
    join(own, tlsPort, (way) => {
      own.write('HTTP/1.1 200 OK\r\n\r\n')
      way.pipe(own).pipe(way)
    })
  })
  const proxyPort = await listen(proxy)

  return {
    ...osv,
    env: { HTTPS_PROXY: `http://127.0.0.1:${proxyPort}`, SSL_CERT_FILE: authority },
    async close() {
      for (const socket of open) socket.destroy()
      await Promise.all([closed(secured), closed(proxy), osv.close()])
    },
  }
}

const listen = (server: Server): Promise<number> =>
  new Promise((done) => server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)))

const closed = (server: Server): Promise<void> => new Promise((done) => server.close(() => done()))
