/** The only way out to the network: listed hosts, bounded answers, bounded time. */
import { type Fault, fault } from '../contract/faults.ts'
import type { Http, HttpRequest } from '../core/ports.ts'
import { isConfidential, isMetadataService, parseAddress } from './confidential.ts'

export interface HttpOptions {
  /** The host list. Asked for each request; a redirect is never followed, so there is no second hop to ask for. */
  readonly isAllowed: (url: URL) => boolean
  /** As in `countermark/1.2.3` (RFC 9110 §10.1.5). */
  readonly userAgent?: string
}

/**
 * Http over the runtime's fetch. Only https is spoken, and http to this machine or its metadata service. `timeoutMs`
 * covers the whole call, to the last byte of the answer; `maxBytes` counts what is there after decompression.
 */
export function createHttp(options: HttpOptions): Http {
  return {
    async request(request) {
      const url = listed(request.url, options)
      const init = fetchOptions(request, options)
      if (request.signal.aborted) throw fault('cancelled')
      const controller = new AbortController()
      let reason: Fault | undefined
      const end = (why: Fault) => {
        reason ??= why
        controller.abort()
      }
      const onAbort = () => end(fault('cancelled'))
      const timer = setTimeout(() => end(fault('network.timeout', { host: url.host })), request.timeoutMs)
      request.signal.addEventListener('abort', onAbort, { once: true })
      try {
        const response = await fetch(url, { ...init, signal: controller.signal })
        const body = await readBody(response, request.maxBytes, () =>
          end(fault('network.too-large', { host: url.host })),
        )
        return { status: response.status, headers: Object.fromEntries(response.headers), body }
      } catch (error) {
        throw reason ?? brokenOff(url.host, error)
      } finally {
        clearTimeout(timer)
        request.signal.removeEventListener('abort', onAbort)
      }
    },
  }
}

function listed(address: string, { isAllowed }: HttpOptions): URL {
  const url = parseAddress(address)
  if (!url) throw fault('network.not-allowed', { host: 'an address that cannot be read' })
  if (!isConfidential(url) && !isMetadataService(url))
    throw fault('network.not-allowed', { host: `${url.protocol}//${url.host}` })
  if (!isAllowed(url)) throw fault('network.not-allowed', { host: url.host })
  return url
}

const fetchOptions = (request: HttpRequest, options: HttpOptions): RequestInit => ({
  method: request.method,
  headers: headersOf(request, options),
  ...(request.body === undefined ? {} : { body: request.body as string | Uint8Array<ArrayBuffer> }),
  redirect: 'manual',
  credentials: 'omit',
  referrer: '',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
})

function headersOf(request: HttpRequest, { userAgent }: HttpOptions): Headers {
  try {
    return new Headers({ ...(userAgent === undefined ? {} : { 'user-agent': userAgent }), ...request.headers })
  } catch {
    // The runtime's message quotes the value, which may be a token.
    throw new TypeError('a request header is malformed')
  }
}

/** Reads to the end, or to the limit: then `stop` ends the request. What the server says of the length is not asked. */
async function readBody(response: Response, maxBytes: number, stop: () => void): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) {
      stop()
      throw new RangeError('the limit is reached')
    }
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** What the system and the runtime's fetch call their own limits of time. */
const TIMED_OUT = /^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/

/** No answer, or not all of it. The runtime's `fetch failed` says why in its cause. */
function brokenOff(host: string, error: unknown): Fault {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return fault(TIMED_OUT.test(code) ? 'network.timeout' : 'network.unreachable', { host }, { cause: error })
}
