/** Rejected by the library as well, which knows ten codes for all of them. */

import { ecKeys, sha256, strangers } from '../../fixtures/forge/authority.ts'
import { otherName } from '../../fixtures/forge/certificate.ts'
import { ARTIFACT, forge, MEDIA_TYPES, SIGNER } from '../../fixtures/forge.ts'
import { type Case, edited, entryOf, flipped, minutesLater, row } from './cases.ts'

const { keys: otherLogKeys } = strangers.logV2
const garbageStamp = { rfc3161Timestamps: [{ signedTimestamp: 'AAAA' }] }
const v01 = { version: '0.1', log: 1 } as const
const v1 = { log: 1 } as const

export const sharedCases: readonly Case[] = [
  row('no JSON', 'unreadable-bundle', () => undefined),
  row('JSON of another kind', 'unreadable-bundle', () => ({ name: 'countermark' })),
  row('a chain in v0.3', 'unreadable-bundle', () => ({ ...forge({ version: '0.2' }), mediaType: MEDIA_TYPES['0.3'] })),
  row(
    'a certificate and the hint of a key side by side',
    'unreadable-bundle',
    edited((_, b) => Object.assign(b.verificationMaterial, { publicKey: { hint: 'key' } })),
  ),
  row('an unknown version', 'unknown-media-type', () => ({ ...forge(), mediaType: 'application/x' })),

  row('another artifact', 'digest-mismatch', () => forge(), { sha256: '0'.repeat(64) }),
  row('no digest at all', 'digest-mismatch', () => forge(), { sha256: '' }),
  row('a signature over another artifact', 'signature-mismatch', () => forge({ signOver: Buffer.from('else') })),
  row('a signature by another key', 'signature-mismatch', () => forge({ signWith: ecKeys().privateKey })),
  row('a signature that is garbage', 'signature-mismatch', () => ({
    ...forge(),
    messageSignature: { ...forge().messageSignature, signature: 'AAAA' },
  })),

  row('a name of a kind that nobody defined', 'certificate-name', () => forge({ names: [otherName('ada', '1.2.3')] })),
  row('another authority', 'certificate-untrusted', () => forge({ certifiedBy: strangers, receiptBy: strangers })),
  row('no certificate-log receipt', 'certificate-sct', () => forge({ receiptBy: undefined })),
  row('a receipt of another log', 'certificate-sct', () => forge({ receiptBy: strangers })),

  row('no timestamp on Rekor v2', 'no-trusted-time', () => forge({ stamps: [] })),
  row('a timestamp over other bytes', 'timestamp-invalid', () => forge({ stamps: [{ over: ARTIFACT }] })),
  row('a timestamp of another authority', 'timestamp-invalid', () => forge({ stamps: [{ by: strangers }] })),
  row(
    'a timestamp that is garbage',
    'timestamp-invalid',
    edited((_, b) => Object.assign(b.verificationMaterial, { timestampVerificationData: garbageStamp })),
  ),
  row('the same timestamp twice', 'repeated-evidence', () => forge({ stamps: [{}, {}] })),
  row('a timestamp too early', 'outside-certificate-validity', () => forge({ stamps: [{ at: minutesLater(-1) }] })),
  row('a timestamp too late', 'outside-certificate-validity', () => forge({ stamps: [{ at: minutesLater(11) }] })),
  row('one of two too late', 'outside-certificate-validity', () => forge({ stamps: [{ at: minutesLater(11) }, {}] })),
  row('a log time too late', 'outside-certificate-validity', () =>
    forge({ log: 1, stamps: [], logged: { integratedAt: minutesLater(11) } }),
  ),

  row(
    'no log entry',
    'not-logged',
    edited((_, b) => b.verificationMaterial.tlogEntries.pop()),
  ),
  row(
    'the same log entry twice',
    'repeated-evidence',
    edited((e, b) => b.verificationMaterial.tlogEntries.push({ ...e, logIndex: '4' })),
  ),
  row('an entry of another log', 'log-unknown', () => forge({ loggedBy: strangers })),
  row('an entry of another log, Rekor v1', 'log-unknown', () => forge({ log: 1, loggedBy: strangers })),
  row(
    'no proof',
    'inclusion-proof',
    edited((e) => Object.assign(e, { inclusionProof: undefined })),
  ),
  row(
    'a flipped bit in the proof',
    'inclusion-proof',
    edited(({ inclusionProof: { hashes } }) => hashes.push(flipped(hashes.pop()))),
  ),
  row(
    'a proof that is cut short',
    'inclusion-proof',
    edited((e) => e.inclusionProof.hashes.pop()),
  ),
  row(
    'a proof with one hash more',
    'inclusion-proof',
    edited((e) => e.inclusionProof.hashes.push(e.inclusionProof.rootHash)),
  ),
  row(
    'a proof for another place',
    'inclusion-proof',
    edited((e) => Object.assign(e.inclusionProof, { logIndex: '2' }), v1),
  ),

  row(
    'no checkpoint',
    'checkpoint',
    edited((e) => Object.assign(e.inclusionProof, { checkpoint: undefined })),
  ),
  row('a checkpoint by another key', 'checkpoint', () => forge({ logged: { checkpoint: { by: otherLogKeys } } })),
  row('a checkpoint by another key, Rekor v1', 'checkpoint', () =>
    forge({ log: 1, logged: { checkpoint: { by: ecKeys() } } }),
  ),
  row(
    'the checkpoint of another tree',
    'checkpoint',
    edited((e) => Object.assign(e.inclusionProof, { checkpoint: entryOf(forge()).inclusionProof.checkpoint })),
  ),
  row(
    'a checkpoint without signatures',
    'checkpoint',
    edited((e) => Object.assign(e.inclusionProof.checkpoint, { envelope: 'log2026.forge.test\n7\nAAAA\n' })),
  ),
  row(
    'no promise in v0.1',
    'log-promise',
    edited((e) => Object.assign(e, { inclusionPromise: undefined }), v01),
  ),
  row(
    'a promise for another index',
    'log-promise',
    edited((e) => Object.assign(e, { logIndex: '1004' }), v1),
  ),
  row(
    'a promise for another time',
    'log-promise',
    edited((e) => Object.assign(e, { integratedTime: String(Number(e.integratedTime) + 1) }), v1),
  ),

  row('an entry for another digest', 'log-entry-mismatch', () =>
    forge({ logged: { digest: sha256(Buffer.from('else')) } }),
  ),
  row('an entry for another signature', 'log-entry-mismatch', () =>
    forge({ logged: { signature: Buffer.from('else') } }),
  ),
  row(
    'an entry of another kind than it says',
    'log-entry-mismatch',
    edited((e) => Object.assign(e.kindVersion, { version: '0.0.1' })),
  ),
  row(
    'an entry that is not JSON',
    'log-entry-mismatch',
    edited((e) => Object.assign(e, { canonicalizedBody: 'AAAA' })),
  ),

  row('another signer', 'signer-mismatch', () => forge({ signer: { ...SIGNER, name: 'eve@example.org' } })),
  row('the same name by another issuer', 'signer-mismatch', () =>
    forge({ signer: { ...SIGNER, issuer: 'https://accounts.elsewhere.test' } }),
  ),
  row(
    'a key that somebody keeps, and none given',
    'key-needed',
    edited((_, b) => Object.assign(b.verificationMaterial, { certificate: undefined, publicKey: { hint: 'key' } })),
  ),
]
