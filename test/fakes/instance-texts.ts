/** The standard files of instances that tests make up. */
import { trustedRootJson } from '../fixtures/forge/authority.ts'

const service = (url: string, majorApiVersion = 1) => ({
  url,
  majorApiVersion,
  validFor: { start: '2026-01-01T00:00:00Z' },
  operator: 'example',
})

export const signingConfigJson = (over: Record<string, unknown> = {}) => ({
  mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
  caUrls: [service('https://fulcio.corp.example')],
  oidcUrls: [service('https://login.corp.example/auth')],
  rekorTlogUrls: [service('https://rekor.corp.example')],
  rekorTlogConfig: { selector: 'ANY' },
  tsaUrls: [service('https://tsa.corp.example/api/v1/timestamp')],
  tsaConfig: { selector: 'ANY' },
  ...over,
})

export const newLogs = { rekorTlogUrls: [service('https://log2026.corp.example', 2)] }
export const oneService = (url: string) => [service(url)]

/** The targets of a TUF repository that serves a whole instance. */
export const targetsOf = (over: Record<string, unknown> = {}) => ({
  'trusted_root.json': JSON.stringify(trustedRootJson()),
  'signing_config.v0.2.json': JSON.stringify(signingConfigJson(over)),
  'signing_config_rekor_v2.v0.2.json': JSON.stringify(signingConfigJson({ ...over, ...newLogs })),
})

export const clientTrustConfig = (over: { trustedRoot?: unknown; signingConfig?: unknown; mediaType?: string } = {}) =>
  JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.clienttrustconfig.v0.1+json',
    trustedRoot: trustedRootJson(),
    signingConfig: signingConfigJson(),
    ...over,
  })
