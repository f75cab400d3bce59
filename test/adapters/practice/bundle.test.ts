import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { practice, signBundle, temporaryFolder } from './practice-client.ts'
import { verifyBundle } from './verify-bundle.ts'

const ARTIFACT = Buffer.from('a small release')

test('a bundle that was made by hand verifies with the libraries', async () => {
  const { baseUrl, trustedRootPath } = await practice()
  const bundle = await signBundle(baseUrl, ARTIFACT)
  const { identity } = await verifyBundle(trustedRootPath, bundle, ARTIFACT)
  expect(identity?.subjectAlternativeName).toBe('ada@example.org')
})
