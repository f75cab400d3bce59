import { constants, createHash, generateKeyPairSync, privateDecrypt, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Rejected } from '../../../electron/core/verify/reasons.ts'
import { DigestSignature } from '../../../electron/core/verify/signature.ts'
import { ecKeys } from '../../fixtures/forge/authority.ts'

const message = Buffer.from('one artifact of a release')
const digest = createHash('sha256').update(message).digest()

describe('a signature over a digest', () => {
  it.each(['P-256', 'P-384', 'P-521'])('by %s agrees with the one over the bytes', (curve) => {
    const { publicKey, privateKey } = ecKeys(curve)
    // Half of all signatures have a high `s`: among twenty both kinds occur.
    for (let i = 0; i < 20; i++) {
      const signature = sign('sha256', message, privateKey)
      expect(new DigestSignature(signature, digest).verifySignature(publicKey)).toBe(true)
      expect(new DigestSignature(signature, Buffer.alloc(32, i)).verifySignature(publicKey)).toBe(false)
      expect(new DigestSignature(signature, digest).verifySignature(ecKeys(curve).publicKey)).toBe(false)
    }
  })

  it.each([2048, 3072, 4096])('by RSA of %i bits agrees with the one over the bytes', (modulusLength) => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength })
    const signature = sign('sha256', message, privateKey)
    expect(new DigestSignature(signature, digest).verifySignature(publicKey)).toBe(true)
    expect(new DigestSignature(signature, Buffer.alloc(32)).verifySignature(publicKey)).toBe(false)
    expect(new DigestSignature(Buffer.concat([Buffer.of(0), signature]), digest).verifySignature(publicKey)).toBe(false)
    for (const spoilt of [sign('sha512', message, privateKey), sign('sha1', message, privateKey), Buffer.alloc(0)]) {
      expect(new DigestSignature(spoilt, digest).verifySignature(publicKey)).toBe(false)
    }
  })

  it('by RSA is wrong with a lax padding, which a small exponent would let anybody forge', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 })
    const info = Buffer.concat([Buffer.from('3031300d060960864801650304020105000420', 'hex'), digest])
    const short = Buffer.concat([Buffer.of(0, 1), Buffer.alloc(8, 0xff), Buffer.of(0), info])
    const filling = Buffer.alloc(256 - short.length, 7)
    const lax = [
      Buffer.concat([short, filling]),
      Buffer.concat([Buffer.of(0, 1), filling, short.subarray(2)]),
      Buffer.concat([Buffer.of(0, 2), Buffer.alloc(256 - info.length - 3, 0xff), Buffer.of(0), info]),
    ]
    for (const opened of lax) {
      const signature = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, opened)
      expect(new DigestSignature(signature, digest).verifySignature(publicKey)).toBe(false)
    }
  })

  it.each([Buffer.alloc(0), Buffer.from('garbage'), Buffer.alloc(72, 0x30)])('is wrong where it is %j', (signature) => {
    expect(new DigestSignature(signature, digest).verifySignature(ecKeys().publicKey)).toBe(false)
  })

  it('is wrong with one byte more', () => {
    const { publicKey, privateKey } = ecKeys()
    const signature = Buffer.concat([sign('sha256', message, privateKey), Buffer.of(0)])
    expect(new DigestSignature(signature, digest).verifySignature(publicKey)).toBe(false)
  })

  it.each([
    ['Ed25519', generateKeyPairSync('ed25519').publicKey],
    ['an unknown curve', generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey],
  ])('by %s is not supported', (_, key) => {
    expect(() => new DigestSignature(Buffer.alloc(64), digest).verifySignature(key)).toThrow(Rejected)
  })
})
