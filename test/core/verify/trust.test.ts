import { TrustedRoot } from '@sigstore/protobuf-specs'
import { describe, expect, it } from 'vitest'
import { readTrust } from '../../../electron/core/verify/trust.ts'
import { trustedRootJson } from '../../fixtures/forge/authority.ts'
import { forge, SIGNED_AT } from '../../fixtures/forge.ts'
import { askLibrary, reasonFor } from './asking.ts'
import { minutesLater } from './cases.ts'

type Root = ReturnType<typeof trustedRootJson>

function rootWith(edit: (root: Root) => void): Root {
  const root = trustedRootJson()
  edit(root)
  return root
}
const reasonUnder = (root: unknown, bundle: unknown = forge()): string => reasonFor(bundle, { trust: readTrust(root) })

const logs = (root: Root) => root.tlogs.map((log) => log.publicKey)
const windows = {
  tlogs: (root: Root) => logs(root),
  ctlogs: (root: Root) => root.ctlogs.map((log) => log.publicKey),
  certificateAuthorities: (root: Root) => root.certificateAuthorities,
  timestampAuthorities: (root: Root) => root.timestampAuthorities,
}

describe('a trusted root', () => {
  it('may be read from JSON, and from the message made from it', () => {
    expect(reasonUnder(trustedRootJson())).toBe('ok')
    expect(reasonUnder(TrustedRoot.fromJSON(trustedRootJson()))).toBe('ok')
    expect(readTrust(trustedRootJson())).toMatchObject({ ok: true, warnings: [] })
  })

  it.each(Object.entries(windows))('without a start of validity in %s is refused', (_, membersOf) => {
    const root = rootWith((r) => {
      for (const member of membersOf(r)) Object.assign(member, { validFor: {} })
    })
    expect(readTrust(root)).toMatchObject({ ok: false, reason: 'trusted-root-window' })
    expect(reasonUnder(root)).toBe('trusted-root-window')
    expect(() => askLibrary(forge(), root)).not.toThrow()
  })

  it.each([{ start: 'yesterday' }, { start: '2026-01-01T00:00:00Z', end: 'tomorrow' }])(
    'with the window %j is refused',
    (validFor) => {
      const root = rootWith((r) => Object.assign(r.timestampAuthorities[0] ?? {}, { validFor }))
      expect(reasonUnder(root)).toBe('trusted-root-window')
    },
  )

  it.each([undefined, null, 7, 'text', [], {}, { mediaType: 'application/json' }])('that is %j is refused', (root) => {
    expect(readTrust(root)).toMatchObject({ ok: false, reason: 'trusted-root-unreadable' })
    expect(reasonUnder(root)).toBe('trusted-root-unreadable')
  })

  it.each([
    ['an unknown kind of key', { keyDetails: 'PKIX_OF_THE_FUTURE' }],
    ['a key that cannot be decoded', { rawBytes: 'AAAA' }],
  ])('leaves out a log with %s, and says so', (_, wrong) => {
    const root = rootWith((r) => {
      const [first] = r.tlogs
      if (first) r.tlogs.unshift({ ...first, publicKey: { ...first.publicKey, ...wrong } })
    })
    const trust = readTrust(root)
    expect(trust).toMatchObject({
      ok: true,
      warnings: ['The log 1 of the trusted root is left out: its key or certificate is of an unknown kind.'],
    })
    expect(reasonUnder(root)).toBe('ok')
    expect(() => askLibrary(forge(), root)).toThrow()
  })

  it('leaves out an authority whose certificate cannot be decoded, and says so', () => {
    const broken = { certificates: [{ rawBytes: 'AAAA' }] }
    const root = rootWith((r) => {
      const [first] = r.certificateAuthorities
      if (first)
        r.certificateAuthorities.push({ ...first, certChain: broken }, { ...first, certChain: { certificates: [] } })
    })
    const trust = readTrust(root)
    expect(trust.ok && trust.warnings).toHaveLength(2)
    expect(reasonUnder(root)).toBe('ok')
  })
})

describe('the window of a log', () => {
  const endingAt = (end: Date): Root =>
    rootWith((r) => {
      for (const key of logs(r)) Object.assign(key.validFor, { end: end.toISOString() })
    })

  it.each([1, 2] as const)('includes its end, Rekor v%i', (log) => {
    expect(reasonUnder(endingAt(SIGNED_AT), forge({ log }))).toBe('ok')
  })

  it.each([1, 2] as const)('excludes what comes after it, Rekor v%i', (log) => {
    expect(reasonUnder(endingAt(minutesLater(2)), forge({ log }))).toBe('log-unknown')
  })

  it('is compared with the time of the log itself where the log tells one', () => {
    const bundle = forge({ log: 1, stamps: [{ at: minutesLater(5) }] })
    expect(reasonUnder(endingAt(SIGNED_AT), bundle)).toBe('ok')
  })
})
