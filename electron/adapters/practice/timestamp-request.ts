/** Timestamp queries (RFC 3161 §2.4.1), and the words in which they are refused (§2.4.2). */
import { bitString, type DerElement, integer, objectIdentifier, partOf, readDer, sequence, utf8String } from './der.ts'

/** What is asked to be stamped. */
export interface TimestampQuery {
  /** MessageImprint, DER. */
  readonly imprint: Buffer
  /** INTEGER, DER, as it came. */
  readonly nonce: Buffer | undefined
  /** Whether the authority's certificate is wanted in the answer. */
  readonly wantsCertificate: boolean
}

/** Why a query is rejected. */
export interface TimestampRefusal {
  /** Bit of PKIFailureInfo. */
  readonly failure: number
  readonly why: string
}

const BAD_ALGORITHM = 0
const BAD_REQUEST = 2
const BAD_DATA_FORMAT = 5
const UNACCEPTED_POLICY = 15
const UNACCEPTED_EXTENSION = 16

/** Sigstore's arc for timestamp policies. */
export const POLICY = objectIdentifier('1.3.6.1.4.1.57264.2')

/** SHA-256, SHA-384 and SHA-512 with their lengths in bytes. */
const IMPRINTS: ReadonlyMap<string, number> = new Map(
  (
    [
      ['2.16.840.1.101.3.4.2.1', 32],
      ['2.16.840.1.101.3.4.2.2', 48],
      ['2.16.840.1.101.3.4.2.3', 64],
    ] as const
  ).map(([oid, bytes]) => [objectIdentifier(oid).toString('hex'), bytes]),
)

const TRUE = Buffer.of(0xff)

/** Reads a TimeStampReq, DER. Never throws. */
export function readTimestampQuery(der: Buffer): TimestampQuery | TimestampRefusal {
  try {
    return parse(readDer(der))
  } catch {
    return { failure: BAD_DATA_FORMAT, why: 'this is not a timestamp query' }
  }
}

/** TimeStampReq ::= { version, messageImprint, reqPolicy?, nonce?, certReq DEFAULT FALSE, [0] extensions? } */
function parse(query: DerElement): TimestampQuery | TimestampRefusal {
  const [version, ...rest] = query.parts
  if (query.tag !== 0x30 || !version?.bytes.equals(integer(1))) return { failure: BAD_REQUEST, why: 'not version 1' }
  const imprint = rest.shift()
  const algorithm = imprint && partOf(partOf(imprint, 0, 0x30), 0, 0x06)
  const hashed = imprint && partOf(imprint, 1, 0x04)
  const length = algorithm && IMPRINTS.get(algorithm.bytes.toString('hex'))
  if (length === undefined) return { failure: BAD_ALGORITHM, why: 'the hash must be SHA-256, SHA-384 or SHA-512' }
  if (hashed?.content.length !== length) return { failure: BAD_DATA_FORMAT, why: 'the hash has another length' }
  const optional = (tag: number) => (rest[0]?.tag === tag ? rest.shift() : undefined)
  const policy = optional(0x06)
  const nonce = optional(0x02)
  const certificate = optional(0x01)
  if (optional(0xa0)) return { failure: UNACCEPTED_EXTENSION, why: 'extensions are not supported' }
  if (rest.length > 0) return { failure: BAD_DATA_FORMAT, why: 'there is more in it than a query has' }
  if (policy && !policy.bytes.equals(POLICY)) return { failure: UNACCEPTED_POLICY, why: 'that policy is not offered' }
  return {
    imprint: imprint?.bytes ?? Buffer.alloc(0),
    nonce: nonce?.bytes,
    wantsCertificate: certificate?.content.equals(TRUE) ?? false,
  }
}

/** TimeStampResp with the status `rejection`. */
export const refusalResponse = ({ failure, why }: TimestampRefusal): Buffer =>
  sequence(sequence(integer(2), sequence(utf8String(why)), namedBit(failure)))

/** A BIT STRING with one named bit set: DER drops the zeros after it. */
function namedBit(bit: number): Buffer {
  const bytes = Buffer.alloc((bit >> 3) + 1)
  bytes[bit >> 3] = 0x80 >> (bit & 7)
  return bitString(bytes, 7 - (bit & 7))
}
