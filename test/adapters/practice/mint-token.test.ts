import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { expect, onTestFinished, test } from 'vitest'
import { mintIdentityToken } from '../../../electron/adapters/practice/mint-token.ts'
import { certificateRequest, EMAIL, newKey, postJson, practice, temporaryFolder } from './practice-client.ts'

const askForCertificate = (baseUrl: string, token: string) =>
  postJson(`${baseUrl}/api/v2/signingCert`, certificateRequest(token, newKey()))

test('a token is one of the issuer, and its subject is the address', async () => {
  const folder = await temporaryFolder()
  const { baseUrl } = await practice({ folder })
  const token = await mintIdentityToken(folder, { email: EMAIL, ttlSeconds: 600 })
  const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(`${baseUrl}/auth/keys`)), {
    issuer: `${baseUrl}/auth`,
    audience: 'sigstore',
  })
  expect(payload).toMatchObject({ sub: EMAIL, email: EMAIL, email_verified: true })
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600)
  expect((await askForCertificate(baseUrl, token)).status).toBe(200)
})

test('a token lasts a minute if nothing else is said', async () => {
  const { exp = 0, iat = 0 } = decodeJwt(await mintIdentityToken(await temporaryFolder(), { email: EMAIL }))
  expect(exp - iat).toBe(60)
})

test('a folder without an instance gets one, and the token is good when it starts', async () => {
  const folder = join(await temporaryFolder(), 'not', 'there')
  const token = await mintIdentityToken(folder, { email: EMAIL })
  const { baseUrl } = await practice({ folder })
  expect(decodeJwt(token).iss).toBe(`${baseUrl}/auth`)
  expect((await askForCertificate(baseUrl, token)).status).toBe(200)
})

test('a token is made while another process runs the instance', async () => {
  const folder = await temporaryFolder()
  const script = fileURLToPath(new URL('./serve-process.ts', import.meta.url))
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(child.stdout, 'data')
  const { baseUrl } = JSON.parse(String(line))
  const token = await mintIdentityToken(folder, { email: EMAIL })
  expect((await askForCertificate(baseUrl, token)).status).toBe(200)
})

test('the keys of a running instance that are gone from the disk are said to be', async () => {
  const folder = await temporaryFolder()
  await practice({ folder })
  await rm(join(folder, 'instance.json'))
  const minted = mintIdentityToken(folder, { email: EMAIL })
  await expect(minted).rejects.toMatchObject({ code: 'practice.keys-damaged', details: { name: 'instance.json' } })
})

test.each(['', 'ada', 'ada@', 'a b@example.org', 'ädä@example.org', 'ada@example.org\nBcc: eve@example.org'])(
  'no token is made for %j',
  async (email) => {
    const minted = mintIdentityToken(await temporaryFolder(), { email })
    await expect(minted).rejects.toMatchObject({ code: 'practice.token-email' })
  },
)

test.each([0, -1, 3601, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('no token is good for %d seconds', async (ttl) => {
  const minted = mintIdentityToken(await temporaryFolder(), { email: EMAIL, ttlSeconds: ttl })
  await expect(minted).rejects.toMatchObject({ code: 'practice.token-lifetime' })
})

test.each([1, 3600])('a token may be good for %d seconds', async (ttlSeconds) => {
  const token = await mintIdentityToken(await temporaryFolder(), { email: EMAIL, ttlSeconds })
  const { exp = 0, iat = 0 } = decodeJwt(token)
  expect(exp - iat).toBe(ttlSeconds)
})
