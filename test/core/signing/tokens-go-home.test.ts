import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Fault } from '../../../electron/contract/faults.ts'
import {
  checkTokenGoesHome,
  checkTokensGoHome,
  type Destination,
  type Home,
} from '../../../electron/core/signing/tokens-go-home.ts'

const ISSUER = 'https://oauth2.known.example/auth'
const AUTHORITY = 'https://fulcio.known.example'
const HOMES: Home[] = [
  { issuers: [ISSUER], authorities: [AUTHORITY] },
  { issuers: ['https://oauth2.stage.example/auth'], authorities: ['https://fulcio.stage.example'] },
  { issuers: ['http://127.0.0.1:4711/auth'], authorities: ['http://127.0.0.1:4711'] },
]

const service = (url: string) => ({ url, majorApiVersion: 1, operator: 'somebody', validFor: undefined })

function verdict(issuers: string | string[], authorities: string | string[]): string {
  try {
    const urls = (list: string | string[]) => [list].flat().map(service)
    checkTokensGoHome({ oidcUrls: urls(issuers), caUrls: urls(authorities) }, HOMES)
    return 'goes home'
  } catch (error) {
    return error instanceof Fault ? error.code : String(error)
  }
}

describe('a config', () => {
  test.each([
    ['a whole home', ISSUER, AUTHORITY],
    ['a whole home with a slash for the empty path', ISSUER, `${AUTHORITY}/`],
    ['a home in capitals, which is the same host', 'HTTPS://OAUTH2.Known.Example/auth', AUTHORITY],
    ['a home with the port that https has anyway', ISSUER, `${AUTHORITY}:443`],
    ['a private instance', 'https://login.corp.example', 'https://ca.corp.example'],
    ['a private instance beside practice on this machine', 'http://localhost:9000', 'http://127.0.0.1:9001'],
    ['the practice instance', 'http://127.0.0.1:4711/auth', 'http://127.0.0.1:4711'],
  ])('that names %s is taken', (_, issuer, authority) => {
    expect(verdict(issuer, authority)).toBe('goes home')
  })

  test.each([
    ['a known issuer and a foreign authority', ISSUER, 'https://ca.evil.example'],
    ['a foreign issuer and a known authority', 'https://login.evil.example', AUTHORITY],
    ['the issuer of one home and the authority of another', ISSUER, 'https://fulcio.stage.example'],
    ['a known issuer in a list', ['https://login.evil.example', ISSUER], 'https://ca.evil.example'],
    ['a foreign authority in a list', ISSUER, [AUTHORITY, 'https://ca.evil.example']],
    ['the practice issuer and a foreign authority', 'http://127.0.0.1:4711/auth', 'https://ca.evil.example'],
    ['the practice issuer by another name', 'http://localhost:4711/auth', 'https://ca.evil.example'],
    ['the practice issuer by its address in another notation', 'http://[::1]:4711/auth', 'https://ca.evil.example'],
  ])('that mixes %s is refused', (_, issuer, authority) => {
    expect(verdict(issuer, authority)).toBe('instance.tokens-astray')
  })

  const spellings: [string, (url: string) => string][] = [
    ['another port', (url) => url.replace('.example', '.example:8443')],
    ['a dot behind the host', (url) => url.replace('.example', '.example.')],
    ['dots behind the host', (url) => url.replace('.example', '.example..')],
    ['another path', (url) => `${url.replace(/\/$/, '')}/x`],
    ['a slash behind the path', (url) => `${url}//`],
    ['a query', (url) => `${url}?x`],
    ['a fragment', (url) => `${url}#x`],
    ['a user name', (url) => url.replace('https://', 'https://somebody@')],
    ['no confidentiality', (url) => url.replace('https:', 'http:')],
  ]

  test.each(spellings)('that names a known host with %s is neither home nor foreign', (_, spelt) => {
    expect(verdict(spelt(ISSUER), AUTHORITY)).toBe('instance.tokens-astray')
    expect(verdict(ISSUER, spelt(AUTHORITY))).toBe('instance.tokens-astray')
    expect(verdict(spelt(ISSUER), 'https://ca.corp.example')).toBe('instance.tokens-astray')
    expect(verdict('https://login.corp.example', spelt(AUTHORITY))).toBe('instance.tokens-astray')
  })

  const lookAlikes: [string, (host: string) => string][] = [
    ['a host that begins like a known one', (host) => `${host}.evil.example`],
    ['a host that ends like a known one', (host) => `evil${host}`],
    ['a host below a known one', (host) => `login.${host}`],
    ['a known host as user name', (host) => `${host}@evil.example`],
    ['a known host as password', (host) => `x:${host}@evil.example`],
    ['letters of another alphabet', (host) => host.replace('o', 'о')],
    ['a hyphen for a dot', (host) => host.replace('.', '-')],
    ['a backslash after a foreign host', (host) => `evil.example\\@${host}`],
    ['a known host as path', (host) => `evil.example/${host}`],
  ]

  test.each(lookAlikes)('does not pass for a home by %s', (_, alike) => {
    expect(verdict(`https://${alike('oauth2.known.example')}/auth`, AUTHORITY)).toBe('instance.tokens-astray')
    expect(verdict(ISSUER, `https://${alike('fulcio.known.example')}`)).toBe('instance.tokens-astray')
  })

  test('with a known issuer is taken with the exact authority only, whatever is done to its address', () => {
    const mangled = fc
      .tuple(fc.nat(AUTHORITY.length), fc.nat(3), fc.string({ maxLength: 6, unit: 'grapheme' }))
      .map(([at, cut, put]) => AUTHORITY.slice(0, at) + put + AUTHORITY.slice(at + cut))
    fc.assert(
      fc.property(mangled, (authority) => {
        const url = URL.canParse(authority) ? new URL(authority) : undefined
        const isSame = url?.href === new URL(AUTHORITY).href && !/[?#]/.test(authority)
        expect(verdict(ISSUER, authority)).toBe(isSame ? 'goes home' : 'instance.tokens-astray')
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a token', () => {
  const to = (over: Partial<Destination> = {}): Destination => ({
    kind: 'imported',
    authority: 'https://ca.corp.example',
    tokenHomes: HOMES,
    takesAmbientTokens: false,
    ...over,
  })
  const sent = (issuer: string, over?: Partial<Destination>, isAmbient = false) => {
    try {
      checkTokenGoesHome({ issuer, isAmbient }, to(over))
      return 'sent'
    } catch (error) {
      return error instanceof Fault ? error.code : String(error)
    }
  }
  const CI = 'https://token.actions.ci.example'

  test('of a known issuer goes to its own authority, by whichever instance that is named', () => {
    expect(sent(ISSUER, { kind: 'public', authority: AUTHORITY })).toBe('sent')
    expect(sent(ISSUER, { authority: AUTHORITY })).toBe('sent')
    expect(sent(ISSUER)).toBe('instance.tokens-astray')
    expect(sent(ISSUER, { kind: 'staging', authority: 'https://fulcio.stage.example' })).toBe('instance.tokens-astray')
  })

  test('of a known issuer written without its scheme is known all the same', () => {
    expect(sent('oauth2.known.example/auth')).toBe('instance.tokens-astray')
  })

  test('without a readable issuer is sent nowhere', () => {
    expect(sent('')).toBe('instance.tokens-astray')
  })

  test('of a foreign issuer goes wherever its owner signs in', () => {
    expect(sent('https://login.corp.example')).toBe('sent')
    expect(sent('https://login.corp.example', { kind: 'public', authority: AUTHORITY })).toBe('sent')
  })

  test('of a CI job goes to an imported authority by an explicit choice only', () => {
    expect(sent(CI, {}, true)).toBe('instance.ambient-token')
    expect(sent(CI, { takesAmbientTokens: true }, true)).toBe('sent')
    expect(sent(CI, { kind: 'public', authority: AUTHORITY }, true)).toBe('sent')
    expect(sent(ISSUER, { takesAmbientTokens: true }, true)).toBe('instance.tokens-astray')
  })
})
