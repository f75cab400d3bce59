/**
 * The verification folders of sigstore-conformance, read in place, in digest mode. `SIGSTORE_CONFORMANCE_DATA` names the
 * folder that holds `bundle-verify/` and `production_trusted_root.json`.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RejectionReason } from '../../electron/core/verify/reasons.ts'
import { readTrust } from '../../electron/core/verify/trust.ts'
import { type Verification, verifyBundle } from '../../electron/core/verify/verify.ts'

const DATA = process.env.SIGSTORE_CONFORMANCE_DATA ?? resolve(import.meta.dirname, '../../../shared/conformance')
const FOLDERS = join(DATA, 'bundle-verify')
/** What the suite means where a folder says nothing else (its own README). */
const IDENTITY =
  'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main'
const ISSUER = 'https://token.actions.githubusercontent.com'

const SOUND = [
  'bundle-with-sct-with-extensions',
  'happy-path-v0.1',
  'happy-path-v0.2',
  'happy-path-v0.3',
  'happy-path-v0.3-new-mediaType',
  'rekor2-checkpoint-cosigned',
  'rekor2-checkpoint-multiple-cosigs',
  'rekor2-checkpoint-origin-not-first',
  'rekor2-checkpoint-two-sigs-cosigned',
  'rekor2-checkpoint-two-sigs-from-origin',
  'rekor2-happy-path',
  'rekor2-timestamp-with-embedded-cert',
  'rekor2-timestamp-with-expired-cert-chain',
  'rekor2-timestamp-without-embedded-cert',
  'trust-root-tlog-validity-end-inclusive',
  'trust-root-tsa-validity-end-inclusive',
]

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
  'inclusion-proof-corrupted-hash_fail': 'inclusion-proof',
  'incorrect-public-key_fail': 'log-entry-other-certificate',
  'integrated-time-in-future_fail': 'outside-certificate-validity',
  'invalid-checkpoint-signature_fail': 'checkpoint',
  'invalid-ct-key_fail': 'certificate-sct',
  'invalid-inclusion-proof_fail': 'checkpoint',
  'message-digest-mismatch_fail': 'digest-mismatch',
  'rekor2-checkpoint-missing-log-signature_fail': 'checkpoint',
  'rekor2-checkpoint-missing-origin_fail': 'checkpoint',
  'rekor2-checkpoint-missing-root-hash_fail': 'checkpoint',
  'rekor2-checkpoint-missing-size_fail': 'checkpoint',
  'rekor2-checkpoint-no-matching-signature_fail': 'checkpoint',
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

/** Attestations: not judged yet, and rejected as what they are. */
const ATTESTATIONS = [
  'dsse-invalid-sig_fail',
  'dsse-mismatch-envelope_fail',
  'dsse-mismatch-sig_fail',
  'happy-path-intoto-in-dsse-v3',
  'intoto-expired-certificate_fail',
  'intoto-log-entry-mismatch_fail',
  'intoto-missing-inclusion-proof_fail',
  'intoto-set-outside-signing-cert-validity_fail',
  'intoto-tsa-timestamp-outside-cert-validity_fail',
  'intoto-with-custom-trust-root',
  'rekor2-dsse-happy-path',
  'rekor2-dsse-invalid-sig_fail',
  'rekor2-dsse-mismatch-envelope_fail',
  'rekor2-dsse-mismatch-sig_fail',
]

/** Signed with a key that somebody keeps: no key can be given yet. */
const MANAGED_KEYS = [
  'managed-key-and-trusted-root',
  'managed-key-happy-path',
  'managed-key-no-key_fail',
  'managed-key-wrong-key_fail',
]

function verifyFolder(folder: string): Verification {
  const path = (name: string) => join(FOLDERS, folder, name)
  const either = (name: string, otherwise: string) => (existsSync(path(name)) ? path(name) : otherwise)
  const text = (name: string, otherwise: string) =>
    existsSync(path(name)) ? readFileSync(path(name), 'utf8').trim() : otherwise
  const artifact = readFileSync(either('artifact', join(FOLDERS, 'a.txt')))
  return verifyBundle({
    bundle: parsed(readFileSync(path('bundle.sigstore.json'), 'utf8')),
    sha256: createHash('sha256').update(artifact).digest('hex'),
    trust: readTrust(
      parsed(readFileSync(either('trusted_root.json', join(DATA, 'production_trusted_root.json')), 'utf8')),
    ),
    expectation: { kind: 'identity', name: text('identity', IDENTITY), issuer: text('issuer', ISSUER) },
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
    const listed = [...SOUND, ...Object.keys(REJECTED), ...ATTESTATIONS, ...MANAGED_KEYS]
    expect(folders.map(({ name }) => name).sort()).toEqual(listed.sort())
  })

  it.each(SOUND)('%s is accepted', (folder) => {
    expect(verifyFolder(folder)).toMatchObject({ ok: true, signer: { kind: 'uri' } })
  })

  it.each(Object.entries(REJECTED))('%s is rejected: %s', (folder, reason) => {
    expect(verifyFolder(folder)).toMatchObject({ ok: false, reason })
  })

  it.each(ATTESTATIONS)('%s is not judged', (folder) => {
    expect(verifyFolder(folder)).toMatchObject({
      ok: false,
      // Its form is checked before its content, and this one lacks the proof that v0.2 demands.
      reason: folder === 'intoto-missing-inclusion-proof_fail' ? 'inclusion-proof' : 'unsupported-content',
    })
  })

  it.each(MANAGED_KEYS)('%s is not judged', (folder) => {
    expect(verifyFolder(folder)).toMatchObject({ ok: false, reason: 'key-not-supported' })
  })
})
