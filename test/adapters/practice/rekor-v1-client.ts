/** What a client sends to a Rekor v1 log, and DSSE envelopes, made by hand for the tests. */
import { createHash, type KeyObject, sign } from 'node:crypto'
import { postJson } from './practice-client.ts'

/** The answer of a Rekor v1 log: one entry by its id. */
export type RekorV1Answer = Record<
  string,
  {
    body: string
    integratedTime: number
    logID: string
    logIndex: number
    verification: {
      inclusionProof: { checkpoint: string; hashes: string[]; logIndex: number; rootHash: string; treeSize: number }
      signedEntryTimestamp: string
    }
  }
>

export const pemOf = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`

/** A `hashedrekord` 0.0.1 over some text; `pem` is the verifier, else the bare key. */
export function rekordFor(
  text: string,
  keys: { publicKey: KeyObject; privateKey: KeyObject },
  { pem, hash = 'sha256' }: { pem?: string; hash?: string } = {},
) {
  const verifier = pem ?? keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  return {
    apiVersion: '0.0.1',
    kind: 'hashedrekord',
    spec: {
      data: { hash: { algorithm: hash, value: createHash(hash).update(text).digest('hex') } },
      signature: {
        content: sign(hash, Buffer.from(text), keys.privateKey).toString('base64'),
        publicKey: { content: Buffer.from(verifier).toString('base64') },
      },
    },
  }
}

export const addRekord = (baseUrl: string, request: unknown) => postJson(`${baseUrl}/api/v1/log/entries`, request)

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json'

/** A DSSE envelope with a signature by each key. The encoding is written out: the product's own is under test. */
export function envelopeFor(payload: string, privateKeys: readonly KeyObject[], hash: string | null = 'sha256') {
  const encoded = Buffer.from(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${Buffer.byteLength(payload)} ${payload}`)
  return {
    payloadType: PAYLOAD_TYPE,
    payload: Buffer.from(payload).toString('base64'),
    signatures: privateKeys.map((key) => ({ sig: sign(hash, encoded, key).toString('base64') })),
  }
}

/** A `dsse` 0.0.1 with verifiers as PEM. */
export const dsseFor = (envelope: object | string, pems: readonly string[]) => ({
  apiVersion: '0.0.1',
  kind: 'dsse',
  spec: {
    proposedContent: {
      envelope: typeof envelope === 'string' ? envelope : JSON.stringify(envelope),
      verifiers: pems.map((pem) => Buffer.from(pem).toString('base64')),
    },
  },
})

/** A v1 entry in the form in which bundles hold it. */
export function bundledEntry(answer: RekorV1Answer) {
  const [entry] = Object.values(answer)
  if (!entry) throw new Error('no entry')
  const { kind, apiVersion } = JSON.parse(Buffer.from(entry.body, 'base64').toString('utf8'))
  const { inclusionProof: proof, signedEntryTimestamp } = entry.verification
  const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64')
  return {
    logIndex: String(entry.logIndex),
    logId: { keyId: base64(entry.logID) },
    kindVersion: { kind, version: apiVersion },
    integratedTime: String(entry.integratedTime),
    inclusionPromise: { signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(proof.logIndex),
      rootHash: base64(proof.rootHash),
      treeSize: String(proof.treeSize),
      hashes: proof.hashes.map(base64),
      checkpoint: { envelope: proof.checkpoint },
    },
    canonicalizedBody: entry.body,
  }
}
