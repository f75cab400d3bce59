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
import { quote, strangersCommands } from '../verify/strangers-commands.ts'
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
    commands: commandsIn(request, identity, predicateTypeIn(bundle)),
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

/** In the folder of the file and its bundle, as a stranger has them. */
function commandsIn(
  { artifactPath, bundlePath, trustedRootPath }: EvidenceRequest,
  signer: Identity,
  predicateType: string | undefined,
): BundleEvidence['commands'] {
  const files = { artifact: nameOf(artifactPath), bundle: nameOf(bundlePath) }
  const commands = strangersCommands({ ...files, signer, predicateType, trustedRoot: trustedRootPath })
  return commands.map(({ tool, text }) => ({ tool, text: `cd ${quote(folderOf(artifactPath))}\n${text}` }))
}

const nameOf = (path: string): string => path.slice(folderOf(path).length).replace(/^[\\/]/, '')

/** The folder of a path, by the rules of the system that the path is of. */
const folderOf = (path: string): string =>
  (win32.isAbsolute(path) && !posix.isAbsolute(path) ? win32 : posix).dirname(path)
