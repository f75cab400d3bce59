import { PRACTICE_ISSUER } from '../../core/endpoints.ts'

/** The constant names of the practice instance. They never contain a port: only the signing config names one. */
export const PRACTICE = {
  id: 'practice',
  title: 'Practice instance',
  organization: 'Countermark practice',
  /** The issuer in certificates, written as Fulcio does for a federated provider. */
  issuer: PRACTICE_ISSUER,
  /** The Rekor v2 log: first line of its checkpoints, and host of its base URL in the trusted root. */
  logOrigin: 'log2026-1.practice.countermark.test',
  /** The Rekor v1 log: host of its base URL in the trusted root. In its checkpoints a tree's number follows. */
  rekorHost: 'rekor.practice.countermark.test',
  /** The OAuth client id, which is the audience of every identity token too. */
  clientId: 'sigstore',
} as const

/** The standard files in the folder of the practice instance. */
export const PRACTICE_FILES = {
  /** Media type `application/vnd.dev.sigstore.trustedroot+json;version=0.1`. */
  trustedRoot: 'trusted_root.json',
  /** Media type `application/vnd.dev.sigstore.signingconfig.v0.2+json`. */
  signingConfig: 'signing_config.json',
  /** The same with both logs: clients take the highest version that they speak. */
  signingConfigV2: 'signing_config_rekor_v2.json',
} as const
