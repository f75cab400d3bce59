/**
 * DER (X.690) as far as certificates and timestamps need it: written by the functions below, read by asn1js.
 */
import { fromBER } from 'asn1js'

/** One element: tag byte, length, the contents one after the other. */
export function element(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents)
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content])
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length)
  const hex = length.toString(16)
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
  return Buffer.concat([Buffer.of(0x80 | bytes.length), bytes])
}

/** SEQUENCE. */
export const sequence = (...contents: readonly Uint8Array[]): Buffer => element(0x30, ...contents)

/** SET OF: DER wants the elements in the order of their encodings. */
export const setOf = (...contents: readonly Uint8Array[]): Buffer =>
  element(0x31, ...contents.slice().sort(Buffer.compare))

/** OCTET STRING. */
export const octetString = (...contents: readonly Uint8Array[]): Buffer => element(0x04, ...contents)

/** BIT STRING of whole bytes, or of the few leading bits that are left when `unusedBits` are dropped. */
export const bitString = (content: Uint8Array, unusedBits = 0): Buffer => element(0x03, Buffer.of(unusedBits), content)

/** UTF8String. */
export const utf8String = (text: string): Buffer => element(0x0c, Buffer.from(text, 'utf8'))

/** BOOLEAN. */
export const boolean = (value: boolean): Buffer => element(0x01, Buffer.of(value ? 0xff : 0))

/** INTEGER, not negative. Bytes are big-endian. */
export function integer(value: number | Uint8Array): Buffer {
  const hex = typeof value === 'number' ? value.toString(16) : Buffer.from(value).toString('hex')
  const digits = hex.replace(/^(00)+(?=..)/, '')
  const bytes = Buffer.from(digits.length % 2 ? `0${digits}` : digits, 'hex')
  return (bytes[0] ?? 0) >= 0x80 ? element(0x02, Buffer.of(0), bytes) : element(0x02, bytes)
}

/** OBJECT IDENTIFIER from its dotted form. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return element(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(base128)))
}

function base128(arc: number): number[] {
  const bytes = [arc & 0x7f]
  for (let left = arc >>> 7; left > 0; left >>>= 7) bytes.unshift(0x80 | (left & 0x7f))
  return bytes
}

/** NULL. */
export const nothing = (): Buffer => element(0x05)

/** `[n]` around an element. */
export const explicit = (tag: number, ...contents: readonly Uint8Array[]): Buffer => element(0xa0 | tag, ...contents)

/** `[n]` instead of the tag of a primitive element. */
export const implicit = (tag: number, content: Uint8Array): Buffer => element(0x80 | tag, content)

/** GeneralizedTime in whole seconds: a fraction would be cut down by DER to a length that some parsers refuse. */
export const generalizedTime = (time: Date): Buffer => element(0x18, Buffer.from(`${digits(time)}Z`))

/** Time of a certificate: UTCTime up to 2049, GeneralizedTime after it (RFC 5280 §4.1.2.5). */
export const certificateTime = (time: Date): Buffer =>
  time.getUTCFullYear() < 2050 ? element(0x17, Buffer.from(`${digits(time).slice(2)}Z`)) : generalizedTime(time)

const digits = (time: Date): string => time.toISOString().slice(0, 19).replace(/[-:T]/g, '')

/** An element that was read. `parts` is empty unless it is a constructed one. */
export interface DerElement {
  readonly tag: number
  /** With tag and length. */
  readonly bytes: Buffer
  readonly content: Buffer
  readonly parts: readonly DerElement[]
}

/** Nothing that is read here is deeper or longer: a timestamp query, a certificate request. */
const LIMITS = { maxDepth: 24, maxNodes: 2_000 }

/** Reads exactly one element. Throws a TypeError on anything else. */
export function readDer(bytes: Uint8Array): DerElement {
  const { offset, result } = fromBER(bytes, LIMITS)
  if (offset !== bytes.length || result.error) throw new TypeError('not one DER element')
  return toElement(result)
}

type Block = ReturnType<typeof fromBER>['result']

function toElement(block: Block): DerElement {
  const bytes = Buffer.from(block.valueBeforeDecodeView)
  const inner: unknown = 'value' in block.valueBlock ? block.valueBlock.value : undefined
  const isConstructed = block.idBlock.isConstructed && Array.isArray(inner)
  return {
    tag: bytes[0] ?? 0,
    bytes,
    content: bytes.subarray(block.idBlock.blockLength + block.lenBlock.blockLength),
    parts: isConstructed ? (inner as Block[]).map(toElement) : [],
  }
}

/** The n-th part. Throws a TypeError where it is missing or, if `tag` is given, has another tag. */
export function partOf(parent: DerElement, index: number, tag?: number): DerElement {
  const part = parent.parts[index]
  if (!part || (tag !== undefined && part.tag !== tag)) throw new TypeError('not the DER structure that was expected')
  return part
}
