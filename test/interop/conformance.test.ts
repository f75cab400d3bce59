/**
 * The verification folders of sigstore-conformance, read in place, each with the file and with its digest alone.
 * `SIGSTORE_CONFORMANCE_DATA` names the folder that holds `bundle-verify/` and `production_trusted_root.json`.
 */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFiles } from '../../electron/adapters/files.ts'
import type { RejectionReason } from '../../electron/core/verify/reasons.ts'
import { readTrust } from '../../electron/core/verify/trust.ts'
import { type Verification, type VerifyRequest, verifyBundle } from '../../electron/core/verify/verify.ts'

const DATA = process.env.SIGSTORE_CONFORMANCE_DATA ?? resolve(import.meta.dirname, '../../../shared/conformance')
const FOLDERS = join(DATA, 'bundle-verify')
/** What the suite means where a folder says nothing else (its own README). */
const IDENTITY =
  'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main'
const ISSUER = 'https://token.actions.githubusercontent.com'

/** With the kind of signer. */
const ACCEPTED: Record<string, 'uri' | 'key'> = {
  'bundle-with-sct-with-extensions': 'uri',
  'happy-path-intoto-in-dsse-v3': 'uri',
  'happy-path-v0.1': 'uri',
  'happy-path-v0.2': 'uri',
  'happy-path-v0.3': 'uri',
  'happy-path-v0.3-new-mediaType': 'uri',
  'intoto-with-custom-trust-root': 'uri',
  'managed-key-and-trusted-root': 'key',
  'managed-key-happy-path': 'key',
  'rekor2-checkpoint-cosigned': 'uri',
  'rekor2-checkpoint-multiple-cosigs': 'uri',
  'rekor2-checkpoint-origin-not-first': 'uri',
  'rekor2-checkpoint-two-sigs-cosigned': 'uri',
  'rekor2-checkpoint-two-sigs-from-origin': 'uri',
  'rekor2-dsse-happy-path': 'uri',
  'rekor2-happy-path': 'uri',
  'rekor2-timestamp-with-embedded-cert': 'uri',
  'rekor2-timestamp-with-expired-cert-chain': 'uri',
  'rekor2-timestamp-without-embedded-cert': 'uri',
  'trust-root-tlog-validity-end-inclusive': 'uri',
  'trust-root-tsa-validity-end-inclusive': 'uri',
}

const ATTESTATIONS = ['happy-path-intoto-in-dsse-v3', 'intoto-with-custom-trust-root', 'rekor2-dsse-happy-path']

const REJECTED: Record<string, RejectionReason> = {
  'bundle-empty-certificate-chain_fail': 'unreadable-bundle',
  'bundle-from-wrong-instance_fail': 'certificate-untrusted',
  'bundle-invalid-base64-signature_fail': 'unreadable-bundle',
  'bundle-malformed-json_fail': 'unreadable-bundle',
  'bundle-negative-log-index_fail': 'unreadable-bundle',
  'bundle-unknown-version_fail': 'unknown-media-type',
  'bundle-with-root-cert_fail': 'root-certificate-in-chain',
  'checkpoint-bad-keyhint_fail': 'checkpoint',
  'checkpoint-wrong-roothash_fail': 'checkpoint',
  'dsse-invalid-sig_fail': 'signature-mismatch',
  'dsse-mismatch-envelope_fail': 'log-entry-mismatch',
  'dsse-mismatch-sig_fail': 'log-entry-mismatch',
  'inclusion-proof-corrupted-hash_fail': 'inclusion-proof',
  'incorrect-public-key_fail': 'log-entry-other-verifier',
  'integrated-time-in-future_fail': 'outside-certificate-validity',
  'intoto-expired-certificate_fail': 'outside-certificate-validity',
  'intoto-log-entry-mismatch_fail': 'log-entry-mismatch',
  'intoto-missing-inclusion-proof_fail': 'inclusion-proof',
  'intoto-set-outside-signing-cert-validity_fail': 'outside-certificate-validity',
  'intoto-tsa-timestamp-outside-cert-validity_fail': 'outside-certificate-validity',
  'invalid-checkpoint-signature_fail': 'checkpoint',
  'invalid-ct-key_fail': 'certificate-sct',
  'invalid-inclusion-proof_fail': 'checkpoint',
  'managed-key-no-key_fail': 'key-needed',
  'managed-key-wrong-key_fail': 'key-unreadable',
  'message-digest-mismatch_fail': 'digest-mismatch',
  'rekor2-checkpoint-missing-log-signature_fail': 'checkpoint',
  'rekor2-checkpoint-missing-origin_fail': 'checkpoint',
  'rekor2-checkpoint-missing-root-hash_fail': 'checkpoint',
  'rekor2-checkpoint-missing-size_fail': 'checkpoint',
  'rekor2-checkpoint-no-matching-signature_fail': 'checkpoint',
  'rekor2-dsse-invalid-sig_fail': 'signature-mismatch',
  'rekor2-dsse-mismatch-envelope_fail': 'log-entry-mismatch',
  'rekor2-dsse-mismatch-sig_fail': 'log-entry-mismatch',
  'rekor2-no-inclusion-proof_fail': 'inclusion-proof',
  'rekor2-no-timestamp_fail': 'no-trusted-time',
  'rekor2-timestamp-outside-trust-root-tsa-validity_fail': 'timestamp-invalid',
  'rekor2-timestamp-outside-tsa-cert-validity_fail': 'timestamp-invalid',
  'rekor2-timestamp-payload-mismatch_fail': 'timestamp-invalid',
  'rekor2-timestamp-untrusted-tsa-with-embedded-cert_fail': 'timestamp-invalid',
  'rekor2-timestamp-untrusted-tsa-without-embedded-cert_fail': 'timestamp-invalid',
  'rekor2-timestamp-with-incorrect-time_fail': 'outside-certificate-validity',
  'set-invalid-signature_fail': 'log-promise',
  'signature-mismatch_fail': 'signature-mismatch',
  'trust-root-tlog-missing-validity-start_fail': 'trusted-root-window',
  'wrong-hashedrekord-artifact_fail': 'log-entry-mismatch',
  'wrong-hashedrekord-cert-and-sig_fail': 'log-entry-mismatch',
  'wrong-hashedrekord-entry_fail': 'log-entry-mismatch',
  'wrong-material_fail': 'digest-mismatch',
}

type Mode = 'file' | 'digest'
const MODES: readonly Mode[] = ['file', 'digest']

/** In each mode the bytes are hashed by another implementation: the product's own streamed pass, and a plain one. */
async function digestOf(path: string, mode: Mode): Promise<string> {
  if (mode === 'digest') return createHash('sha256').update(readFileSync(path)).digest('hex')
  const { sha256 } = await createFiles().digest(path, { signal: new AbortController().signal, onBytes: () => {} })
  return sha256
}

async function verifyFolder(folder: string, mode: Mode, rest: Partial<VerifyRequest> = {}): Promise<Verification> {
  const path = (name: string) => join(FOLDERS, folder, name)
  const either = (name: string, otherwise: string) => (existsSync(path(name)) ? path(name) : otherwise)
  const text = (name: string, otherwise: string) =>
    existsSync(path(name)) ? readFileSync(path(name), 'utf8').trim() : otherwise
  return verifyBundle({
    bundle: parsed(readFileSync(path('bundle.sigstore.json'), 'utf8')),
    sha256: await digestOf(either('artifact', join(FOLDERS, 'a.txt')), mode),
    trust: readTrust(
      parsed(readFileSync(either('trusted_root.json', join(DATA, 'production_trusted_root.json')), 'utf8')),
    ),
    expectation: existsSync(path('key.pub'))
      ? { kind: 'key', pem: readFileSync(path('key.pub'), 'utf8') }
      : { kind: 'identity', name: text('identity', IDENTITY), issuer: text('issuer', ISSUER) },
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
