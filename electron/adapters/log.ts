/** What the app notes about itself: one JSON object a line, without secrets, in a file that does not grow for ever. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Secret } from '../core/secret.ts'

export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void
  error(event: string, fields?: Readonly<Record<string, unknown>>): void
}

const MAX_BYTES = 1024 * 1024
/** So deep an object is followed, and so many entries of a list or characters of a text are kept. */
const MAX_DEPTH = 6
const MAX_ENTRIES = 50
const MAX_TEXT = 4000

const HIDDEN = '[secret]'
const SECRET_KEY = /token|password|passwd|authorization|secret|cookie|verifier|credential|private_?key|api_?key/i
/** A JSON Web Token begins with the base64url form of `{"`; what stands behind a scheme of authorization is hidden too. */
const SECRET_TEXT =
  /\beyJ[\w-]+(?:\.[\w-]*)*|(?<=\b(?:Bearer|Basic|DPoP) )[\w~+/.=-]+|-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*/g

/**
 * Appends to `path`; a file of `maxBytes` becomes `<path>.1`, and the one before that is gone. Written at once, so that
 * the last line before a crash is there. Nothing here ever throws: a log that cannot be written is no reason to stop.
 */
export function createLog(path: string, maxBytes = MAX_BYTES): Log {
  const write = (level: 'info' | 'error', event: string, fields: Readonly<Record<string, unknown>> = {}) => {
    try {
      // First in the line, and last to be said: no field passes for one of them.
      const head = { at: new Date().toISOString(), level, event: redacted(event) }
      const line = `${JSON.stringify({ ...head, ...redacted(fields), ...head })}\n`
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
      if (size > 0 && size + Buffer.byteLength(line) > maxBytes) renameSync(path, `${path}.1`)
      appendFileSync(path, line, { mode: 0o600 })
    } catch {}
  }
  return {
    info: (event, fields) => write('info', event, fields),
    error: (event, fields) => write('error', event, fields),
  }
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

function redacted<T extends Readonly<Record<string, unknown>>>(value: T, depth?: number): { [key: string]: Json }
function redacted(value: unknown, depth?: number): Json
function redacted(value: unknown, depth = 0): Json {
  if (typeof value === 'string') return value.replace(SECRET_TEXT, HIDDEN).slice(0, MAX_TEXT)
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  if (typeof value !== 'object') return String(value)
  if (value instanceof Secret) return HIDDEN
  if (depth === MAX_DEPTH) return '…'
  if (value instanceof Date) return value.toJSON()
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((entry) => redacted(entry, depth + 1))
  const entries = Object.entries(value instanceof Error ? partsOf(value) : value).slice(0, MAX_ENTRIES)
  return Object.fromEntries(
    entries.map(([key, entry]) => [key, SECRET_KEY.test(key) ? HIDDEN : redacted(entry, depth + 1)]),
  )
}

/** What an error says of itself; its own name and message are no properties that can be listed. */
const partsOf = (error: Error): Record<string, unknown> => ({
  name: error.name,
  message: error.message,
  stack: error.stack,
  ...('code' in error ? { code: error.code } : {}),
  ...(error.cause === undefined ? {} : { cause: error.cause }),
})
