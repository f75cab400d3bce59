import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ecKeys } from '../../fixtures/forge/authority.ts'
import {
  type AttestationPlan,
  forge,
  forgeAttestation,
  PREDICATE_TYPE,
  SIGNER,
  statement,
} from '../../fixtures/forge.ts'
import { ask, askLibrary, DIGEST, reasonFor } from './asking.ts'
import { ENVELOPE_ENTRIES } from './cases.ts'

const subjects = [
  { name: 'another.tar.gz', sha256: '0'.repeat(64) },
  { name: 'artifact.tar.gz', sha256: DIGEST },
]

describe('a sound attestation', () => {
  it.each(ENVELOPE_ENTRIES)('logged as $kind by Rekor v$log verifies, and tells what it says', (entry) => {
    const bundle = forgeAttestation(entry)
    expect(ask(bundle, { predicateType: PREDICATE_TYPE })).toMatchObject({
      ok: true,
      signer: SIGNER,
      leafFingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      statement: { predicateType: PREDICATE_TYPE, subjects, predicate: statement().predicate },
    })
    expect(() => askLibrary(bundle)).not.toThrow()
  })

  it.each([
    ['0.2', 1],
    ['0.1', 1],
  ] as const)('may be in a bundle of v%s', (version, log) => {
    expect(reasonFor(forgeAttestation({ version, log, kind: 'intoto' }))).toBe('ok')
  })

  it.each<[string, AttestationPlan]>([
    ['P-384', { keys: ecKeys('P-384'), signDigest: 'sha384' }],
    ['P-384, with the digest that Rekor v1 knows', { keys: ecKeys('P-384'), log: 1, kind: 'dsse' }],
    ['P-521', { keys: ecKeys('P-521'), signDigest: 'sha512' }],
    ['P-521, with the digest that Rekor v1 knows', { keys: ecKeys('P-521'), log: 1, kind: 'dsse' }],
    ['Ed25519', { keys: generateKeyPairSync('ed25519'), signDigest: null }],
    ['RSA', { keys: generateKeyPairSync('rsa', { modulusLength: 2048 }) }],
  ])('may be signed by %s', (_, plan) => {
    expect(reasonFor(forgeAttestation(plan))).toBe('ok')
    expect(reasonFor(forgeAttestation({ ...plan, signOver: Buffer.from('else') }))).toBe('signature-mismatch')
  })

  it.each(['sha384', 'sha512'] as const)('may be logged by its %s', (algorithm) => {
    expect(reasonFor(forgeAttestation({ logged: { algorithm } }))).toBe('ok')
    const other = { algorithm, digest: Buffer.alloc(algorithm === 'sha384' ? 48 : 64) }
    expect(reasonFor(forgeAttestation({ logged: other }))).toBe('log-entry-mismatch')
  })

  it('may be a statement of v0.1', () => {
    const payload = { ...statement(), _type: 'https://in-toto.io/Statement/v0.1' }
    expect(ask(forgeAttestation({ payload }))).toMatchObject({ ok: true, statement: { subjects } })
  })

  it('may hold fields that nobody knows yet, subjects without a name, and no predicate', () => {
    const digest = { sha256: DIGEST, gitCommit: 'abc' }
    const payload = {
      ...statement(),
      later: 1,
      predicate: undefined,
      subject: [{ digest, uri: 'pkg:npm/a', later: {} }],
    }
    expect(ask(forgeAttestation({ payload }))).toMatchObject({
      ok: true,
      statement: { subjects: [{ name: '', sha256: DIGEST }], predicate: undefined },
    })
  })

  it('may write its digests in capitals, and so may the one who asks', () => {
    const payload = statement(DIGEST.toUpperCase())
    expect(ask(forgeAttestation({ payload }), { sha256: DIGEST.toUpperCase() })).toMatchObject({
      ok: true,
      statement: { subjects },
    })
  })

  it('hands out the very bytes that were signed', () => {
    const payload = Buffer.from(JSON.stringify(statement(), null, 2))
    expect(ask(forgeAttestation({ payload }))).toMatchObject({ statement: { payload } })
  })

  it('may be encoded with the alphabet for addresses, as DSSE allows', () => {
    const bundle = forgeAttestation({ log: 1, kind: 'dsse' })
    const forAddresses = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
    const { dsseEnvelope: envelope } = bundle
    const signatures = envelope.signatures.map(({ sig }) => ({ sig: forAddresses(sig) }))
    const rewritten = { ...bundle, dsseEnvelope: { ...envelope, payload: forAddresses(envelope.payload), signatures } }
    expect(reasonFor(rewritten)).toBe('ok')
  })

  it('may be as large as the bill of materials of a large product', () => {
    const payload = { ...statement(), predicate: { packages: 'a package\n'.repeat(4_000_000) } }
    const bundle = forgeAttestation({ payload })
    expect(bundle.dsseEnvelope.payload.length).toBeGreaterThan(50_000_000)
    expect(reasonFor(bundle)).toBe('ok')
    Object.assign(bundle.dsseEnvelope, { payload: `${bundle.dsseEnvelope.payload}!` })
    expect(reasonFor(bundle)).toBe('unreadable-bundle')
  })

  it('is no signature over a file, and the other way round', () => {
    const verification = ask(forge())
    expect(verification.ok && 'statement' in verification).toBe(false)
  })
})

describe('the reason for another artifact', () => {
  const detailFor = (names: (string | undefined)[]): string => {
    const subject = names.map((name) => ({ name, digest: { sha256: '1'.repeat(64) } }))
    const verification = ask(forgeAttestation({ payload: { ...statement(), subject } }))
    return verification.ok ? 'ok' : verification.detail
  }

  it('tells what the attestation is about', () => {
    expect(detailFor(['a', 'b'])).toBe('The attestation is about a, b, and not about this artifact.')
    expect(detailFor(['a', undefined, 'c', 'd', 'e'])).toBe(
      'The attestation is about a, something without a name, c and 2 more, and not about this artifact.',
    )
  })

  it('shows names as what they are, and not at any length', () => {
    expect(detailFor(['a\u202Eb'])).toContain('a⟨U+202E⟩b')
    expect(detailFor(['x'.repeat(100_000)]).length).toBeLessThan(300)
  })
})
