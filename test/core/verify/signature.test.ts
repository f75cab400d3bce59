import { createHash, generateKeyPairSync, sign } from 'node:crypto'
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
    ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey],
    ['an unknown curve', generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey],
  ])('by %s is not supported', (_, key) => {
    expect(() => new DigestSignature(Buffer.alloc(64), digest).verifySignature(key)).toThrow(Rejected)
  })
})
