/** The hosts that Countermark itself has to know. Everything else about an instance stands in its own files. */

import type { Service } from '../contract/model/endpoints.ts'
import type { InstanceKind } from '../contract/model/instance.ts'

export interface BuiltIn {
  readonly title: string
  /** The TUF repository: metadata at this address, targets below `targets/`. */
  readonly trust: string
}

/** Instances that are kept up to date by TUF (The Update Framework). */
export type RefreshedKind = Extract<InstanceKind, 'public' | 'staging'>

export const BUILT_IN: Readonly<Record<RefreshedKind, BuiltIn>> = {
  public: { title: 'Public good instance', trust: 'https://tuf-repo-cdn.sigstore.dev' },
  staging: { title: 'Staging instance', trust: 'https://tuf-repo-cdn.sigstage.dev' },
}
/** GitHub's own instance, which signs for private repositories and for releases. Nobody else signs there: it is only verified. */
export const GITHUBS_OWN: BuiltIn = {
  title: 'GitHub\u2019s own instance',
  trust: 'https://tuf-repo.github.com',
}

/** The OAuth client id of every instance so far, which is the audience of identity tokens too. */
export const CLIENT_ID = 'sigstore'

/** The issuer that certificates of practice instances name: what they vouch for is known to nobody else. */
export const PRACTICE_ISSUER = 'https://practice.countermark.test'

/** Where evidence is asked for: the base of all addresses, without a slash at its end. */
export const REGISTRIES = {
  npm: 'https://registry.npmjs.org',
  pypi: 'https://pypi.org',
  github: 'https://api.github.com',
  maven: 'https://repo1.maven.org/maven2',
} as const

/** Whom a project's health may ask, once the person wants it: the base of all addresses. */
export const SERVICES: Readonly<Record<Service, string>> = {
  osv: 'https://api.osv.dev',
  'oss-fuzz': 'https://oss-fuzz-build-logs.storage.googleapis.com',
  scorecard: 'https://api.scorecard.dev',
}

/** GitHub holds attestations below this host, under a name of its own, and names the address in its answer. */
export const GITHUB_STORAGE = 'blob.core.windows.net'
