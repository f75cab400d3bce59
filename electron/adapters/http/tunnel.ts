/** A way through a proxy (CONNECT, RFC 9110 §9.3.6). */
import type { Duplex } from 'node:stream'
import type { SecureContext } from 'node:tls'
import { fault } from '../../contract/faults.ts'
import { parseAddress } from '../confidential.ts'
import { secured, type Wanted } from './secured.ts'
import type { Stack } from './stack.ts'
import { Untrusted } from './untrusted.ts'

/** The address of a proxy, with its credentials if it wants any. Faults: `network.proxy-unsupported`. */
export function proxyAddress(address: string): URL {
  const url = parseAddress(address)
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw fault('network.proxy-unsupported', {
    proxy: url?.host ? `${url.protocol}//${url.host}` : 'of an address that cannot be read',
  })
}

/** Asks the proxy for a way through. Faults: `network.proxy-*`; none of them names the credentials; an `Untrusted` is the proxy's. */
export async function tunnel(
  proxy: URL,
  { host, port, ended }: Wanted,
  context: SecureContext,
  stack: Stack,
): Promise<Duplex> {
  const target = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const credentials = proxyAuthorization(proxy)
  const base = await toProxy(proxy, ended, context, stack)
  return new Promise((resolve, reject) => {
    const request = stack.http.request({
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...(credentials === undefined ? {} : { 'proxy-authorization': credentials }) },
      createConnection: () => base,
    })
    const stop = () => request.destroy(new Error('the call is over'))
    const refused = (status: number) => fault(...refusalOf(status, credentials !== undefined, proxy.host, target))
    ended.addEventListener('abort', stop, { once: true })
    request.on('close', () => ended.removeEventListener('abort', stop))
    request.on('error', (error) => reject(fault('network.proxy-unreachable', { proxy: proxy.host }, { cause: error })))
    request.on('response', ({ statusCode = 0 }) => {
      reject(refused(statusCode))
      request.destroy()
    })
    request.on('connect', ({ statusCode = 0 }, socket, head) => {
      ended.removeEventListener('abort', stop)
      // Before we have spoken, nobody on the other side has anything to say.
      if (statusCode >= 200 && statusCode < 300 && head.length === 0) return resolve(socket)
      socket.on('error', () => {})
      socket.destroy()
      reject(refused(statusCode))
    })
    request.end()
    if (ended.aborted) stop()
  })
}

/** A connection to the proxy itself, which proves who it is where it speaks TLS. */
async function toProxy(proxy: URL, ended: AbortSignal, context: SecureContext, stack: Stack): Promise<Duplex> {
  const isSecure = proxy.protocol === 'https:'
  const host = proxy.hostname.replace(/^\[|\]$/g, '')
  const port = Number(proxy.port || (isSecure ? 443 : 80))
  if (!isSecure) return stack.net.connect({ host, port })
  try {
    return await secured({ host, port, ended }, context, stack)
  } catch (error) {
    if (error instanceof Untrusted) throw error
    throw fault('network.proxy-unreachable', { proxy: proxy.host }, { cause: error })
  }
}

function refusalOf(status: number, hadCredentials: boolean, proxy: string, host: string): Parameters<typeof fault> {
  if (status !== 407) return ['network.proxy-refused', { proxy, host, status: String(status) }]
  return [hadCredentials ? 'network.proxy-credentials' : 'network.proxy-wants-credentials', { proxy }]
}

/** Basic (RFC 7617), from the address of the proxy alone. */
function proxyAuthorization({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined
  const pair = `${unescaped(username)}:${unescaped(password)}`
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Written with a bare percent sign.
    return text
  }
}
