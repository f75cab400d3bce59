/** A server before a practice instance, on which the weather is bad: real bytes, real breaks. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Passed {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Buffer
}

/** What happens to one request. `pass` has the instance answer it. */
export type Weather = (response: ServerResponse, pass: () => Promise<Passed>) => void | Promise<void>

export interface Front {
  readonly origin: string
  /** Requests that came, as `POST /path`. */
  readonly seen: string[]
  /** The next requests for the path meet these, one after the other. `/path/*` is whatever is below it. */
  spoil(path: string, ...weather: Weather[]): void
  isSpoilt(path: string): boolean
  /** Nothing is spoilt any more. */
  clearUp(): void
  close(): Promise<void>
}

export async function openFront(target: string): Promise<Front> {
  const spoilt = new Map<string, Weather[]>()
  const seen: string[] = []
  const weatherAt = (path: string): Weather[] | undefined =>
    [...spoilt].find(([at]) => at === path || (at.endsWith('/*') && path.startsWith(at.slice(0, -1))))?.[1]
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', target)
    seen.push(`${request.method} ${pathname}`)
    const pass = await passer(request, target)
    const weather = weatherAt(pathname)?.shift() ?? fair
    await weather(response, pass)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    spoil: (path, ...weather) => void spoilt.set(path, weather),
    isSpoilt: (path) => weatherAt(path) !== undefined,
    clearUp() {
      spoilt.clear()
      seen.length = 0
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

async function passer(request: IncomingMessage, target: string): Promise<() => Promise<Passed>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const sent = Buffer.concat(chunks)
  const { host: _, connection: __, 'accept-encoding': ___, 'content-length': ____, ...headers } = request.headers
  return async () => {
    const answer = await fetch(new URL(request.url ?? '/', target), {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      redirect: 'manual',
      ...(sent.length === 0 ? {} : { body: sent }),
    })
    const body = Buffer.from(await answer.arrayBuffer())
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body }
  }
}

const ends: Weather = (response) => void response.destroy()

/** The instance's own answer, with other headers and another body if need be. */
const passes =
  (change: (passed: Passed) => Partial<Passed> = () => ({})): Weather =>
  async (response, pass) => {
    const passed = await pass()
    const { status, headers, body } = { ...passed, ...change(passed) }
    const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...rest } = headers
    response.writeHead(status, { ...rest, 'content-length': body.length }).end(body)
  }

const fair = passes()

const says =
  (status: number, headers: Record<string, string> = {}, body = ''): Weather =>
  (response) =>
    void response.writeHead(status, headers).end(body)

/** The bytes as they are, HTTP or not; then the connection ends. */
const raw =
  (bytes: string): Weather =>
  ({ socket }) =>
    void socket?.end(bytes)

export const weather = {
  fair,
  passes,
  says,
  raw,
  /** Nothing at all: the connection breaks. */
  ends,
  /** The instance takes what was sent, and its answer never arrives. */
  lost: (async (response, pass) => {
    await pass()
    response.destroy()
  }) satisfies Weather,
  /** The instance's answer, half of it. */
  cut: (async (response, pass) => {
    const { status, body } = await pass()
    response.writeHead(status, { 'content-length': body.length })
    response.write(body.subarray(0, body.length / 2), () => response.destroy())
  }) satisfies Weather,
  /** Silence. */
  silent: (() => {}) satisfies Weather,
  /** A byte now and then, for ever. */
  drips: ((response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 9999 })
    const drip = setInterval(() => response.write(' '), 5)
    response.once('close', () => clearInterval(drip))
  }) satisfies Weather,
  floods: says(200, { 'content-type': 'application/json' }, ' '.repeat(1_000_000)),
  /** The instance's own answer, dated by another clock. */
  dated: (aheadMs: number): Weather =>
    passes(({ headers }) => ({ headers: { ...headers, date: new Date(Date.now() + aheadMs).toUTCString() } })),
}
