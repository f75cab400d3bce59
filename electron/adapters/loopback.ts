/** Where the browser comes back to: one request, once, on this machine only (RFC 8252 §7.3). */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { finished } from 'node:stream/promises'
import { fault } from '../contract/faults.ts'
import { CALLBACK_HEADERS, callbackPage, type SignInOutcome } from './callback-page.ts'
import { errnoOf } from './errno.ts'
import { loadHttp } from './http/stack.ts'

const PATH = '/auth/callback'
/** So many ports are tried, for one that is free on both addresses. */
const MOST_TRIES = 10

/** The browser is back, and waits for a page. */
export interface Returned {
  /** The redirect address with what the provider added to it. */
  readonly url: URL
  /** Answers the browser, and waits until the answer has left. */
  show(outcome: SignInOutcome): Promise<void>
}

export interface Loopback {
  /** `http://localhost:PORT/auth/callback` */
  readonly redirectUri: string
  /** The one request that came with the right state. */
  readonly returned: Promise<Returned>
  /** Stops listening and ends every connection, whether it was used or not. */
  close(): Promise<void>
}

/**
 * Listens on 127.0.0.1 and ::1, since browsers take `localhost` for either. Only a GET of the callback with this state
 * counts, and the first one ends the wait; icons, prefetchers, scanners and old tabs get a 404. Fault: `auth.no-port`.
 */
export async function listenForReturn(state: string): Promise<Loopback> {
  let arrive: (returned: Returned) => void = () => {}
  const returned = new Promise<Returned>((resolve) => {
    arrive = resolve
  })
  let isTaken = false
  const { port, servers } = await listenOnBoth((request, response) => {
    const query = isTaken ? undefined : callbackQuery(request, state)
    if (query === undefined) return answer(response, 404, 'text/plain', 'Nothing is asked for here.\n')
    isTaken = true
    const show = async (outcome: SignInOutcome) => {
      answer(response, 200, 'text/html', callbackPage(outcome))
      // A browser that has gone away needs no page.
      await finished(response).catch(() => {})
    }
    arrive({ url: new URL(`?${query}`, redirectUri), show })
  })
  const redirectUri = `http://localhost:${port}${PATH}`
  return {
    redirectUri,
    returned,
    async close() {
      await Promise.all(servers.map(end))
    },
  }
}

/** The query of a request that is the one we wait for. */
function callbackQuery({ method, url = '' }: IncomingMessage, state: string): string | undefined {
  const [path, query = ''] = url.split(/\?(.*)/s)
  if (method !== 'GET' || path !== PATH) return undefined
  const [given = '', ...more] = new URLSearchParams(query).getAll('state')
  return more.length === 0 && isEqual(given, state) ? query : undefined
}

/** Takes as long for a near miss as for any other; digests make the lengths equal. */
function isEqual(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { ...CALLBACK_HEADERS, 'content-type': `${type}; charset=utf-8` }).end(body)
}

/** One port for both addresses: on one that is ours by half, another program could receive the code. */
async function listenOnBoth(listener: RequestListener): Promise<{ port: number; servers: Server[] }> {
  for (let tries = 1; ; tries++) {
    const servers: Server[] = []
    try {
      const four = await listen(listener, '127.0.0.1', 0)
      servers.push(four)
      const { port } = four.address() as AddressInfo
      const six = await listen(listener, '::1', port).catch(unlessWithoutIpv6)
      if (six) servers.push(six)
      return { port, servers }
    } catch (error) {
      await Promise.all(servers.map(end))
      if (tries === MOST_TRIES) throw fault('auth.no-port', { reason: errnoOf(error) || 'unknown' }, { cause: error })
    }
  }
}

function unlessWithoutIpv6(error: unknown): undefined {
  if (!['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(errnoOf(error))) throw error
}

async function listen(listener: RequestListener, host: string, port: number): Promise<Server> {
  // Loaded when it is needed: with it comes all of the runtime's HTTP.
  const { createServer } = loadHttp()
  const server = createServer(listener)
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

/** Browsers keep connections open, and open some that they never use: nobody waits for them. */
async function end(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  await closed
}
