/**
 * ECDSA over a digest that is at hand (FIPS 186-5, section 6.4.2). Node's own crypto takes messages only, and would hash
 * the digest once more. What takes long is left to it all the same: see `isEcdsaOver`.
 */
import { createECDH, type KeyObject } from 'node:crypto'
import { p256, p384, p521 } from '@noble/curves/nist.js'

type Curve = typeof p256
type Point = InstanceType<Curve['Point']>

/** By their names in OpenSSL. */
const CURVES = new Map<string | undefined, Curve>([
  ['prime256v1', p256],
  ['secp384r1', p384],
  ['secp521r1', p521],
])

const nameOf = ({ asymmetricKeyDetails }: KeyObject) => asymmetricKeyDetails?.namedCurve

/** Whether a key is on one of the curves of NIST. */
export const isOnKnownCurve = (key: KeyObject): boolean => CURVES.has(nameOf(key))

/**
 * Whether the key made this signature (DER) over this digest. False for a key that is on none of the curves.
 *
 * A signature (r, s) over a digest h is right if r is the x of R = (h/s)·G + (r/s)·Q, which is (r/s)·S with
 * S = Q + (h/r)·G. Of these, Node gives multiples of G as public keys, and the x of a multiple of S as the secret that two
 * parties agree on: both ten times as fast as arithmetic in JavaScript, of which one addition is left.
 */
export function isEcdsaOver(key: KeyObject, digest: Uint8Array, signature: Uint8Array): boolean {
  const name = nameOf(key)
  const curve = CURVES.get(name)
  if (name === undefined || curve === undefined) return false
  const { Point } = curve
  const { Fn } = Point
  try {
    // Refuses what is not from 1 up to the order. Other clients may have a high `s`.
    const { r, s } = curve.Signature.fromBytes(signature, 'der')
    const inverse = Fn.inv(Fn.mul(r, s))
    const multiple = Fn.mul(truncated(digest, curve), Fn.mul(inverse, s))
    const sum = pointOf(key, curve).add(multiple === 0n ? Point.ZERO : multipleOfBase(name, multiple, curve))
    if (sum.is0()) return false
    const pair = createECDH(name)
    pair.setPrivateKey(Fn.toBytes(Fn.mul(r, Fn.mul(inverse, r))))
    return Fn.create(numberOf(pair.computeSecret(sum.toBytes(false)))) === r
  } catch {
    return false
  }
}

/** As many of its bits as the order has, from the left. */
function truncated(digest: Uint8Array, { Point: { Fn } }: Curve): bigint {
  const spare = Math.max(0, digest.length * 8 - Fn.BITS)
  return Fn.create(numberOf(digest) >> BigInt(spare))
}

function multipleOfBase(name: string, multiple: bigint, { Point }: Curve): Point {
  const pair = createECDH(name)
  pair.setPrivateKey(Point.Fn.toBytes(multiple))
  return Point.fromBytes(pair.getPublicKey())
}

const points = new WeakMap<KeyObject, Point>()

/** The public key as a point. The files of a session share it. */
function pointOf(key: KeyObject, { Point }: Curve): Point {
  const known = points.get(key)
  if (known) return known
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const [affineX = 0n, affineY = 0n] = [x, y].map((coordinate) => numberOf(Buffer.from(coordinate, 'base64url')))
  const point = Point.fromAffine({ x: affineX, y: affineY })
  points.set(key, point)
  return point
}

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`)
