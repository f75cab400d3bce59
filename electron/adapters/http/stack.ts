/** The parts of the runtime that speak with networks. They take a while to load, so they wait for the first request. */
import { createRequire } from 'node:module'

export interface Stack {
  readonly http: typeof import('node:http')
  readonly https: typeof import('node:https')
  readonly net: typeof import('node:net')
  readonly tls: typeof import('node:tls')
  readonly zlib: typeof import('node:zlib')
}

/**
 * By `require`: for an `import`, Node makes every export of `node:http` ready, a client for web sockets among them, which
 * takes longer than all the rest.
 */
const load = createRequire(import.meta.url)

export const loadHttp = (): Stack['http'] => load('node:http')

export const loadStack = (): Stack => ({
  http: loadHttp(),
  https: load('node:https'),
  net: load('node:net'),
  tls: load('node:tls'),
  zlib: load('node:zlib'),
})
