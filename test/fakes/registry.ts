/** Registries and a forge on loopback, which answer as the real ones do with what a test gives them. */
import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What is answered at a path: JSON, text, or whatever a listener does. Anything else is a 404. */
export type Answers = Readonly<Record<string, unknown>>

export interface FakeRegistry {
  readonly url: string
  /** The paths that were asked for, in their order. */
  readonly asked: string[]
  answers: Answers
  close(): Promise<void>
}

export async function openRegistry(answers: Answers = {}): Promise<FakeRegistry> {
  const asked: string[] = []
  const listen: RequestListener = (request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const answer = registry.answers[path]
    if (typeof answer === 'function') return void answer(response, request)
    if (answer === undefined) return void response.writeHead(404, { 'content-type': 'application/json' }).end('{}')
    const isText = typeof answer === 'string'
    response.writeHead(200, { 'content-type': isText ? 'text/plain' : 'application/json' })
    response.end(isText ? answer : JSON.stringify(answer))
  }
  const server = createServer(listen)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const registry: FakeRegistry = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return registry
}

/** An answer with a status and headers of its own. */
export const says =
  (status: number, headers: Record<string, string>, body = '') =>
  (response: ServerResponse): void => {
    response.writeHead(status, headers).end(body)
  }

export interface NpmKey {
  readonly keyid: string
  /** Base64 of SubjectPublicKeyInfo. */
  readonly key: string
  readonly sign: (message: string) => string
  readonly pair: ReturnType<typeof newPair>
}

const newPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** A key as npm's registry has it. */
export function npmKey(keyid = 'SHA256:test'): NpmKey {
  const pair = newPair()
  return {
    keyid,
    pair,
    key: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    sign: (message) => createSign('sha256').update(message).sign(pair.privateKey, 'base64'),
  }
}

export const sha512Of = (content: Buffer): string => createHash('sha512').update(content).digest('hex')
export const integrityOf = (content: Buffer): string =>
  `sha512-${createHash('sha512').update(content).digest('base64')}`
