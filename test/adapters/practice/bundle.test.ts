import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { expect, test } from 'vitest'
import { getCertificate, newKey, practice, signBundle } from './practice-client.ts'
import { verifyBundle } from './verify-bundle.ts'

const ARTIFACT = Buffer.from('a small release')

test('a bundle made by hand verifies with the Sigstore libraries, and names the person', async () => {
  const { baseUrl, trustedRootPath } = await practice()
  const bundle = await signBundle(baseUrl, ARTIFACT)
  const { identity } = await verifyBundle(trustedRootPath, bundle, ARTIFACT)
  expect(identity?.subjectAlternativeName).toBe('ada@example.org')
})

test('bundles that are made at the same time all verify', async () => {
  const { baseUrl, trustedRootPath } = await practice()
  const artifacts = Array.from({ length: 12 }, (_, i) => Buffer.from(`artifact ${i}`))
  const bundles = await Promise.all(artifacts.map((artifact) => signBundle(baseUrl, artifact)))
  await Promise.all(bundles.map((bundle, i) => verifyBundle(trustedRootPath, bundle, artifacts[i] ?? ARTIFACT)))
})

test('a bundle of before a restart verifies after it, at the same address', async () => {
  const first = await practice()
  const bundle = await signBundle(first.baseUrl, ARTIFACT)
  const root = await readFile(first.trustedRootPath, 'utf8')
  await first.close()
  const second = await practice({ folder: first.trustedRootPath.replace(/\/[^/]+$/, '') })
  expect(second.baseUrl).toBe(first.baseUrl)
  expect(await readFile(second.trustedRootPath, 'utf8')).toBe(root)
  await verifyBundle(second.trustedRootPath, bundle, ARTIFACT)
  const later = await signBundle(second.baseUrl, ARTIFACT)
  expect(later.verificationMaterial.tlogEntries[0]?.logIndex).toBe('2')
  await verifyBundle(second.trustedRootPath, later, ARTIFACT)
})

test.each([
  ['another artifact', (bundle: Awaited<ReturnType<typeof signBundle>>) => bundle, Buffer.from('something else')],
  [
    'another inclusion proof',
    (bundle: Awaited<ReturnType<typeof signBundle>>) => {
      const [entry] = bundle.verificationMaterial.tlogEntries
      if (entry) entry.inclusionProof.hashes = [Buffer.alloc(32).toString('base64')]
      return bundle
    },
    ARTIFACT,
  ],
  [
    'no timestamp',
    (bundle: Awaited<ReturnType<typeof signBundle>>) => {
      bundle.verificationMaterial.timestampVerificationData.rfc3161Timestamps = []
      return bundle
    },
    ARTIFACT,
  ],
])('a bundle with %s is refused', async (_, change, artifact) => {
  const { baseUrl, trustedRootPath } = await practice()
  const bundle = change(await signBundle(baseUrl, ARTIFACT))
  await expect(verifyBundle(trustedRootPath, bundle, artifact)).rejects.toThrow()
})

test('a bundle of one instance does not verify with the root of another', async () => {
  const [one, other] = [await practice(), await practice()]
  const bundle = await signBundle(one.baseUrl, ARTIFACT)
  await expect(verifyBundle(other.trustedRootPath, bundle, ARTIFACT)).rejects.toThrow()
})

test('the trusted root names no port, the signing config does', async () => {
  const { baseUrl, trustedRootPath, signingConfigPath } = await practice()
  const root = await readFile(trustedRootPath, 'utf8')
  expect(root).not.toContain('127.0.0.1')
  expect(TrustedRoot.fromJSON(JSON.parse(root)).tlogs[0]?.baseUrl).toBe('https://log2026-1.practice.countermark.test')
  const config = JSON.parse(await readFile(signingConfigPath, 'utf8'))
  expect(config.rekorTlogUrls[0]).toMatchObject({ url: baseUrl, majorApiVersion: 1 })
  expect(config.tsaUrls[0].url).toBe(`${baseUrl}/api/v1/timestamp`)
  expect(config.oidcUrls[0].url).toBe(`${baseUrl}/auth`)
})

test('trust begins an hour before the instance was made', async () => {
  const now = new Date('2026-11-23T12:00:00.500Z')
  const { baseUrl, trustedRootPath } = await practice({ now: () => now })
  const root = JSON.parse(await readFile(trustedRootPath, 'utf8'))
  expect(root.tlogs[0].publicKey.validFor.start).toBe('2026-11-23T11:00:00.500Z')
  const [leaf = Buffer.alloc(0), authority = Buffer.alloc(0)] = await getCertificate(baseUrl, newKey())
  expect(new Date(new X509Certificate(leaf).validFrom).toISOString()).toBe('2026-11-23T12:00:00.000Z')
  expect(new Date(new X509Certificate(leaf).validTo).toISOString()).toBe('2026-11-23T12:10:00.000Z')
  expect(new Date(new X509Certificate(authority).validFrom).toISOString()).toBe('2026-11-23T11:00:00.000Z')
})
