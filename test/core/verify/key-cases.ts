/** Bundles of a key that somebody keeps, wrong in one part. Each is judged against `KEPT`. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { certificatePem } from '../../../electron/adapters/practice/x509.ts'
import type { VerifyRequest } from '../../../electron/core/verify/verify.ts'
import { ecKeys } from '../../fixtures/forge/authority.ts'
import { forge, forgeAttestation, PREDICATE_TYPE } from '../../fixtures/forge.ts'
import { type Case, otherLeaf, row } from './cases.ts'

export const KEPT = ecKeys()
const stranger = ecKeys()

export const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString()
export const givenKey = (key: KeyObject): Pick<VerifyRequest, 'expectation'> => given(pemOf(key))
const given = (pem: string) => ({ expectation: { kind: 'key', pem } }) as const

const kept = { keys: KEPT, isKept: true } as const
const right = givenKey(KEPT.publicKey)
const wrong = givenKey(stranger.publicKey)
const [begin = '', ...rest] = pemOf(KEPT.publicKey).split('\n')

export const keyCases: readonly Case[] = [
  row('no key where an identity is expected', 'key-needed', () => forge(kept)),
  row('no key where any signer will do', 'key-needed', () => forge(kept), { expectation: { kind: 'any-signer' } }),
  row('another key', 'key-mismatch', () => forge(kept), wrong),
  row('another key, Rekor v1', 'key-mismatch', () => forge({ ...kept, log: 1 }), wrong),
  row('another key for an attestation', 'key-mismatch', () => forgeAttestation(kept), wrong),
  row('a certificate for another key', 'signer-mismatch', () => forge({ keys: stranger }), right),
  row(
    'a signature by another key than the log says',
    'signature-mismatch',
    () => forge({ ...kept, signWith: stranger.privateKey }),
    right,
  ),
  row('another artifact', 'digest-mismatch', () => forge(kept), { ...right, sha256: '0'.repeat(64) }),
  row('a signature over a file where an attestation is expected', 'predicate-type-mismatch', () => forge(kept), {
    ...right,
    predicateType: PREDICATE_TYPE,
  }),
  ...([1, 2] as const).flatMap((log) => [
    row(
      `another key in the log, Rekor v${log}`,
      'log-entry-other-verifier',
      () => forge({ ...kept, log, logged: { verifier: stranger } }),
      right,
    ),
    row(
      `a certificate in the log, Rekor v${log}`,
      'log-entry-other-verifier',
      () => forge({ ...kept, log, logged: { verifier: { certificate: otherLeaf() } } }),
      right,
    ),
  ]),
  row('no timestamp on Rekor v2', 'no-trusted-time', () => forge({ ...kept, stamps: [] }), right),
  row(
    'a timestamp over other bytes',
    'timestamp-invalid',
    () => forge({ ...kept, stamps: [{ over: Buffer.of(1) }] }),
    right,
  ),
  row(
    'no log entry',
    'not-logged',
    () => {
      const bundle = forge(kept)
      bundle.verificationMaterial.tlogEntries.pop()
      return bundle
    },
    right,
  ),
  row(
    'a kind of key that signs no digests',
    'key-not-supported',
    () => forge(kept),
    givenKey(generateKeyPairSync('ed25519').publicKey),
  ),
  row(
    'a kind of key that nobody signs envelopes with',
    'key-not-supported',
    () => forgeAttestation(kept),
    givenKey(ecKeys('secp256k1').publicKey),
  ),
  row('an empty text for a key', 'key-unreadable', () => forge(kept), given('')),
  row(
    'a key that is damaged',
    'key-unreadable',
    () => forge(kept),
    given([begin, ...rest].join('\n').replace('A', '/')),
  ),
  row(
    'a private key',
    'key-unreadable',
    () => forge(kept),
    given(KEPT.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
  ),
  row('a certificate for a key', 'key-unreadable', () => forge(kept), given(certificatePem(otherLeaf()))),
  row('two keys', 'key-unreadable', () => forge(kept), given(pemOf(KEPT.publicKey) + pemOf(stranger.publicKey))),
  row('a key for a certificate that cannot be read', 'key-unreadable', () => forge({ keys: KEPT }), given('x')),
]
