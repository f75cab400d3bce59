/**
 * The verification folders of sigstore-conformance, read in place, each with the file and with its digest alone.
 * `SIGSTORE_CONFORMANCE_DATA` names the folder that holds `bundle-verify/` and `production_trusted_root.json`.
 */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createFiles } from '../../electron/adapters/files.ts'
import { readTrust } from '../../electron/core/verify/trust.ts'
import { type Verification, type VerifyRequest, verifyBundle } from '../../electron/core/verify/verify.ts'
import { ACCEPTED, FOLDERS, materialsOf, PRODUCTION_ROOT, REJECTED } from './conformance-cases.ts'

const ATTESTATIONS = ['happy-path-intoto-in-dsse-v3', 'intoto-with-custom-trust-root', 'rekor2-dsse-happy-path']

type Mode = 'file' | 'digest'
const MODES: readonly Mode[] = ['file', 'digest']

/** In each mode the bytes are hashed by another implementation: the product's own streamed pass, and a plain one. */
async function digestOf(path: string, mode: Mode): Promise<string> {
  if (mode === 'digest') return createHash('sha256').update(readFileSync(path)).digest('hex')
  const { sha256 } = await createFiles().digest(path, { signal: new AbortController().signal, onBytes: () => {} })
  return sha256
}

async function verifyFolder(folder: string, mode: Mode, rest: Partial<VerifyRequest> = {}): Promise<Verification> {
  const { bundle, artifact, trustedRoot, key, identity, issuer } = materialsOf(folder)
  return verifyBundle({
    bundle: parsed(readFileSync(bundle, 'utf8')),
    sha256: await digestOf(artifact, mode),
    trust: readTrust(parsed(readFileSync(trustedRoot ?? PRODUCTION_ROOT, 'utf8'))),
    expectation:
      key === undefined
        ? { kind: 'identity', name: identity, issuer }
        : { kind: 'key', pem: readFileSync(key, 'utf8') },
    ...rest,
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

describe('sigstore-conformance', () => {
  it('has no folder that is not listed here', () => {
    const folders = readdirSync(FOLDERS, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const listed = [...Object.keys(ACCEPTED), ...Object.keys(REJECTED)]
    expect(folders.map(({ name }) => name).sort()).toEqual(listed.sort())
  })

  describe.each(MODES)('with the %s', (mode) => {
    it.each(Object.entries(ACCEPTED))('%s is accepted, signed by a %s', async (folder, kind) => {
      expect(await verifyFolder(folder, mode)).toMatchObject({ ok: true, signer: { kind } })
    })

    it.each(Object.entries(REJECTED))('%s is rejected: %s', async (folder, reason) => {
      expect(await verifyFolder(folder, mode)).toMatchObject({ ok: false, reason })
    })
  })
})

it('the wrong key of the suite cannot be decoded: one that can be is told apart from the right one', async () => {
  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' })
  const expectation = { kind: 'key', pem: pem.toString() } as const
  const verification = await verifyFolder('managed-key-wrong-key_fail', 'digest', { expectation })
  expect(verification).toMatchObject({ ok: false, reason: 'key-mismatch' })
})

it.each(ATTESTATIONS)('%s says what it is about', async (folder) => {
  const verification = await verifyFolder(folder, 'digest')
  expect(verification).toMatchObject({
    statement: {
      predicateType: 'https://slsa.dev/provenance/v1',
      subjects: [{ name: expect.stringMatching(/\.txt$/) }],
    },
  })
  expect(await verifyFolder(folder, 'digest', { predicateType: 'https://slsa.dev/provenance/v0.2' })).toMatchObject({
    ok: false,
    reason: 'predicate-type-mismatch',
  })
  expect(await verifyFolder(folder, 'digest', { sha256: '0'.repeat(64) })).toMatchObject({
    ok: false,
    reason: 'subject-mismatch',
  })
})
