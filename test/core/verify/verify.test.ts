import { describe, expect, it } from 'vitest'
import { ours } from '../../fixtures/forge/authority.ts'
import { forge, ISSUED_AT, SIGNED_AT, SIGNER } from '../../fixtures/forge.ts'
import { ask, reasonFor } from './asking.ts'
import { edited, minutesLater } from './cases.ts'

describe('a sound bundle', () => {
  it.each([
    ['0.3', 2],
    ['0.3', 1],
    ['0.2', 1],
    ['0.2', 2],
    ['0.1', 1],
  ] as const)('v%s with an entry of Rekor v%i verifies', (version, log) => {
    const v1 = { origin: 'rekor.forge.test - 4711', index: '1003' }
    const v2 = { origin: 'log2026.forge.test', index: '3' }
    expect(ask(forge({ version, log }))).toMatchObject({ ok: true, signer: SIGNER, log: log === 1 ? v1 : v2 })
  })

  it.each([
    ['0.3', 'application/vnd.dev.sigstore.bundle.v0.3+json'],
    ['0.3', 'application/vnd.dev.sigstore.bundle+json;version=0.3'],
    ['0.2', 'application/vnd.dev.sigstore.bundle.v0.2+json'],
    ['0.2', 'application/vnd.dev.sigstore.bundle+json;version=0.2'],
  ] as const)('v%s may be spelt %s', (version, mediaType) => {
    expect(reasonFor({ ...forge({ version }), mediaType })).toBe('ok')
  })

  it('of v0.1 may name the root that is trusted already, as the first ones on npm do', () => {
    expect(reasonFor(forge({ version: '0.1', log: 1, chain: [ours.authority.certificate] }))).toBe('ok')
  })

  it('may be signed in the name of a workflow', () => {
    const signer = { ...SIGNER, kind: 'uri', name: 'https://forge.test/o/r/.ci/release.yml@refs/tags/v1' } as const
    const expectation = { ...signer, kind: 'identity' } as const
    expect(ask(forge({ signer }), { expectation })).toMatchObject({ ok: true, signer })
  })

  it('may be signed by a username of a domain', () => {
    const signer = { ...SIGNER, kind: 'username', name: 'ada!forge.test' } as const
    const expectation = { ...signer, kind: 'identity' } as const
    expect(ask(forge({ signer }), { expectation })).toMatchObject({ ok: true, signer })
  })

  it('may name its issuer in the older form alone', () => {
    expect(ask(forge({ issuerForm: 'raw' }))).toMatchObject({ ok: true, signer: SIGNER })
  })

  it('tells when it was made: by the timestamps first, then by the log', () => {
    const at = minutesLater(4)
    expect(ask(forge({ log: 1, stamps: [{ at }] }))).toMatchObject({ times: [at, SIGNED_AT] })
    expect(ask(forge({ log: 1, stamps: [] }))).toMatchObject({ times: [SIGNED_AT] })
  })

  it('may be made at either end of the validity', () => {
    expect(reasonFor(forge({ stamps: [{ at: ISSUED_AT }, { at: minutesLater(10) }] }))).toBe('ok')
  })

  it('may be of v0.1 with a proof that leads nowhere: the promise counts', () => {
    const plan = { version: '0.1', log: 1 } as const
    const bundle = edited((entry) => Object.assign(entry.inclusionProof, { checkpoint: undefined }), plan)()
    expect(ask(bundle)).toMatchObject({ ok: true, log: { origin: 'https://rekor.forge.test' } })
  })

  it('may carry lines of witnesses, and unknown ones, before the line of the log', () => {
    const extraLines = `\u2014 witness.example ${Buffer.alloc(76).toString('base64')}\nsomething new\n`
    expect(reasonFor(forge({ logged: { checkpoint: { extraLines } } }))).toBe('ok')
  })

  it('may be the first entry of its log, although JSON leaves zero out', () => {
    const plan = { logged: { place: { index: 0, size: 2 } } }
    const bundle = edited((entry) => {
      Object.assign(entry, { logIndex: undefined })
      Object.assign(entry.inclusionProof, { logIndex: undefined })
    }, plan)()
    expect(ask(bundle)).toMatchObject({ ok: true, log: { index: '0' } })
  })

  it('may break its base64 into lines, as some clients do', () => {
    const bundle = edited((_, { messageSignature: m }) => Object.assign(m, { signature: `${m.signature}\n` }))()
    expect(reasonFor(bundle)).toBe('ok')
  })

  it('is reported, and not approved of, where any signer will do', () => {
    const signer = { ...SIGNER, name: 'eve@example.org' }
    expect(ask(forge({ signer }), { expectation: { kind: 'any-signer' } })).toMatchObject({ ok: true, signer })
  })
})

describe('places in a log', () => {
  const places = [1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17].flatMap((size) =>
    Array.from({ length: size }, (_, index) => ({ index, size })),
  )

  it.each(places)('$index of $size is proven', (place) => {
    expect(reasonFor(forge({ logged: { place } }))).toBe('ok')
  })
})
