/** Predicate files: JSON that every reader understands the same way. */
import { fault } from '../../contract/faults.ts'
import { visible } from '../display-name.ts'
import { MAX_DEPTH, MAX_STATEMENT_BYTES } from './limits.ts'

export type JsonObject = Readonly<Record<string, unknown>>

/**
 * Reads the text of a predicate file. Faults: `attestation.too-large`, `attestation.too-deep`, `attestation.not-json`
 * (also for XML, and for JSON that is no object), `attestation.ambiguous` for a key that is given twice and for a
 * number that would not be signed as it was written.
 */
export function parsePredicate(text: string): JsonObject {
  if (Buffer.byteLength(text) > MAX_STATEMENT_BYTES) {
    throw fault('attestation.too-large', { limit: `${MAX_STATEMENT_BYTES / 2 ** 20} MiB` })
  }
  // Some tools begin their files with a byte order mark, which is no part of the document (RFC 8259, section 8.1).
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text
  const value = parseJson(json)
  checkTokens(json)
  if (!isObject(value)) throw fault('attestation.not-json', { reason: 'It has to be one object, in curly brackets' })
  return value
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parseJson(json: string): unknown {
  if (json.trim() === '') throw fault('attestation.not-json', { reason: 'The file is empty' })
  if (/^\s*</.test(json)) throw fault('attestation.not-json', { reason: 'It looks like XML: save it as JSON' })
  try {
    return JSON.parse(json)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw fault('attestation.not-json', { reason: visible(cause.message).slice(0, 200) }, { cause })
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\]:,]/g

/** Goes over the tokens of a text that is JSON. */
function checkTokens(json: string): void {
  /** The keys of each open object; undefined for a list. */
  const open: (Set<string> | undefined)[] = []
  let text = ''
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : undefined)
      if (open.length > MAX_DEPTH) throw fault('attestation.too-deep', { limit: String(MAX_DEPTH) })
    } else if (token === '}' || token === ']') open.pop()
    else if (token.startsWith('"')) text = token
    else if (token === ':') addKey(open.at(-1), text)
    else if (token !== ',') checkNumber(token)
  }
}

function addKey(keys: Set<string> | undefined, token: string): void {
  const key: string = JSON.parse(token)
  if (keys?.has(key)) {
    throw fault('attestation.ambiguous', { reason: `“${visible(key).slice(0, 100)}” is given twice in one object` })
  }
  keys?.add(key)
}

/** A number is written again from a double, so only what survives that may be signed. */
function checkNumber(token: string): void {
  if (decimal(token) !== decimal(String(Number(token)))) {
    throw fault('attestation.ambiguous', {
      reason: `The number ${token.slice(0, 60)} is more exact than programs keep`,
    })
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
