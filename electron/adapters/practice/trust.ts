/** The two standard files of an instance: whom to trust (stable for ever), and where the services are (with the port). */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { type CheckpointKey, checkpointKey, rekorV1Key } from './checkpoint.ts'
import { ctLogId } from './ct-log.ts'
import { PRACTICE } from './names.ts'
import { type PracticeStore, trustedSince } from './store.ts'
import { publicKeyInfo } from './x509.ts'

const host = (name: string): string => `https://${name}.${new URL(PRACTICE.issuer).host}`
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** `TrustedRoot` (protobuf-specs, sigstore_trustroot.proto). Its base URLs are names, and lead nowhere. */
export function trustedRoot(store: PracticeStore): string {
  const { keys, certificates } = store
  const validFor = { start: trustedSince(store).toISOString() }
  // Verifiers compare the host with the origin of a checkpoint.
  const log = (host: string, { publicKey, keyId }: CheckpointKey, keyDetails: string) => ({
    baseUrl: `https://${host}`,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: base64(publicKey), keyDetails, validFor },
    logId: { keyId: base64(keyId) },
  })
  const { logOrigin, rekorHost } = PRACTICE
  const authority = (commonName: string, uri: string, chain: readonly Buffer[]) => ({
    subject: { organization: PRACTICE.organization, commonName },
    uri,
    certChain: { certificates: chain.map((der) => ({ rawBytes: base64(der) })) },
    validFor,
  })
  return pretty({
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [
      log(logOrigin, checkpointKey(logOrigin, keys.log), 'PKIX_ED25519'),
      log(rekorHost, rekorV1Key(rekorHost, keys.rekorV1), 'PKIX_ECDSA_P256_SHA_256'),
    ],
    certificateAuthorities: [authority('Countermark practice authority', host('ca'), [certificates.authority])],
    ctlogs: [
      {
        baseUrl: host('ct'),
        hashAlgorithm: 'SHA2_256',
        publicKey: { rawBytes: spki(keys.ctLog), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
        logId: { keyId: base64(ctLogId(keys.ctLog)) },
      },
    ],
    timestampAuthorities: [
      authority('Countermark practice timestamps', `${host('tsa')}/api/v1/timestamp`, [
        certificates.timestamp,
        certificates.timestampRoot,
      ]),
    ],
  })
}

const spki = (privateKey: KeyObject): string => base64(publicKeyInfo(createPublicKey(privateKey)))

/** `SigningConfig` v0.2 (protobuf-specs, sigstore_trustroot.proto) with the logs of these versions of Rekor. */
export function signingConfig(store: PracticeStore, baseUrl: string, rekorVersions: readonly number[]): string {
  const service = (url: string, majorApiVersion = 1) => ({
    url,
    majorApiVersion,
    validFor: { start: trustedSince(store).toISOString() },
    operator: new URL(PRACTICE.issuer).host,
  })
  return pretty({
    mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
    caUrls: [service(baseUrl)],
    oidcUrls: [service(issuerOf(baseUrl))],
    rekorTlogUrls: rekorVersions.map((version) => service(baseUrl, version)),
    rekorTlogConfig: { selector: 'ANY' },
    tsaUrls: [service(`${baseUrl}/api/v1/timestamp`)],
    tsaConfig: { selector: 'ANY' },
  })
}

/** The issuer of identity tokens, which is the base of discovery. */
export const issuerOf = (baseUrl: string): string => `${baseUrl}/auth`

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
