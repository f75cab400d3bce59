/** The only way out to the network: listed hosts, bounded answers, bounded time, trusted or told otherwise. */
import { type Fault, fault } from '../contract/faults.ts'
import type { Contact } from '../contract/model/contact.ts'
import type { Http, HttpRequest } from '../core/ports.ts'
import { isConfidential, isMetadataService, parseAddress } from './confidential.ts'
import { brokenOff } from './http/broken-off.ts'
import { keepContacts } from './http/contacts.ts'
import { answered, headersIn, readBody } from './http/exchange.ts'
import { loadStack, type Stack } from './http/stack.ts'
import { keepWays, type WayOut, type Ways } from './http/ways.ts'

export interface HttpOptions extends WayOut {
  /** The host list. Asked for each request; a redirect is never followed, so there is no second hop to ask for. */
  readonly isAllowed: (url: URL) => boolean
  /** As in `countermark/1.2.3` (RFC 9110 §10.1.5). */
  readonly userAgent?: string
}

export interface Network extends Http {
  /** Which hosts were talked to in this run, and why. */
  contacts(): readonly Contact[]
}

/**
 * Http over the runtime's own client. Only https is spoken, TLS 1.2 or later, and http to this machine or its metadata
 * service. `timeoutMs` covers the whole call, to the last byte of the answer; `maxBytes` counts what is there after
 * decompression.
 */
export function createHttp(options: HttpOptions): Network {
  let opened: { ways: Ways; stack: Stack } | undefined
  const open = () => {
    const stack = loadStack()
    return { stack, ways: keepWays(options, stack) }
  }
  const contacts = keepContacts()
  return {
    contacts: contacts.list,
    async request(request) {
      const url = listed(request.url, options)
      const { host } = url
      opened ??= open()
      const { stack, ways } = opened
      const headers = headersOf(request, options, stack)
      if (request.signal.aborted) throw fault('cancelled')
      const ended = new AbortController()
      let reason: Fault | undefined
      const end = (why: Fault) => {
        reason ??= why
        ended.abort()
      }
      const onAbort = () => end(fault('cancelled'))
      const timer = setTimeout(() => end(fault('network.timeout', { host })), request.timeoutMs)
      request.signal.addEventListener('abort', onAbort, { once: true })
      let hasBegun = false
      try {
        const agent = await beforeEnd(ended.signal, ways.agentFor(url))
        contacts.note(host, request, new Date())
        const answer = await answered(url, { method: request.method, headers, agent }, request, ended.signal, stack)
        hasBegun = true
        const body = await readBody(answer, request.maxBytes, () => end(fault('network.too-large', { host })), stack)
        return { status: answer.statusCode ?? 0, headers: headersIn(answer), body }
      } catch (error) {
        throw reason ?? brokenOff(host, error, hasBegun)
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

function headersOf(request: HttpRequest, { userAgent }: HttpOptions, { http }: Stack): Record<string, string> {
  const headers: Record<string, string> = { 'accept-encoding': 'gzip, deflate, br', accept: '*/*' }
  if (userAgent !== undefined) headers['user-agent'] = userAgent
  for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value
  try {
    for (const [name, value] of Object.entries(headers)) {
      http.validateHeaderName(name)
      http.validateHeaderValue(name, value)
    }
  } catch {
    // The runtime's message may quote the value, which may be a token.
    throw new TypeError('a request header is malformed')
  }
  return headers
}

/** A script of the system may take as long as it likes to name a proxy: the call ends all the same. */
async function beforeEnd<T>(ended: AbortSignal, answer: Promise<T>): Promise<T> {
  const over = new Promise<never>((_, reject) => {
    ended.addEventListener('abort', () => reject(new Error('the call is over')), { once: true })
  })
  return Promise.race([answer, over])
}
