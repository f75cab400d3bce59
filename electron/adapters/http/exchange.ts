/** One request and its answer, byte by byte. */
import type { IncomingMessage, RequestOptions } from 'node:http'
import { pipeline, type Readable, type Transform } from 'node:stream'
import type { HttpRequest } from '../../core/ports.ts'
import { connectionOptions } from './connections.ts'
import type { Stack } from './stack.ts'

/** Sends the request and waits for the head of the answer. `ended` ends both at any time, to the last byte. */
export function answered(
  url: URL,
  options: RequestOptions,
  { body }: HttpRequest,
  ended: AbortSignal,
  stack: Stack,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { request: send } = url.protocol === 'http:' ? stack.http : stack.https
    const request = send(url, { ...options, ...connectionOptions(ended) })
    const stop = () => request.destroy(new Error('the call is over'))
    ended.addEventListener('abort', stop, { once: true })
    request.on('close', () => ended.removeEventListener('abort', stop))
    request.on('error', reject)
    request.on('response', resolve)
    request.end(body)
    if (ended.aborted) stop()
  })
}

export const headersIn = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]))

/** Reads to the end, or to the limit: then `stop` ends the request. What the server says of the length is not asked. */
export async function readBody(
  answer: IncomingMessage,
  maxBytes: number,
  stop: () => void,
  stack: Stack,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of unpacked(answer, stack) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > maxBytes) {
      stop()
      throw new RangeError('the limit is reached')
    }
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** The body as it was before it was packed (RFC 9110 §8.4); in a form that was not offered, it stays as it is. */
function unpacked(answer: IncomingMessage, { zlib }: Stack): Readable {
  const unpack = unpacker(answer.headers['content-encoding']?.trim().toLowerCase(), zlib)
  // The iterator tells of errors on both sides.
  return unpack ? pipeline(answer, unpack, () => {}) : answer
}

function unpacker(coding: string | undefined, zlib: Stack['zlib']): Transform | undefined {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip()
    case 'deflate':
      return zlib.createInflate()
    case 'br':
      return zlib.createBrotliDecompress()
    default:
      return undefined
  }
}
