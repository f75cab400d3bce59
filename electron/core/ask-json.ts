/** Asks a service whose answers are JSON. They are somebody else's: each is parsed by a shape. */
import type { z } from 'zod'
import { fault } from '../contract/faults.ts'
import type { Purpose } from '../contract/model/contact.ts'
import type { Clock, Http } from './ports.ts'
import { requestWithRetry } from './retry.ts'

export interface AskNeeds {
  readonly http: Http
  readonly clock: Clock
  /** The address of the service, without a slash at its end. */
  readonly base: string
  readonly signal: AbortSignal
}

export interface Question<T extends z.ZodType> {
  /** Behind the address of the service. */
  readonly path: string
  readonly shape: T
  /** What is sent; without it, something is fetched. */
  readonly send?: object
  readonly purpose: Purpose
  /** Of the answer. */
  readonly maxBytes: number
}

const TIMEOUT_MS = 30_000

/** Undefined where the service has none (404). Faults: `network.*`, `evidence.unreadable`, `cancelled`. */
export async function askJson<T extends z.ZodType>(
  { base, signal, ...ports }: AskNeeds,
  { path, shape, send, purpose, maxBytes }: Question<T>,
): Promise<z.output<T> | undefined> {
  const url = `${base}${path}`
  const body = send && { body: JSON.stringify(send), headers: { 'content-type': 'application/json' } }
  const limits = { timeoutMs: TIMEOUT_MS, maxBytes, signal, purpose }
  const answer = await requestWithRetry(ports, { method: send ? 'POST' : 'GET', url, ...body, ...limits })
  if (answer.status === 404) return undefined
  if (answer.status !== 200) throw unreadable(base, `status ${answer.status}`)
  const { data, success } = shape.safeParse(parsed(answer.body))
  if (!success) throw unreadable(base, 'it is none of its API')
  return data
}

/** `base` is the address of the service. */
export const unreadable = (base: string, reason: string) =>
  fault('evidence.unreadable', { host: new URL(base).host, reason })

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
