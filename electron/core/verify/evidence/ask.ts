/** One question to a registry. Whatever it answers is a stranger's text until its form has been checked. */
import type { z } from 'zod'
import { fault } from '../../../contract/faults.ts'
import { requestWithRetry } from '../../retry.ts'
import { parsed } from './bundles-in.ts'
import type { OnlineNeeds } from './source.ts'

export interface Question<T extends z.ZodType> {
  /** Behind the base; each part is encoded already. */
  readonly path: string
  readonly accept?: string
  readonly form: T
  readonly maxBytes?: number
}

const MAX_BYTES = 16 * 1024 * 1024
const TIMEOUT_MS = 30_000

/** Undefined where there is no such thing. Faults: `network.*`, `cancelled`, `evidence.unreadable`, `evidence.refused`. */
export async function ask<T extends z.ZodType>(
  { path, accept = 'application/json', form, maxBytes = MAX_BYTES }: Question<T>,
  needs: OnlineNeeds,
): Promise<z.output<T> | undefined> {
  const body = await bytesAt(path, { accept, maxBytes }, needs)
  if (!body) return undefined
  const { data, success } = form.safeParse(parsed(new TextDecoder().decode(body)))
  if (!success) throw fault('evidence.unreadable', { host: hostOf(needs) })
  return data
}

/** The same for a text of any form. */
export async function textAt(path: string, maxBytes: number, needs: OnlineNeeds): Promise<string | undefined> {
  const body = await bytesAt(path, { accept: '*/*', maxBytes }, needs)
  return body && new TextDecoder().decode(body)
}

/** The bytes at a path, or at an address that was named by whom was asked. */
export async function bytesAt(
  where: string,
  { accept, maxBytes }: { accept: string; maxBytes: number },
  needs: OnlineNeeds,
): Promise<Uint8Array | undefined> {
  const url = where.startsWith('/') ? `${needs.base}${where}` : where
  const { status, body } = await requestWithRetry(needs, {
    method: 'GET',
    url,
    headers: { accept },
    timeoutMs: TIMEOUT_MS,
    maxBytes,
    signal: needs.signal,
    purpose: 'evidence',
  })
  if (status === 404 || status === 410) return undefined
  if (status !== 200) throw fault('evidence.refused', { host: new URL(url).host, status: String(status) })
  return body
}

export const hostOf = ({ base }: Pick<OnlineNeeds, 'base'>): string => new URL(base).host
