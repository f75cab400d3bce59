/** What the library accepts, and must be rejected by the product's own checks. */

import { readTrust } from '../../../electron/core/verify/trust.ts'
import type { VerifyRequest } from '../../../electron/core/verify/verify.ts'
import { ecKeys, ours, strangers, trustedRootJson } from '../../fixtures/forge/authority.ts'
import { emailName, uriName } from '../../fixtures/forge/certificate.ts'
import { forge, MEDIA_TYPES, PREDICATE_TYPE, SIGNER } from '../../fixtures/forge.ts'
import { type Case, edited, flipped, otherLeaf, row } from './cases.ts'

const OID_SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
const envelope = { payload: 'e30=', payloadType: 'text/plain', signatures: [{ sig: 'AAAA', keyid: '' }] }
const highBits = Buffer.from(SIGNER.name).map((byte) => byte | 0x80)

const underBareKey = (log: 1 | 2) => () => {
  const keys = ecKeys()
  return forge({ keys, log, logged: { verifier: keys } })
}

/** The trusted root of the forge, whose logs ended before anything was signed. */
function endedBefore(): VerifyRequest['trust'] {
  const root = trustedRootJson()
  const validFor = { start: '2026-01-01T00:00:00Z', end: '2026-02-01T00:00:00Z' }
  const tlogs = root.tlogs.map((log) => ({ ...log, publicKey: { ...log.publicKey, validFor } }))
  return readTrust({ ...root, tlogs })
}

export const ownCases: readonly Case[] = [
  row('a version of the future', 'unknown-media-type', () => ({
    ...forge(),
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.9+json',
  })),
  row('a version with something after it', 'unknown-media-type', () => ({
    ...forge(),
    mediaType: `${MEDIA_TYPES['0.3']}; and more`,
  })),
  row(
    'base64 that Node only skims',
    'unreadable-bundle',
    edited((_, { messageSignature: m }) => Object.assign(m, { signature: `!${m.signature}` })),
  ),
  row(
    'two contents side by side',
    'unreadable-bundle',
    edited((_, b) => Object.assign(b, { dsseEnvelope: envelope })),
  ),
  row('an entry of a log that was not trusted any more', 'log-unknown', () => forge(), { trust: endedBefore() }),
  row(
    'an index below zero',
    'unreadable-bundle',
    edited((e) => Object.assign(e, { logIndex: '-3' })),
  ),
  row(
    'an index that the proof is not for',
    'inclusion-proof',
    edited((e) => Object.assign(e, { logIndex: '4' })),
  ),
  row('a root in the chain', 'root-certificate-in-chain', () =>
    forge({ version: '0.2', log: 1, chain: [ours.authority.certificate] }),
  ),
  row('a root of its own in the chain of v0.1', 'root-certificate-in-chain', () =>
    forge({ version: '0.1', log: 1, chain: [strangers.authority.certificate] }),
  ),
  row('two names in the certificate', 'certificate-name', () =>
    forge({ names: [emailName('eve@example.org'), uriName(SIGNER.name)] }),
  ),
  row('a name with the high bits set', 'certificate-name', () => forge({ names: [emailName(highBits)] })),
  row('a certificate for servers', 'certificate-purpose', () => forge({ purpose: OID_SERVER_AUTH })),
  row('a timestamp that was refused', 'timestamp-invalid', () => forge({ stamps: [{ status: 2 }] })),
  row('another certificate in the log', 'log-entry-other-verifier', () =>
    forge({ logged: { verifier: { certificate: otherLeaf() } } }),
  ),
  row('another certificate in the log, Rekor v1', 'log-entry-other-verifier', () =>
    forge({ log: 1, logged: { verifier: { certificate: otherLeaf() } } }),
  ),
  row('a bare key in the log', 'log-entry-other-verifier', underBareKey(2)),
  row('a bare key in the log, Rekor v1', 'log-entry-other-verifier', underBareKey(1)),
  row('a key beside the certificate in the log', 'log-entry-other-verifier', () =>
    forge({ logged: { secondVerifier: ecKeys().publicKey } }),
  ),
  row('the right digest by the name of another kind', 'log-entry-mismatch', () =>
    forge({ logged: { algorithm: 'sha512' } }),
  ),
  row('an entry for an envelope whose payload is the artifact', 'log-entry-mismatch', () =>
    forge({ logged: { kind: 'dsse' } }),
  ),
  row('a signature over a file where an attestation is expected', 'predicate-type-mismatch', () => forge(), {
    predicateType: PREDICATE_TYPE,
  }),
  row('a checkpoint that names another log', 'checkpoint', () =>
    forge({ logged: { checkpoint: { origin: 'another.forge.test' } } }),
  ),
  row(
    'a root hash that the checkpoint lacks',
    'checkpoint',
    edited(({ inclusionProof: p }) => Object.assign(p, { rootHash: flipped(p.rootHash) })),
  ),
  row(
    'a size that the checkpoint lacks',
    'checkpoint',
    edited((e) => Object.assign(e.inclusionProof, { treeSize: '8' })),
  ),
  row('a look-alike of the signer', 'signer-mismatch', () =>
    forge({ signer: { ...SIGNER, name: 'xdev@exampleZorg.evil.test' } }),
  ),
]

/** Left to a later day, and said so. */
export const unsupportedCases: readonly Case[] = [
  row(
    'a digest of another kind',
    'unsupported-content',
    edited((_, b) => Object.assign(b.messageSignature.messageDigest, { algorithm: 'SHA2_512' })),
  ),
]
