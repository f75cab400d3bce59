/** What is inside a finished bundle, for a person to read, and the commands by which a stranger checks the same. */
import { posix, win32 } from 'node:path'
import type { Bundle as SerializedBundle } from 'sigstore'
import { fault } from '../../contract/faults.ts'
import type { Identity } from '../../contract/model/identity.ts'
import type { BundleEvidence } from '../../contract/model/session.ts'
import { readBundle } from '../verify/bundle-form.ts'
import { type Checkpoint, readCheckpoint } from '../verify/checkpoint.ts'
import { leafOf } from '../verify/leaf.ts'
import { rejectionFrom } from '../verify/map-error.ts'
import { reject } from '../verify/reasons.ts'
import { claimedTimes } from '../verify/times.ts'

export interface EvidenceRequest {
  /** A bundle that has been verified: what it says is shown, not checked again. */
  readonly bundle: SerializedBundle
  /** The name of the artifact. */
  readonly name: string
  readonly bundlePath: string
  /** Lower-case hexadecimal. */
  readonly sha256: string
  readonly artifactPath: string
  readonly trustedRootPath: string
}

/** Fault: `sigstore.bundle-unsound` for a bundle that cannot be read. */
export function evidenceOf(request: EvidenceRequest): BundleEvidence {
  try {
    return readEvidence(request)
  } catch (error) {
    throw fault(
      'sigstore.bundle-unsound',
      { name: request.name, reason: rejectionFrom(error).detail },
      { cause: error },
    )
  }
}

function readEvidence(request: EvidenceRequest): BundleEvidence {
  const { bundle: json, name, bundlePath, sha256 } = request
  const bundle = readBundle(json)
  const { identity, serial, issuedBy, validFrom, validUntil, fingerprint } = leafOf(bundle)
  const [entry] = bundle.verificationMaterial.tlogEntries
  if (entry === undefined) throw reject('not-logged')
  return {
    name,
    bundlePath,
    mediaType: json.mediaType,
    sha256,
    identity,
    certificate: {
      serial,
      issuedBy,
      validFrom: validFrom.toISOString(),
      validUntil: validUntil.toISOString(),
      fingerprint,
    },
    log: { index: entry.logIndex, ...stateOf(readCheckpoint(entry.inclusionProof?.checkpoint?.envelope ?? '')) },
    timestamps: claimedTimes(bundle).all.map((time) => time.toISOString()),
    commands: verifyCommands(request, identity, predicateTypeIn(bundle)),
    json: JSON.stringify(json, null, 2),
  }
}

/** What an attestation is of; undefined for a signature over a file. */
function predicateTypeIn({ content }: ReturnType<typeof readBundle>): string | undefined {
  if (content.$case !== 'dsseEnvelope') return undefined
  const { predicateType } = JSON.parse(content.dsseEnvelope.payload.toString('utf8'))
  return typeof predicateType === 'string' ? predicateType : undefined
}

const stateOf = ({ origin, treeSize, rootHash }: Checkpoint) => ({
  origin,
  treeSize,
  rootHash: rootHash.toString('hex'),
})

type Paths = Pick<EvidenceRequest, 'artifactPath' | 'bundlePath' | 'trustedRootPath'>

/**
 * For a POSIX shell, in the folder of the file and its bundle, as a stranger has them. Both tools work offline with these,
 * and take their trust from the named root alone.
 */
function verifyCommands(
  { artifactPath, bundlePath, trustedRootPath }: Paths,
  signer: Identity,
  predicateType: string | undefined,
): BundleEvidence['commands'] {
  const artifact = quote(asName(artifactPath))
  const bundle = quote(`--bundle=${asName(bundlePath)}`)
  const cosign = [
    predicateType === undefined ? 'cosign verify-blob' : 'cosign verify-blob-attestation',
    bundle,
    quote(`--trusted-root=${trustedRootPath}`),
    quote(`--certificate-identity=${signer.name}`),
    quote(`--certificate-oidc-issuer=${signer.issuer}`),
    ...(predicateType === undefined ? [] : [quote(`--type=${predicateType}`)]),
    artifact,
  ]
  const sigstorePython = [
    `{ printf %s ${quote(TRUST_CONFIG_HEAD)}; cat ${quote(trustedRootPath)}; printf %s ${quote(TRUST_CONFIG_TAIL)}; } |`,
    'sigstore --trust-config=/dev/stdin verify identity',
    bundle,
    quote(`--cert-identity=${signer.name}`),
    quote(`--cert-oidc-issuer=${signer.issuer}`),
    artifact,
  ]
  const there = `cd ${quote(folderOf(artifactPath))}\n`
  return [
    { tool: 'cosign', text: there + cosign.join(CONTINUED) },
    { tool: 'sigstore-python', text: there + sigstorePython.join(CONTINUED) },
  ]
}

/** One argument a line: easier to read, and the shell takes it as one command. */
const CONTINUED = ' \\\n  '

/** sigstore-python takes a root only inside a client trust config; verifying needs nothing of its signing config. */
const TRUST_CONFIG_HEAD =
  '{"mediaType":"application/vnd.dev.sigstore.clienttrustconfig.v0.1+json",' +
  '"signingConfig":{"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.2+json"},"trustedRoot":'
const TRUST_CONFIG_TAIL = '}'

/** Tools read `-x`, `sha256:…` and `env://…` as something else than a file of that name, but never what has a folder. */
const asName = (path: string): string => {
  const name = path.slice(folderOf(path).length).replace(/^[\\/]/, '')
  return /^\w[\w.+-]*$/.test(name) ? name : `./${name}`
}

/** The folder of a path, by the rules of the system that the path is of. */
const folderOf = (path: string): string =>
  (win32.isAbsolute(path) && !posix.isAbsolute(path) ? win32 : posix).dirname(path)

/** One word of a POSIX shell: nothing is special between single quotes (XCU, section 2.2.2). */
const quote = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)
