/** The verification folders of sigstore-conformance: what becomes of each, and what is in it (the README beside them). */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { RejectionReason } from '../../electron/core/verify/reasons.ts'

const DATA = process.env.SIGSTORE_CONFORMANCE_DATA ?? resolve(import.meta.dirname, '../../../shared/conformance')
export const FOLDERS = join(DATA, 'bundle-verify')
/** What the suite means where a folder says nothing else (its own README). */
const IDENTITY =
  'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main'
const ISSUER = 'https://token.actions.githubusercontent.com'

/** With the kind of signer. */
export const ACCEPTED: Record<string, 'uri' | 'key'> = {
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

export const REJECTED: Record<string, RejectionReason> = {
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

/** What is given to a client that judges a folder. */
export interface Materials {
  readonly bundle: string
  readonly artifact: string
  /** Missing where the public instance is meant. */
  readonly trustedRoot?: string
  readonly key?: string
  readonly identity: string
  readonly issuer: string
}

export const PRODUCTION_ROOT = join(DATA, 'production_trusted_root.json')

export function materialsOf(folder: string): Materials {
  const path = (name: string) => join(FOLDERS, folder, name)
  const present = (name: string) => (existsSync(path(name)) ? path(name) : undefined)
  const text = (name: string, otherwise: string) =>
    existsSync(path(name)) ? readFileSync(path(name), 'utf8').trim() : otherwise
  const [trustedRoot, key] = [present('trusted_root.json'), present('key.pub')]
  return {
    bundle: path('bundle.sigstore.json'),
    artifact: present('artifact') ?? join(FOLDERS, 'a.txt'),
    ...(trustedRoot === undefined ? {} : { trustedRoot }),
    ...(key === undefined ? {} : { key }),
    identity: text('identity', IDENTITY),
    issuer: text('issuer', ISSUER),
  }
}
