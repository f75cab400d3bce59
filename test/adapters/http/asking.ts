/** Requests of a test, and what they end with. */
import { inspect } from 'node:util'
import { expect } from 'vitest'
import { createHttp, type HttpOptions } from '../../../electron/adapters/http.ts'
import { Fault } from '../../../electron/contract/faults.ts'
import type { HttpRequest } from '../../../electron/core/ports.ts'

export type Ask = (url: string, more?: Partial<HttpRequest>) => Promise<{ status: number; body: string }>

/** Asks through an Http of its own. */
export function asker(options: Partial<HttpOptions> = {}): Ask {
  const http = createHttp({ isAllowed: () => true, ...options })
  return async (url, more = {}) => {
    const { signal } = new AbortController()
    const { status, body } = await http.request({
      method: 'GET',
      url,
      timeoutMs: 10_000,
      maxBytes: 1000,
      signal,
      ...more,
    })
    return { status, body: Buffer.from(body).toString('utf8') }
  }
}

/** The fault that something ends with. Its words are whole. */
export async function faultOf(ends: Promise<unknown>): Promise<Fault> {
  const error = await ends.then(
    () => undefined,
    (e: unknown) => e,
  )
  if (!(error instanceof Fault)) throw new Error('no fault', { cause: error })
  expect(`${error.title} ${error.hint}`).not.toMatch(/\{\w+\}|undefined/)
  return error
}

/** Everything that a fault says and carries, as somebody would log it. */
export const everythingIn = (fault: Fault): string =>
  [inspect(fault, { depth: 20, showHidden: true }), JSON.stringify(fault), fault.title, fault.hint].join('\n')
