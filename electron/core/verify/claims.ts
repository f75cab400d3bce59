/** What the certificate of a CI job says of the job: the words of whoever issued its token (Fulcio's oid-info.md). */
import type { X509Certificate } from '@sigstore/core'

const FULCIO = '1.3.6.1.4.1.57264.1'
const TAG_UTF8_STRING = 0x0c
const GITHUB_ACTIONS = 'https://token.actions.githubusercontent.com'

/** Members are missing where the certificate does not have them: that of a person has none. All are any text. */
export interface BuildClaims {
  /** Address of the repository that was built from. */
  readonly repository?: string
  /** The number that the forge gave it, which stays when it is renamed. */
  readonly repositoryId?: string
  /** Lower-case hexadecimal. */
  readonly commit?: string
  /** Full name, as in `refs/tags/v1.0.0`. */
  readonly ref?: string
  readonly owner?: string
  readonly ownerId?: string
  /** Address of the workflow file that was run, with its ref; where it calls another, `signer` is that one. */
  readonly workflow?: string
  readonly signer?: string
  /** `github-hosted`, `gitlab-hosted` or `self-hosted`. */
  readonly runner?: string
  /** What started the job. */
  readonly trigger?: string
  /** Address of the run. */
  readonly run?: string
  /** Of the repository, when the job ran. */
  readonly visibility?: string
  readonly environment?: string
}

/** The number of the extension, and that of its older form without a wrapper. */
const PLACES: Readonly<Record<keyof BuildClaims, readonly [number, number?]>> = {
  repository: [12],
  repositoryId: [15],
  commit: [13, 3],
  ref: [14, 6],
  owner: [16],
  ownerId: [17],
  workflow: [18],
  signer: [9],
  runner: [11],
  trigger: [20, 2],
  run: [21],
  visibility: [22],
  environment: [23],
}

/** The older form names a repository of GitHub by its path. */
const OLD_REPOSITORY = 5

/** Reads the claims without trusting them. One that is not text is left out. */
export function claimsOf(certificate: X509Certificate, issuer: string): BuildClaims {
  const found: Partial<Record<keyof BuildClaims, string>> = {}
  for (const [name, [number, old]] of Object.entries(PLACES) as [keyof BuildClaims, [number, number?]][]) {
    const text = wrapped(certificate, number) ?? (old === undefined ? undefined : raw(certificate, old))
    if (text !== undefined) found[name] = name === 'commit' ? text.toLowerCase() : text
  }
  if (found.repository === undefined && issuer === GITHUB_ACTIONS) {
    const path = raw(certificate, OLD_REPOSITORY)
    if (path !== undefined) found.repository = `https://github.com/${path}`
  }
  return found
}

/** A DER UTF8String. */
function wrapped(certificate: X509Certificate, number: number): string | undefined {
  const [text, ...others] = certificate.extension(`${FULCIO}.${number}`)?.valueObj.subs ?? []
  const isText = text?.tag.isUniversal() && text.tag.number === TAG_UTF8_STRING
  return text && isText && others.length === 0 ? decoded(text.value) : undefined
}

const raw = (certificate: X509Certificate, number: number): string | undefined => {
  const extension = certificate.extension(`${FULCIO}.${number}`)
  return extension && decoded(extension.value)
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) || undefined
  } catch {
    return undefined
  }
}
