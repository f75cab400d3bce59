import { describe, expect, it } from 'vitest'
import { reasons } from '../../../electron/core/verify/reasons.ts'
import type { VerifyRequest } from '../../../electron/core/verify/verify.ts'
import { ecKeys } from '../../fixtures/forge/authority.ts'
import { forge, forgeAttestation, PREDICATE_TYPE, SIGNER } from '../../fixtures/forge.ts'
import { ask, askLibrary, EXPECTED, reasonFor } from './asking.ts'
import { ownAttestationCases, sharedAttestationCases } from './attestation-cases.ts'
import { edited } from './cases.ts'
import { givenKey, KEPT, keyCases } from './key-cases.ts'
import { ownCases, unsupportedCases } from './own-cases.ts'
import { sharedCases } from './shared-cases.ts'

describe('the reason for a rejection', () => {
  it.each([...sharedCases, ...sharedAttestationCases])('$what: $reason', ({ bundle, reason, request }) => {
    const spoilt = bundle()
    expect(reasonFor(spoilt, request)).toBe(reason)
    if (request === undefined) expect(() => askLibrary(spoilt)).toThrow()
  })

  it.each([...ownCases, ...ownAttestationCases])('$what, which the library accepts: $reason', (spoiling) => {
    const { bundle, reason, request } = spoiling
    const spoilt = bundle()
    expect(reasonFor(spoilt, request)).toBe(reason)
    expect(() => askLibrary(spoilt)).not.toThrow()
  })

  it.each([...unsupportedCases, ...keyCases])('$what: $reason', ({ bundle, reason, request }) => {
    expect(reasonFor(bundle(), request)).toBe(reason)
  })

  it('is tested for each that there is', () => {
    const attestations = [...sharedAttestationCases, ...ownAttestationCases]
    const all = [...sharedCases, ...ownCases, ...unsupportedCases, ...attestations, ...keyCases]
    const seen = new Set(all.map(({ reason }) => reason))
    const ofTheRoot = ['trusted-root-unreadable', 'trusted-root-window']
    expect([...seen, ...ofTheRoot].sort()).toEqual(Object.keys(reasons).sort())
  })

  it('tells what was expected and what was found', () => {
    const bundle = forge({ signer: { ...SIGNER, name: 'eve@example.org' } })
    const byWhom = `(by the word of ${SIGNER.issuer})`
    const detail = `Signed by eve@example.org ${byWhom}; expected was ${EXPECTED.name} ${byWhom}.`
    expect(ask(bundle)).toEqual({ ok: false, reason: 'signer-mismatch', detail })
  })

  it.each<[string, Partial<VerifyRequest>]>([
    ['another signer', { expectation: { ...EXPECTED, name: 'eve@example.org' } }],
    ['another key', givenKey(KEPT.publicKey)],
    ['another type', { predicateType: PREDICATE_TYPE }],
  ])('is that the bundle is not the expected one only where it is sound: %s', (_, request) => {
    const spoilt = [...sharedCases, ...sharedAttestationCases].filter((spoiling) => spoiling.request === undefined)
    const expected = ['signer-mismatch', 'predicate-type-mismatch']
    const reached = spoilt.filter(({ bundle }) => expected.includes(reasonFor(bundle(), request)))
    const sound = spoilt.filter(({ reason }) => reason === 'signer-mismatch')
    for (const { what } of reached) expect(sound.map((spoiling) => spoiling.what)).toContain(what)
  })

  it('names the field of a bundle that cannot be read', () => {
    const bundle = edited((entry) => Object.assign(entry, { logIndex: '-3' }))()
    expect(ask(bundle)).toMatchObject({
      detail: 'The field verificationMaterial.tlogEntries.0.logIndex is not a whole number from zero up.',
    })
  })

  it('tells how many signatures an envelope may have', () => {
    const { dsseEnvelope, ...rest } = forgeAttestation()
    const signatures = [...dsseEnvelope.signatures, ...dsseEnvelope.signatures]
    expect(ask({ ...rest, dsseEnvelope: { ...dsseEnvelope, signatures } })).toMatchObject({
      detail: 'The field dsseEnvelope.signatures does not hold exactly one signature.',
    })
  })

  it('tells where the log recorded a bare key', () => {
    const keys = ecKeys()
    expect(ask(forge({ keys, logged: { verifier: keys } }))).toMatchObject({
      detail: 'The log recorded no certificate, and the bundle shows one.',
    })
  })

  it('never calls anything safe', () => {
    expect(Object.values(reasons).join(' ')).not.toMatch(/\b(safe|secure|verified)\b/i)
  })
})
