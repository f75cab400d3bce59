import { type Service, ServiceSelector, SigningConfig } from '@sigstore/protobuf-specs'
import { describe, expect, test } from 'vitest'
import { chooseServices, logName } from '../../../electron/core/signing/services.ts'
import { readTrust, type UsableTrust } from '../../../electron/core/verify/trust.ts'
import { ours, trustedRootJson } from '../../fixtures/forge/authority.ts'

const NOW = new Date('2026-11-23T10:41:00Z')

const service = (
  url: string,
  over: { version?: number; start?: string | null; end?: string; operator?: string } = {},
): Service => ({
  url,
  majorApiVersion: over.version ?? 1,
  validFor: {
    start: over.start === null ? undefined : new Date(over.start ?? '2026-01-01T00:00:00Z'),
    end: over.end === undefined ? undefined : new Date(over.end),
  },
  operator: over.operator ?? url,
})

const config = (over: Partial<SigningConfig>): SigningConfig => ({
  ...SigningConfig.fromJSON({ mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json' }),
  oidcUrls: [service('https://oidc.test')],
  caUrls: [service('https://ca.test')],
  tsaUrls: [service('https://tsa.test')],
  tsaConfig: { selector: ServiceSelector.ANY, count: 0 },
  rekorTlogUrls: [service('https://log.test', { version: 2 })],
  rekorTlogConfig: { selector: ServiceSelector.ANY, count: 0 },
  ...over,
})

const logs = (urls: Service[], rekorTlogConfig = { selector: ServiceSelector.ANY, count: 0 }) =>
  chooseServices(config({ rekorTlogUrls: urls, rekorTlogConfig }), NOW, {
    signIn: [1],
    certificate: [1],
    timestamp: [1],
    log: [1, 2],
  }).logs.map((s) => s.url)

describe('which services are used', () => {
  test.each<[string, Service[], string[]]>([
    ['one that is valid now', [service('https://a.test')], ['https://a.test']],
    [
      'not one whose time has not come',
      [service('https://future.test', { start: '2026-11-24T00:00:00Z' }), service('https://a.test')],
      ['https://a.test'],
    ],
    [
      'not one whose time is over',
      [service('https://old.test', { end: '2026-11-23T10:40:59Z' }), service('https://a.test')],
      ['https://a.test'],
    ],
    [
      'one in its last second: ends are inclusive',
      [service('https://a.test', { end: '2026-11-23T10:41:00Z' })],
      ['https://a.test'],
    ],
    [
      'the higher version, even when the lower one started later',
      [service('https://v1.test', { start: '2026-11-01T00:00:00Z' }), service('https://v2.test', { version: 2 })],
      ['https://v2.test'],
    ],
    [
      'among equals the one that started last',
      [service('https://a.test'), service('https://b.test', { start: '2026-06-01T00:00:00Z' })],
      ['https://b.test'],
    ],
    [
      'not a version that we do not speak',
      [service('https://v3.test', { version: 3 }), service('https://a.test')],
      ['https://a.test'],
    ],
  ])('%s', (_, urls, expected) => {
    expect(logs(urls)).toEqual(expected)
  })

  test('a service without a start never began', () => {
    expect(() => logs([service('https://a.test', { start: null })])).toThrow(
      expect.objectContaining({ code: 'sigstore.no-service' }),
    )
  })

  test('ALL takes every operator once', () => {
    const all = { selector: ServiceSelector.ALL, count: 0 }
    const urls = [
      service('https://a.test'),
      service('https://b.test'),
      service('https://a2.test', { version: 2, operator: 'https://a.test' }),
    ]
    expect(logs(urls, all)).toEqual(['https://a2.test', 'https://b.test'])
  })

  test('EXACT takes that many, and too few is a fault', () => {
    const urls = [service('https://a.test'), service('https://b.test'), service('https://c.test')]
    expect(logs(urls, { selector: ServiceSelector.EXACT, count: 2 })).toHaveLength(2)
    expect(() => logs(urls, { selector: ServiceSelector.EXACT, count: 4 })).toThrow(
      expect.objectContaining({ code: 'sigstore.no-service', details: { role: 'log' } }),
    )
  })

  test.each([
    ['oidcUrls', 'sign-in'],
    ['caUrls', 'certificate authority'],
    ['tsaUrls', 'timestamp authority'],
    ['rekorTlogUrls', 'log'],
  ])('a config without %s says so before anything is sent', (list, role) => {
    expect(() => chooseServices(config({ [list]: [] }), NOW)).toThrow(
      expect.objectContaining({ code: 'sigstore.no-service', details: { role } }),
    )
  })
})

describe('the name of the log', () => {
  const trust = readTrust(trustedRootJson())
  const named = (url: string, version: number) =>
    logName(trust as UsableTrust, chooseServices(config({ rekorTlogUrls: [service(url, { version })] }), NOW))

  test('is that of its address, where the trusted root knows it', () => {
    expect(named(`https://${ours.logV1.name}/somewhere`, 2)).toBe(ours.logV1.name)
  })

  test.each([
    [1, ours.logV1.name],
    [2, ours.logV2.name],
  ])('reached elsewhere is that of the trusted log of version %i', (version, name) => {
    expect(named('http://127.0.0.1:4711', version)).toBe(name)
  })
})
