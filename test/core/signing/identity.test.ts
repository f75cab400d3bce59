import { describe, expect, test } from 'vitest'
import { identityOf } from '../../../electron/core/signing/identity.ts'

describe('who the certificate will name', () => {
  test('an e-mail with the provider that federated it', () => {
    const claims = {
      iss: 'https://oauth2.example/auth',
      sub: 'CgY1NDMyMQ',
      email: 'ada@lovelace.example',
      email_verified: true,
      federated_claims: { connector_id: 'https://accounts.example', user_id: '54321' },
    }
    expect(identityOf(claims)).toEqual({
      identity: { name: 'ada@lovelace.example', kind: 'email', issuer: 'https://accounts.example' },
      challenge: 'ada@lovelace.example',
    })
  })

  test('without federation the issuer is the token’s own', () => {
    expect(
      identityOf({ iss: 'https://accounts.example', email: 'a@b.example', email_verified: true }).identity.issuer,
    ).toBe('https://accounts.example')
  })

  test('without an e-mail the subject is a URI', () => {
    expect(identityOf({ iss: 'https://ci.example', sub: 'https://ci.example/org/repo' })).toEqual({
      identity: { name: 'https://ci.example/org/repo', kind: 'uri', issuer: 'https://ci.example' },
      challenge: 'https://ci.example/org/repo',
    })
  })

  test.each([
    ['an address nobody verified', { iss: 'i', email: 'a@b.example' }, 'auth.unverified-email'],
    ['verified only as text', { iss: 'i', email: 'a@b.example', email_verified: 'true' }, 'auth.unverified-email'],
    ['no issuer', { sub: 's' }, 'auth.token-invalid'],
    ['nobody', { iss: 'i' }, 'auth.token-invalid'],
    ['an empty subject', { iss: 'i', sub: '' }, 'auth.token-invalid'],
  ])('%s is refused', (_, claims, code) => {
    expect(() => identityOf(claims)).toThrow(expect.objectContaining({ code }))
  })
})
