/** Predicate files: JSON that every reader understands the same way. */
import { fault } from '../../contract/faults.ts'
import { visible } from '../display-name.ts'
import { jsonTokens } from './json-tokens.ts'
import { MAX_DEPTH, MAX_STATEMENT_BYTES } from './limits.ts'

export type JsonObject = Readonly<Record<string, unknown>>

/**
 * Reads a predicate file, as bytes or as text. Faults: `attestation.too-large`, `attestation.too-deep`, `attestation.not-json`
 * (also for other encodings than UTF-8, and for JSON that is no object), `attestation.ambiguous` for what readers
 * take differently: a key that is given twice, a number that no double holds, half of a surrogate pair.
 */
export function parsePredicate(file: string | Uint8Array): JsonObject {
  if (Buffer.byteLength(file) > MAX_STATEMENT_BYTES) {
    throw fault('attestation.too-large', { limit: `${MAX_STATEMENT_BYTES / 2 ** 20} MiB` })
  }
  const text = typeof file === 'string' ? file : decode(file)
  // Some tools begin their files with a byte order mark, which is no part of the document (RFC 8259, section 8.1).
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text
  const value = parseJson(json)
  checkTokens(json)
  if (!isObject(value)) throw notJson('It has to be one object, in curly brackets')
  return value
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const notJson = (reason: string, options?: ErrorOptions) => fault('attestation.not-json', { reason }, options)

const ambiguous = (reason: string) => fault('attestation.ambiguous', { reason })

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw notJson('Its bytes are not UTF-8: save it as UTF-8', { cause })
  }
}

function parseJson(json: string): unknown {
  if (json.trim() === '') throw notJson('The file is empty')
  if (/^\s*</.test(json)) throw notJson('It looks like XML: save it as JSON')
  if (/^\s*SPDXVersion:/m.test(json.slice(0, 10_000))) throw notJson('It looks like tags and values: save it as JSON')
  try {
    return JSON.parse(json)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw notJson(visible(cause.message).slice(0, 200), { cause })
  }
}

function checkTokens(json: string): void {
  /** The keys of each open object; undefined for a list. */
  const open: (Set<string> | undefined)[] = []
  let last = ''
  for (const token of jsonTokens(json)) {
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : undefined)
      if (open.length > MAX_DEPTH) throw fault('attestation.too-deep', { limit: String(MAX_DEPTH) })
    } else if (token === '}' || token === ']') open.pop()
    else if (token === ':') addKey(open.at(-1), last)
    else if (token.startsWith('"')) checkText(token)
    else if (token !== ',') checkNumber(token)
    last = token
  }
}

/** Half of a surrogate pair is no character: some readers refuse it, others put another one in its place. */
function checkText(token: string): void {
  if (/\\u[dD][89a-fA-F]/.test(token) && /\p{Cs}/u.test(JSON.parse(token))) {
    throw ambiguous('A text has half of a surrogate pair')
  }
}

function addKey(keys: Set<string> | undefined, token: string): void {
  const key: string = JSON.parse(token)
  if (keys?.has(key)) {
    throw ambiguous(`“${visible(key).slice(0, 100)}” is given twice in one object`)
  }
  keys?.add(key)
}

/** More digits than any double needs. */
const LONGEST_NUMBER = 1100

/** A number is written again from a double, so only what survives that may be signed. */
function checkNumber(token: string): void {
  if (token.length > LONGEST_NUMBER || decimal(token) !== decimal(String(Number(token)))) {
    throw ambiguous(`The number ${token.slice(0, 60)} is more exact than programs keep`)
  }
}

/** The value of a JSON number as `digits e exponent`, without zeros at the ends: equal values, equal texts. */
function decimal(number: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number) ?? []
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return whole === '' ? 'none' : '0'
  return `${sign}${significant}e${BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length)}`
}
