/** Attestations that are wrong in one part, with the reason that each must be rejected for. */
import { ecKeys, sha256, strangers } from '../../fixtures/forge/authority.ts'
import { type AttestationPlan, forgeAttestation, PREDICATE_TYPE, SIGNER, statement } from '../../fixtures/forge.ts'
import { type Case, ENVELOPE_ENTRIES, minutesLater, otherLeaf, row } from './cases.ts'

type ForgedAttestation = ReturnType<typeof forgeAttestation>

const saying = (payload: unknown) => () => forgeAttestation({ payload })
const saying1 = (change: object) => saying({ ...statement(), ...change })
const about = (...digests: unknown[]) =>
  saying1({ subject: digests.map((digest) => ({ name: 'artifact.tar.gz', digest })) })

const edited =
  (edit: (bundle: ForgedAttestation) => void, plan: AttestationPlan = {}) =>
  (): ForgedAttestation => {
    const bundle = forgeAttestation(plan)
    edit(bundle)
    return bundle
  }

const inEveryEntry = (
  what: string,
  reason: Case['reason'],
  logged: (keys: ReturnType<typeof ecKeys>) => AttestationPlan['logged'],
): Case[] =>
  ENVELOPE_ENTRIES.map((entry) =>
    row(`${what}, ${entry.kind} of Rekor v${entry.log}`, reason, () => {
      const keys = ecKeys()
      return forgeAttestation({ ...entry, keys, logged: logged(keys) ?? {} })
    }),
  )

/** Accepted by the library. */
export const ownAttestationCases: readonly Case[] = [
  row('another type of payload', 'payload-type', () => forgeAttestation({ payloadType: 'application/json' })),
  row('a type of payload in other letters', 'payload-type', () =>
    forgeAttestation({ payloadType: 'application/vnd.in-toto+JSON' }),
  ),
  row('a payload that is not JSON', 'statement-unreadable', saying(Buffer.from('_type: Statement'))),
  row('a payload that is not UTF-8', 'statement-unreadable', () =>
    forgeAttestation({ payload: Buffer.from(JSON.stringify({ ...statement(), predicate: { by: 'é' } }), 'latin1') }),
  ),
  row('a payload with a byte order mark', 'statement-unreadable', () =>
    forgeAttestation({ payload: Buffer.from(`\ufeff${JSON.stringify(statement())}`) }),
  ),
  row('a payload that is a list', 'statement-unreadable', saying([statement()])),
  row('a statement of the future', 'statement-unreadable', saying1({ _type: 'https://in-toto.io/Statement/v9' })),
  row('a statement without a version', 'statement-unreadable', saying1({ _type: undefined })),
  row('a statement without subjects', 'statement-unreadable', saying1({ subject: [] })),
  row('a v0.1 statement without subjects', 'statement-unreadable', () =>
    forgeAttestation({ payload: { ...statement(), _type: 'https://in-toto.io/Statement/v0.1', subject: undefined } }),
  ),
  row('a subject without digests', 'statement-unreadable', about({ sha256: sha256(Buffer.of()).toString('hex') }, {})),
  row('a subject whose digest is a number', 'statement-unreadable', about({ sha256: 7 })),
  row('a subject whose digest is too short', 'statement-unreadable', about({ sha256: 'abc' })),
  row('a statement without a predicate type', 'statement-unreadable', saying1({ predicateType: '' })),
  row('a predicate type that plays tricks', 'statement-unreadable', saying1({ predicateType: 'https://a\u001b[2Jb' })),
  row('another subject', 'subject-mismatch', () => forgeAttestation({ payload: statement('1'.repeat(64)) })),
  row('a subject by a digest of another kind', 'subject-mismatch', about({ sha512: '0'.repeat(128) })),
  row('a subject whose name is the digest', 'subject-mismatch', () =>
    forgeAttestation({
      payload: { ...statement(), subject: [{ name: statement().subject[1]?.digest.sha256, digest: { sha1: '0' } }] },
    }),
  ),
  row('another artifact', 'subject-mismatch', () => forgeAttestation(), { sha256: '2'.repeat(64) }),
  row('no digest at all', 'subject-mismatch', () => forgeAttestation(), { sha256: '' }),
  row('another predicate type', 'predicate-type-mismatch', () => forgeAttestation(), {
    predicateType: 'https://spdx.dev/Document',
  }),
  row('a predicate type that only begins the same', 'predicate-type-mismatch', () => forgeAttestation(), {
    predicateType: PREDICATE_TYPE.slice(0, -1),
  }),
  ...inEveryEntry('another certificate', 'log-entry-other-verifier', () => ({
    verifier: { certificate: otherLeaf() },
  })),
  ...inEveryEntry('a bare key', 'log-entry-other-verifier', (keys) => ({ verifier: keys })),
]

/** Rejected by the library as well. */
export const sharedAttestationCases: readonly Case[] = [
  row(
    'two signatures in the envelope',
    'unreadable-bundle',
    edited(({ dsseEnvelope: { signatures } }) => signatures.push(...signatures)),
  ),
  row(
    'no signature in the envelope',
    'unreadable-bundle',
    edited(({ dsseEnvelope: { signatures } }) => signatures.pop()),
  ),
  row(
    'an empty payload',
    'unreadable-bundle',
    edited(({ dsseEnvelope }) => Object.assign(dsseEnvelope, { payload: '' })),
  ),
  row('a signature by another key', 'signature-mismatch', () => forgeAttestation({ signWith: ecKeys().privateKey })),
  row('a signature over the payload alone', 'signature-mismatch', () =>
    forgeAttestation({ signOver: Buffer.from(JSON.stringify(statement())) }),
  ),
  row(
    'another payload under the signature',
    'signature-mismatch',
    edited(({ dsseEnvelope }) =>
      Object.assign(dsseEnvelope, {
        payload: Buffer.from(JSON.stringify(statement('1'.repeat(64)))).toString('base64'),
      }),
    ),
  ),
  row('a timestamp over the payload', 'timestamp-invalid', () =>
    forgeAttestation({ stamps: [{ over: Buffer.from(JSON.stringify(statement())) }] }),
  ),
  row('a timestamp too late', 'outside-certificate-validity', () =>
    forgeAttestation({ stamps: [{ at: minutesLater(11) }] }),
  ),
  row('another authority', 'certificate-untrusted', () =>
    forgeAttestation({ certifiedBy: strangers, receiptBy: strangers }),
  ),
  row('another log', 'log-unknown', () => forgeAttestation({ loggedBy: strangers })),
  row('another signer', 'signer-mismatch', () => forgeAttestation({ signer: { ...SIGNER, name: 'eve@example.org' } })),
  row('the digest of the payload as that of what was signed', 'log-entry-mismatch', () =>
    forgeAttestation({ logged: { digest: sha256(Buffer.from(JSON.stringify(statement()))) } }),
  ),
  ...inEveryEntry('another signature in the entry', 'log-entry-mismatch', () => ({ signature: Buffer.from('else') })),
  ...inEveryEntry('another envelope in the entry', 'log-entry-mismatch', () => ({
    digest: sha256(Buffer.from('else')),
  })),
  ...ENVELOPE_ENTRIES.filter(({ kind }) => kind !== 'hashedrekord').map((entry) =>
    row(`two signatures in the entry, ${entry.kind} of Rekor v${entry.log}`, 'log-entry-mismatch', () =>
      forgeAttestation({ ...entry, logged: { times: 2 } }),
    ),
  ),
  row(
    'an entry of a kind that nobody knows',
    'log-entry-mismatch',
    edited((bundle) => {
      const [entry] = bundle.verificationMaterial.tlogEntries
      const body = JSON.parse(Buffer.from(entry?.canonicalizedBody ?? '', 'base64').toString()) as object
      const canonicalizedBody = Buffer.from(JSON.stringify({ ...body, kind: 'alpine' })).toString('base64')
      Object.assign(entry ?? {}, { canonicalizedBody, kindVersion: { kind: 'alpine', version: '0.0.2' } })
    }),
  ),
]
