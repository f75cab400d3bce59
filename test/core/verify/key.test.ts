import { createHash, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ecKeys } from '../../fixtures/forge/authority.ts'
import { forge, forgeAttestation, SIGNER } from '../../fixtures/forge.ts'
import { ask, DIGEST, reasonFor } from './asking.ts'
import { ENVELOPE_ENTRIES } from './cases.ts'
import { givenKey, KEPT, pemOf } from './key-cases.ts'

const kept = { keys: KEPT, isKept: true } as const
const right = givenKey(KEPT.publicKey)
const signer = {
  kind: 'key',
  fingerprint: createHash('sha256')
    .update(KEPT.publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex'),
}

describe('a bundle of a key that somebody keeps', () => {
  it.each([1, 2] as const)('verifies against that key, logged by Rekor v%i', (log) => {
    const verification = ask(forge({ ...kept, log }), right)
    expect(verification).toMatchObject({ ok: true, signer })
    expect(verification).not.toHaveProperty('leafFingerprint')
  })

  it.each(ENVELOPE_ENTRIES)('may hold an attestation, logged as $kind by Rekor v$log', (entry) => {
    expect(ask(forgeAttestation({ ...kept, ...entry }), right)).toMatchObject({
      ok: true,
      signer,
      statement: { subjects: [{}, { sha256: DIGEST }] },
    })
  })

  it.each(['0.1', '0.2'] as const)('may be of v%s', (version) => {
    expect(reasonFor(forge({ ...kept, version, log: 1 }), right)).toBe('ok')
  })

  it('needs no hint: the signature tells', () => {
    const bundle = forge(kept)
    Object.assign(bundle.verificationMaterial, { publicKey: {} })
    expect(reasonFor(bundle, right)).toBe('ok')
  })

  it('may be of an RSA key, given in either form', () => {
    const keys = generateKeyPairSync('rsa', { modulusLength: 3072 })
    const bundle = forge({ keys, isKept: true })
    const pkcs1 = keys.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()
    expect(reasonFor(bundle, givenKey(keys.publicKey))).toBe('ok')
    expect(reasonFor(bundle, { expectation: { kind: 'key', pem: pkcs1 } })).toBe('ok')
  })

  it('does not mind lines around the key and how they end', () => {
    const pem = `\n${pemOf(KEPT.publicKey).replaceAll('\n', '\r\n')}\n`
    expect(reasonFor(forge(kept), { expectation: { kind: 'key', pem } })).toBe('ok')
  })
})

describe('a bundle of a certificate, judged against a key', () => {
  it('verifies where the certificate is for that key, and still names its signer', () => {
    expect(ask(forge({ keys: KEPT }), right)).toMatchObject({ ok: true, signer: SIGNER })
    expect(ask(forgeAttestation({ keys: KEPT }), right)).toMatchObject({ ok: true, signer: SIGNER })
  })

  it('is spared no other check', () => {
    expect(reasonFor(forge({ keys: KEPT, receiptBy: undefined }), right)).toBe('certificate-sct')
    expect(reasonFor(forge({ keys: KEPT }), givenKey(ecKeys().publicKey))).toBe('signer-mismatch')
  })
})
