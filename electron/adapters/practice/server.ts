/** The HTTP server of the practice instance: loopback only, own hosts and origins only, small bodies only. */
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fault } from '../../contract/faults.ts'
import { loadHttp } from '../http/stack.ts'
import { isErrno } from './atomic-file.ts'

/** A request that has passed the checks of host, origin, type and size. */
export interface PracticeRequest {
  readonly url: URL
  /** What follows the prefix of a route that ends in a star. */
  readonly rest: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** What a route answers. Header names in lower case. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

/** One method on one path. */
export interface Route {
  readonly method: 'GET' | 'POST'
  /** An exact path, or a prefix that ends in a star. */
  readonly path: string
  /** The content type that a body must have. */
  readonly accepts?: string
  /** How long a body may be, where it is not the usual mebibyte. */
  readonly maxBytes?: number
  answer(request: PracticeRequest): Answer | Promise<Answer>
}

/** The listening server. */
export interface PracticeServer {
  readonly port: number
  /** What is served. Until this is called every request is put off with 503. */
  serve(routes: readonly Route[]): void
  /** Stops listening, lets answers that are under way finish, and closes every socket. */
  close(): Promise<void>
}

/** The only address that is listened on. */
export const LOOPBACK = '127.0.0.1'
const MAX_BODY_BYTES = 1024 * 1024
/** Requests that bring a whole attestation: a bill of materials has megabytes, and base64 wraps it twice. */
export const MAX_ENVELOPE_BYTES = 32 * 1024 * 1024
/** Of a body that is too large as much is read and thrown away, so that the refusal is received. */
const MAX_DISCARDED_BYTES = 16 * 1024 * 1024
const GRACE_MS = 2_000

/** gRPC codes as the gateway of Fulcio and Rekor sends them. */
const GRPC_CODES: Readonly<Record<number, number>> = {
  400: 3,
  403: 7,
  404: 5,
  405: 12,
  409: 6,
  413: 8,
  415: 3,
  500: 13,
  503: 14,
}

/** An answer in JSON. */
export const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
})

/** An error in the form `{code, message, details}` of a gRPC gateway. */
export const refuse = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer =>
  json(status, { code: GRPC_CODES[status] ?? 2, message, details: [] }, headers)

/** The body as JSON, or undefined where it is none. */
export function jsonBody({ body }: PracticeRequest): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Listens on 127.0.0.1; port 0 lets the system choose. Fault: `practice.port-taken`. */
export async function startServer(port: number): Promise<PracticeServer> {
  const { createServer } = loadHttp()
  let routes: readonly Route[] | undefined
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
    respond(request, response, listeningPort(server), routes).catch(() => request.destroy())
  })
  await listen(server, port)
  // A connection that cannot be accepted, for want of file descriptors, must not end the process.
  server.on('error', () => {})
  return {
    port: listeningPort(server),
    serve(all) {
      routes = all
    },
    close: () => stop(server),
  }
}

const listeningPort = (server: Server): number => (server.address() as AddressInfo | null)?.port ?? 0

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      // Windows says EACCES for ports that it keeps for itself.
      const isTaken = isErrno(error, 'EADDRINUSE', 'EACCES')
      reject(isTaken ? fault('practice.port-taken', { port: String(port) }, { cause: error }) : error)
    })
    server.listen({ port, host: LOOPBACK, exclusive: true }, resolve)
  })
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  server.closeIdleConnections()
  const impatient = setTimeout(() => server.closeAllConnections(), GRACE_MS)
  await closed
  clearTimeout(impatient)
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
  routes: readonly Route[] | undefined,
) {
  const answer = await answerTo(request, port, routes).catch((error) => refuse(500, `internal error${codeOf(error)}`))
  const body = Buffer.from(answer.body)
  response.writeHead(answer.status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...answer.headers,
    'content-length': body.length,
    ...(response.req.complete ? {} : { connection: 'close' }),
  })
  response.end(body)
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '')

async function answerTo(request: IncomingMessage, port: number, routes: readonly Route[] | undefined): Promise<Answer> {
  const hosts = [`${LOOPBACK}:${port}`, `localhost:${port}`]
  const { host = '', origin } = request.headers
  // Other pages reach a loopback port through the browser: by name (DNS rebinding) or by a request of their own.
  if (!hosts.includes(host)) return refuse(403, 'this host name is not served here')
  if (origin !== undefined && !hosts.some((own) => origin === `http://${own}`)) {
    return refuse(403, 'requests of other pages are not answered')
  }
  if (!routes) return refuse(503, 'the practice instance is starting')
  const url = pathOf(request, port)
  if (!url) return refuse(400, 'the path cannot be read')
  const fitting = routes.filter(({ path }) => fits(path, url.pathname))
  const route = fitting.find(({ method }) => method === request.method)
  if (!route) return fitting.length > 0 ? refuse(405, 'method not allowed') : refuse(404, 'not found')
  if (route.accepts && mediaType(request.headers) !== route.accepts) {
    return refuse(415, `the content type must be ${route.accepts}`)
  }
  const { maxBytes = MAX_BODY_BYTES } = route
  const body = await readBody(request, maxBytes)
  if (!body) return refuse(413, `the body is larger than ${maxBytes} bytes`)
  const rest = url.pathname.slice(route.path.length - 1)
  return route.answer({ url, rest, headers: request.headers, body })
}

/** The address as a path of this server; undefined for what is none, as `//`. */
function pathOf({ url = '' }: IncomingMessage, port: number): URL | undefined {
  try {
    return url.startsWith('/') ? new URL(`http://${LOOPBACK}:${port}${url}`) : undefined
  } catch {
    return undefined
  }
}

const fits = (path: string, pathname: string): boolean =>
  path.endsWith('*') ? pathname.startsWith(path.slice(0, -1)) : pathname === path

const mediaType = (headers: IncomingHttpHeaders): string =>
  (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

/** The body, or undefined where it is too large. */
async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= maxBytes) chunks.push(chunk)
    if (length > maxBytes + MAX_DISCARDED_BYTES) break
  }
  return length <= maxBytes ? Buffer.concat(chunks) : undefined
}
