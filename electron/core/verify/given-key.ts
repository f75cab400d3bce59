/** A key that somebody keeps, as they hand it out: PEM (RFC 7468), of RFC 5280 or of PKCS #1. */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { orReject, reject } from './reasons.ts'

export interface GivenKey {
  readonly key: KeyObject
  /** SubjectPublicKeyInfo. */
  readonly der: Buffer
  /** Lower-case hexadecimal SHA-256 of `der`. */
  readonly fingerprint: string
}

/** One block and nothing else. Node by itself would take a certificate or a private key for a public one. */
const ONE_KEY = /^\s*-----BEGIN (RSA )?PUBLIC KEY-----([\w+/=\s]+)-----END \1PUBLIC KEY-----\s*$/

export function readGivenKey(pem: string): GivenKey {
  const [, rsa, block] = ONE_KEY.exec(pem) ?? []
  if (block === undefined) throw reject('key-unreadable')
  const key = orReject('key-unreadable', 'The key in the PEM text cannot be decoded.', () =>
    createPublicKey({ key: Buffer.from(block, 'base64'), format: 'der', type: rsa === undefined ? 'spki' : 'pkcs1' }),
  )
  const der = key.export({ format: 'der', type: 'spki' })
  return { key, der, fingerprint: createHash('sha256').update(der).digest('hex') }
}
