/** Artifacts that an attestation names by SHA-512, as npm names packages. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { wantsSha512 } from '../../../electron/core/verify/evidence/wants-sha512.ts'
import { ARTIFACT, forge, forgeAttestation, statement } from '../../fixtures/forge.ts'
import { ask, DIGEST, reasonFor } from './asking.ts'

const SHA512 = createHash('sha512').update(ARTIFACT).digest('hex')
const OTHER = '1'.repeat(128)
const about = (...digests: object[]) =>
  forgeAttestation({
    payload: { ...statement(), subject: digests.map((digest) => ({ name: 'pkg:npm/engine@1.0.0', digest })) },
  })

describe('a subject', () => {
  it('by SHA-512 alone is found where that digest was taken', () => {
    const bundle = about({ sha512: SHA512.toUpperCase() })
    expect(ask(bundle, { sha512: SHA512 })).toMatchObject({ ok: true, comparedBy: 'sha512' })
    expect(reasonFor(bundle)).toBe('subject-mismatch')
    expect(reasonFor(bundle, { sha512: OTHER })).toBe('subject-mismatch')
  })

  it('by both is found by the one that was taken', () => {
    const bundle = about({ sha256: DIGEST, sha512: SHA512 })
    expect(ask(bundle)).toMatchObject({ ok: true, comparedBy: 'sha256' })
    expect(ask(bundle, { sha512: SHA512 })).toMatchObject({ ok: true })
  })

  it.each([[{ sha256: DIGEST, sha512: OTHER }], [{ sha256: '1'.repeat(64), sha512: SHA512 }]])(
    'of which one digest is wrong is another artifact',
    (digest) => {
      expect(reasonFor(about(digest), { sha512: SHA512 })).toBe('subject-mismatch')
    },
  )

  it('may be any of several', () => {
    expect(ask(about({ sha512: OTHER }, { sha1: '00' }, { sha512: SHA512 }), { sha512: SHA512 })).toMatchObject({
      ok: true,
    })
  })

  it.each(['abc', '1'.repeat(127), 'g'.repeat(128)])('whose SHA-512 is %s is none', (sha512) => {
    expect(reasonFor(about({ sha512 }), { sha512: SHA512 })).toBe('statement-unreadable')
  })
})

it('is asked for only where an attestation needs it', () => {
  const wants = (bundle: unknown) => wantsSha512({ kind: 'bundle', from: 'here', bundle })
  expect(wants(about({ sha512: SHA512 }))).toBe(true)
  expect(wants(about({ sha256: DIGEST, sha512: SHA512 }))).toBe(false)
  for (const bundle of [forge(), forgeAttestation(), undefined, {}]) expect(wants(bundle)).toBe(false)
})
