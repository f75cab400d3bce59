import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../../electron/adapters/clock.ts'
import { checkIdToken } from '../../electron/adapters/id-token.ts'
import type { Clock } from '../../electron/core/ports.ts'
import { faultAt } from './hostile-sign-in.ts'
import { halfHash, publicKey, type Script, signToken } from './scripted-provider.ts'

const now = () => Math.floor(Date.now() / 1000)
const hmac = (signed: string) =>
  createHmac('sha256', publicKey.export({ type: 'spki', format: 'pem' }))
    .update(signed)
    .digest('base64url')

const INCOMPLETE = 'it does not say what every token must say'
const NOT_CHECKABLE = 'it is not signed in a way that can be checked'
const UNKNOWN_KEY = 'it is signed with a key that the provider does not name'
const TOO_EARLY = 'its time has not come, or the clock of this machine is wrong'
const FROM_THE_FUTURE = 'it was issued in the future, or the clock of this machine is wrong'
const OTHER_ANSWER = 'it does not belong to the answer that it came with'

describe('a token is not taken', () => {
  test.each<[string, Script, string]>([
    ['with another nonce', { claims: (c) => ({ ...c, nonce: 'other' }) }, 'it answers another sign-in'],
    ['without a nonce', { claims: ({ nonce: _, ...c }) => c }, INCOMPLETE],
    ['for another program', { claims: (c) => ({ ...c, aud: 'other' }) }, 'it is meant for another program'],
    [
      'for two programs, given to the other',
      { claims: (c) => ({ ...c, aud: ['sigstore', 'other'], azp: 'other' }) },
      'it was given to another program',
    ],
    ['of another issuer', { claims: (c) => ({ ...c, iss: 'https://a.example' }) }, 'it comes from another provider'],
    [
      'of an issuer with a slash more',
      { claims: (c) => ({ ...c, iss: `${c.iss}/` }) },
      'it comes from another provider',
    ],
    ['that has run out', { claims: (c) => ({ ...c, iat: now() - 100, exp: now() - 40 }) }, 'it has run out'],
    ['from the future', { claims: (c) => ({ ...c, iat: now() + 600, exp: now() + 660 }) }, FROM_THE_FUTURE],
    ['whose time has not come', { claims: (c) => ({ ...c, nbf: now() + 600 }) }, TOO_EARLY],
    ['without an end', { claims: ({ exp: _, ...c }) => c }, INCOMPLETE],
    ['that ends beyond all calendars', { claims: (c) => ({ ...c, exp: 1e300 }) }, INCOMPLETE],
    ['for another access token', { claims: (c) => ({ ...c, at_hash: halfHash('other') }) }, OTHER_ANSWER],
    ['whose at_hash is no text', { claims: (c) => ({ ...c, at_hash: 7 }) }, OTHER_ANSWER],
    ['with the signature of something else', { sign: () => 'A'.repeat(86) }, 'its signature is wrong'],
    ['with an empty signature', { sign: () => '' }, 'its signature is wrong'],
    ['with the algorithm none', { header: { alg: 'none' }, sign: () => '' }, NOT_CHECKABLE],
    ['with the public key as a password', { header: { alg: 'HS256', kid: 'one' }, sign: hmac }, NOT_CHECKABLE],
    ['in an algorithm that is not announced', { header: { alg: 'RS256', kid: 'one' } }, NOT_CHECKABLE],
    ['signed with a key that is not named', { header: { alg: 'ES256', kid: 'two' } }, UNKNOWN_KEY],
    [
      'that brings its own key',
      { header: { alg: 'ES256', kid: 'two', jwk: publicKey.export({ format: 'jwk' }) } },
      UNKNOWN_KEY,
    ],
    [
      'that does not say which key',
      { header: { alg: 'ES256' }, keys: ([key]) => ({ keys: [key, { ...key, kid: 'two' }] }) },
      'it does not say which key it is signed with',
    ],
    ['with extensions of its own', { header: { alg: 'ES256', kid: 'one', crit: ['x'], x: 1 } }, NOT_CHECKABLE],
    ['when the keys are no keys', { keys: () => ({ keys: 'none' }) }, 'the keys of the provider cannot be read'],
    ['when the key is broken', { keys: ([key]) => ({ keys: [{ ...key, x: 'AAAA' }] }) }, 'it cannot be read'],
  ])('%s', async (_, script, reason) => {
    expect(await faultAt(script)).toMatchObject({ code: 'auth.token-invalid', details: { reason } })
  })

  test('that has run out by our clock, whatever the system says', async () => {
    const clock: Clock = { ...systemClock, now: () => new Date(Date.now() + 3_600_000) }
    expect(await faultAt({}, { clock })).toMatchObject({ details: { reason: 'it has run out' } })
  })
})

describe('a token is taken', () => {
  test.each<[string, Script]>([
    ['that ran out less than half a minute ago', { claims: (c) => ({ ...c, iat: now() - 80, exp: now() - 20 }) }],
    ['that begins within half a minute', { claims: (c) => ({ ...c, iat: now() + 20, nbf: now() + 20 }) }],
    ['without at_hash', { claims: ({ at_hash: _, ...c }) => c }],
  ])('%s', async (_, script) => {
    await expect(faultAt(script)).rejects.toMatchObject({ message: 'no fault', cause: 'a token' })
  })
})

/** The library that exchanges the code looks at the claims too; here nobody does before us. */
describe('on its own, the check', () => {
  const claims = () => ({
    iss: 'https://a.example',
    aud: 'sigstore',
    sub: 'ada',
    iat: now(),
    exp: now() + 60,
    nonce: 'n',
    at_hash: halfHash('access'),
  })
  const expected = () => ({
    issuer: 'https://a.example',
    audience: 'sigstore',
    nonce: 'n',
    accessToken: 'access',
    keys: { keys: [publicKey.export({ format: 'jwk' })] },
    now: new Date(),
  })

  test('takes the token that was asked for', async () => {
    const good = claims()
    const token = signToken({ alg: 'ES256' }, good)
    const { raw, claims: read, expiresAt } = await checkIdToken(token, expected())
    expect(raw.reveal()).toBe(token)
    expect(read).toEqual(good)
    expect(expiresAt).toEqual(new Date(good.exp * 1000))
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['issuer', { iss: 'https://b.example' }, 'it comes from another provider'],
    ['audience', { aud: 'other' }, 'it is meant for another program'],
    ['nonce', { nonce: 'm' }, 'it answers another sign-in'],
    ['end', { exp: now() - 60 }, 'it has run out'],
    ['beginning', { nbf: now() + 60 }, TOO_EARLY],
    ['time of issue', { iat: now() + 60 }, FROM_THE_FUTURE],
    ['access token', { at_hash: halfHash('other') }, OTHER_ANSWER],
    ['person', { sub: undefined }, 'it names nobody'],
  ])('refuses another %s', async (_, change, reason) => {
    const token = signToken({ alg: 'ES256' }, { ...claims(), ...change })
    const refused = { code: 'auth.token-invalid', details: { reason } }
    await expect(checkIdToken(token, expected())).rejects.toMatchObject(refused)
  })

  test.each(['', 'opaque', 'a.b.c', '..', 'eyJhbGciOiJFUzI1NiJ9..'])('refuses %j', async (token) => {
    await expect(checkIdToken(token, expected())).rejects.toMatchObject({ code: 'auth.token-invalid' })
  })
})
