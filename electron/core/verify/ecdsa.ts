/**
 * ECDSA over a digest that is at hand (FIPS 186-5, section 6.4.2). Node's own crypto takes messages only, and would hash
 * the digest once more; the curves are the library's.
 */
import type { KeyObject } from 'node:crypto'
import { p256, p384, p521 } from '@noble/curves/nist.js'

type Curve = typeof p256
type Point = InstanceType<Curve['Point']>

const CURVES = new Map<string | undefined, { readonly curve: Curve; readonly coordinateBytes: number }>([
  ['prime256v1', { curve: p256, coordinateBytes: 32 }],
  ['secp384r1', { curve: p384, coordinateBytes: 48 }],
  ['secp521r1', { curve: p521, coordinateBytes: 66 }],
])

/** Signatures of other clients may have a high `s`. */
const OPTIONS = { prehash: false, lowS: false, format: 'der' } as const

const curveOf = ({ asymmetricKeyDetails }: KeyObject) => CURVES.get(asymmetricKeyDetails?.namedCurve)

/** Whether a key is on one of the curves of NIST. */
export const isOnKnownCurve = (key: KeyObject): boolean => curveOf(key) !== undefined

/** Whether the key made this signature (DER) over this digest. False for a key that is on none of the curves. */
export function isEcdsaOver(key: KeyObject, digest: Uint8Array, signature: Uint8Array): boolean {
  const known = curveOf(key)
  if (!known) return false
  try {
    const encoded = encodedPoint(key, known.coordinateBytes)
    const multiples = known.curve === p256 && digest.length === 32 ? multiplesOf(encoded) : undefined
    return multiples
      ? isEcdsaWith(multiples, digest, signature)
      : known.curve.verify(signature, digest, encoded, OPTIONS)
  } catch {
    return false
  }
}

/** What the library does, with tables on both sides: R = (h/s)·G + (r/s)·Q, and its x is r. */
function isEcdsaWith(multiples: Point, digest: Uint8Array, signature: Uint8Array): boolean {
  const { Point } = p256
  const { Fn } = Point
  const { r, s } = p256.Signature.fromBytes(signature, 'der')
  const h = Fn.create(BigInt(`0x${Buffer.from(digest).toString('hex')}`))
  const inverse = Fn.inv(s)
  const sum = Point.BASE.multiplyUnsafe(Fn.mul(h, inverse)).add(multiples.multiplyUnsafe(Fn.mul(r, inverse)))
  return !sum.is0() && Fn.create(sum.toAffine().x) === r
}

/** How often a key is met before a table of its multiples is worth its making, which takes as long as ten signatures. */
const TIMES_FOR_A_TABLE = 4
const TABLE_WINDOW_BITS = 6
const MOST_KEYS = 64
const MOST_TABLES = 4

/** Keys that were met, the oldest first. */
const met = new Map<string, number>()
const tables = new Map<string, Point>()

/** The files of a session share their key: from the fourth on, its table makes each signature three times as fast. */
function multiplesOf(encoded: Buffer): Point | undefined {
  const name = encoded.toString('latin1')
  const known = tables.get(name)
  if (known) return known
  const times = (met.get(name) ?? 0) + 1
  remember(met, MOST_KEYS, name, times)
  if (times < TIMES_FOR_A_TABLE) return undefined
  const point = p256.Point.fromBytes(encoded).precompute(TABLE_WINDOW_BITS)
  remember(tables, MOST_TABLES, name, point)
  return point
}

function remember<T>(map: Map<string, T>, most: number, name: string, value: T): void {
  map.delete(name)
  const [oldest] = map.keys()
  if (map.size >= most && oldest !== undefined) map.delete(oldest)
  map.set(name, value)
}

/** The public key as an uncompressed point (SEC 1, section 2.3.3). */
function encodedPoint(key: KeyObject, coordinateBytes: number): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const padded = [x, y].map((coordinate) => {
    const bytes = Buffer.from(coordinate, 'base64url')
    return Buffer.concat([Buffer.alloc(Math.max(0, coordinateBytes - bytes.length)), bytes])
  })
  return Buffer.concat([Buffer.of(4), ...padded])
}
