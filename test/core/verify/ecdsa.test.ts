import { createHash, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto'
import { p256 } from '@noble/curves/nist.js'
import { describe, expect, it } from 'vitest'
import { isEcdsaOver, isOnKnownCurve } from '../../../electron/core/verify/ecdsa.ts'
import { ecKeys } from '../../fixtures/forge/authority.ts'

const digestOf = (message: Uint8Array) => createHash('sha256').update(message).digest()
const ORDER = p256.Point.Fn.ORDER
const der = (r: bigint, s: bigint) => {
  const integer = (value: bigint) => {
    const hex = value.toString(16)
    const even = hex.length % 2 === 0 ? hex : `0${hex}`
    const bytes = Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex')
    return Buffer.concat([Buffer.of(2, bytes.length), bytes])
  }
  const body = Buffer.concat([integer(r), integer(s)])
  return Buffer.concat([Buffer.of(0x30, body.length), body])
}

describe('many signatures of one key', () => {
  const { publicKey, privateKey } = ecKeys()

  it('are judged as Node judges those over the message, the first and the hundredth', () => {
    for (let i = 0; i < 100; i++) {
      const message = randomBytes(i)
      const right = sign('sha256', message, privateKey)
      const { r, s } = p256.Signature.fromBytes(right, 'der')
      const others = [der(r, ORDER - s), der(ORDER - r, s), der(s, r), der(r, s + 1n), der(r + ORDER, s), der(0n, s)]
      for (const signature of [right, ...others, der(r, 0n), right.subarray(1), Buffer.alloc(0)]) {
        const judged = isEcdsaOver(publicKey, digestOf(message), signature)
        expect(judged).toBe(verify('sha256', message, publicKey, signature))
      }
      expect(isEcdsaOver(publicKey, digestOf(randomBytes(8)), right)).toBe(false)
    }
  })

  it('over a digest of nothing but zeros or ones are judged by the same rule', () => {
    const secret = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url')
    for (const digest of [Buffer.alloc(32), Buffer.alloc(32, 0xff)]) {
      const signature = p256.sign(digest, secret, { prehash: false, lowS: false, format: 'der' })
      for (let i = 0; i < 8; i++) expect(isEcdsaOver(publicKey, digest, signature)).toBe(true)
      expect(isEcdsaOver(publicKey, Buffer.alloc(32, 1), signature)).toBe(false)
    }
  })

  it('are wrong where what they add up to is no point', () => {
    const secret = BigInt(`0x${Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url').toString('hex')}`)
    const { Fn } = p256.Point
    const digest = digestOf(randomBytes(8))
    // (h/r)·G is then the negative of the public key.
    const r = Fn.neg(Fn.div(Fn.create(BigInt(`0x${digest.toString('hex')}`)), secret))
    expect(isEcdsaOver(publicKey, digest, der(r, 1n))).toBe(false)
    expect(isEcdsaOver(publicKey, digest, der(r, r))).toBe(false)
  })

  it('are not mixed up with those of another key, of which there may be many', () => {
    const message = Buffer.from('one artifact of a release')
    const keys = Array.from({ length: 80 }, () => ecKeys())
    const signatures = keys.map((key) => sign('sha256', message, key.privateKey))
    for (let i = 0; i < 6; i++) {
      const wrong = keys.filter((key, j) => {
        const others = signatures[(j + 1) % keys.length] as Buffer
        const own = signatures[j] as Buffer
        return (
          !isEcdsaOver(key.publicKey, digestOf(message), own) || isEcdsaOver(key.publicKey, digestOf(message), others)
        )
      })
      expect(wrong).toEqual([])
    }
  })
})

it.each([
  ['P-256', true],
  ['P-384', true],
  ['P-521', true],
  ['secp256k1', false],
])('%s', (namedCurve, isKnown) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve })
  const message = Buffer.from('one artifact of a release')
  expect(isOnKnownCurve(publicKey)).toBe(isKnown)
  for (let i = 0; i < 6; i++) {
    expect(isEcdsaOver(publicKey, digestOf(message), sign('sha256', message, privateKey))).toBe(isKnown)
  }
})
