/** Three Sigstore clients in one shape: each signs on the practice instance and judges bundles, as programs of their own. */
import { spawnSync } from 'node:child_process'
import { renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What is signed: the file itself, or a statement about it. */
export type Content = 'message' | 'provenance' | 'custom'
export type LogVersion = 1 | 2

export const PROVENANCE = 'https://slsa.dev/provenance/v1'
export const CUSTOM = 'https://example.org/reviewed/v1'
export const typeOf = { provenance: PROVENANCE, custom: CUSTOM } as const

/** The practice instance, as files for everybody. */
export interface Place {
  readonly folder: string
  readonly data: string
  readonly trustedRoot: string
  readonly signingConfig: Readonly<Record<LogVersion, string>>
  readonly clientTrustConfig: Readonly<Record<LogVersion, string>>
  /** A JSON file that serves as each kind of predicate. */
  readonly predicate: string
  token(): string
}

export interface SignWork {
  readonly content: Content
  readonly log: LogVersion
  readonly file: string
  /** Where the bundle has to be afterwards. */
  readonly bundle: string
}

export interface VerifyWork {
  readonly content: Content
  /** The path of the file, or its digest as `sha256:…`. */
  readonly subject: string
  readonly bundle: string
  readonly identity: string
  readonly issuer: string
}

export interface Ran {
  readonly isFine: boolean
  readonly said: string
}

export interface Peer {
  readonly name: string
  sign(work: SignWork, place: Place): Ran
  verify(work: VerifyWork, place: Place): Ran
}

function ran(program: string, args: readonly string[], { folder, data }: Place, input = ''): Ran {
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    LC_ALL: 'C.UTF-8',
    COUNTERMARK_DATA_DIR: data,
    // Neither client may look for trust data of its own.
    TUF_ROOT: join(folder, 'tuf'),
  }
  const { status, stdout, stderr } = spawnSync(program, args, { env, input, encoding: 'utf8', cwd: folder })
  return { isFine: status === 0, said: `${stdout}${stderr}` }
}

const programOf = (variable: string): string => {
  const path = process.env[variable]
  if (!path) throw new Error(`${variable} is not set: run npm run interop`)
  return path
}

const ENTRY = fileURLToPath(new URL('../../out/cli/index.mjs', import.meta.url))

const countermark: Peer = {
  name: 'countermark',
  sign({ content, log, file, bundle }, place) {
    const how = content === 'message' ? ['sign'] : ['attest', '--type', typeOf[content], '--predicate', place.predicate]
    const instance = log === 1 ? 'practice' : place.clientTrustConfig[2]
    const args = [
      ...how,
      '--instance',
      instance,
      '--yes',
      '--force',
      '--identity-token-file',
      '-',
      '--json',
      '--',
      file,
    ]
    const result = ran(process.execPath, [ENTRY, ...args], place, place.token())
    if (result.isFine) renameSync(JSON.parse(result.said.split('\n')[0] ?? '').files[0].bundle, bundle)
    return result
  },
  verify({ content, subject, bundle, identity, issuer }, place) {
    const who = ['--identity', identity, '--issuer', issuer]
    const what = content === 'message' ? [] : ['--type', typeOf[content]]
    const trust = ['--instance', 'practice', '--trusted-root', place.trustedRoot]
    return ran(process.execPath, [ENTRY, 'verify', ...trust, ...who, ...what, '--bundle', bundle, '--', subject], place)
  },
}

const cosign: Peer = {
  name: 'cosign',
  sign({ content, log, file, bundle }, place) {
    const how =
      content === 'message'
        ? ['sign-blob']
        : ['attest-blob', '--type', cosignType(content), '--predicate', place.predicate]
    const where = ['--signing-config', place.signingConfig[log], '--trusted-root', place.trustedRoot]
    const args = [...how, ...where, '--identity-token', place.token(), '--bundle', bundle, '--yes', file]
    return ran(programOf('COSIGN'), args, place)
  },
  verify({ content, subject, bundle, identity, issuer }, place) {
    const who = ['--certificate-identity', identity, '--certificate-oidc-issuer', issuer]
    const how = [...who, '--bundle', bundle, '--trusted-root', place.trustedRoot]
    if (content === 'message') return ran(programOf('COSIGN'), ['verify-blob', ...how, subject], place)
    const digest = /^sha256:(.*)$/.exec(subject)?.[1]
    const what = digest === undefined ? [subject] : ['--digest', digest, '--digestAlg', 'sha256']
    const args = ['verify-blob-attestation', ...how, '--type', cosignType(content), ...what]
    return ran(programOf('COSIGN'), args, place)
  },
}

const cosignType = (content: 'provenance' | 'custom') => (content === 'provenance' ? 'slsaprovenance1' : CUSTOM)

const sigstorePython: Peer = {
  name: 'sigstore-python',
  sign({ content, log, file, bundle }, place) {
    const how =
      content === 'message' ? ['sign'] : ['attest', '--predicate', place.predicate, '--predicate-type', typeOf[content]]
    return python(log, [...how, '--identity-token', place.token(), '--bundle', bundle, file], place)
  },
  verify({ subject, bundle, identity, issuer }, place) {
    const who = ['--cert-identity', identity, '--cert-oidc-issuer', issuer]
    const { isFine, said } = python(1, ['verify', 'identity', ...who, '--bundle', bundle, subject], place)
    // Some of its refusals end with status 0; what it accepts it says.
    return { isFine: isFine && /^OK: /m.test(said), said }
  },
}

function python(log: LogVersion, args: readonly string[], place: Place): Ran {
  const program = join(dirname(programOf('SIGSTORE_PYTHON')), 'sigstore')
  return ran(program, ['--trust-config', place.clientTrustConfig[log], ...args], place)
}

export const PEERS: readonly Peer[] = [countermark, cosign, sigstorePython]
