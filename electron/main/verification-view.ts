/** Verifications as the page sees them: names and folders, and every text by a stranger with its invisible letters shown. */
import { dirname } from 'node:path'
import type { GithubsRoot } from '../adapters/instances/githubs-root.ts'
import type { Registries } from '../adapters/registries.ts'
import type { Examination, VerificationView, VerifiedFile } from '../contract/model/verification.ts'
import { displayName, visible } from '../core/display-name.ts'
import { purlText } from '../core/purl.ts'
import { lacksRoot, type OpenVerification, purlOf, type VerifiedArtifact } from './verifications.ts'

/** Who can be asked: about packages of a type, and for the trusted root that may be missing. */
export interface Whom {
  readonly about: Registries['whom']
  readonly forRoot: GithubsRoot['whom']
}

export function viewOf({ id, artifacts, expected, task, isEnded }: OpenVerification, whom: Whom): VerificationView {
  return {
    id,
    files: artifacts.map((artifact) => fileOf(artifact, whom)),
    ...(expected ? { expected } : {}),
    state: task !== undefined ? 'running' : isEnded ? 'ended' : 'ready',
    ...(task === undefined ? {} : { task }),
  }
}

function fileOf(artifact: VerifiedArtifact, whom: Whom): VerifiedFile {
  const { name, path, size, result } = artifact
  const file = {
    name: visible(name),
    ...(path === undefined ? {} : { folder: dirname(path) }),
    ...(size === undefined ? {} : { size }),
  }
  if (!result) return file
  if ('fault' in result) return { ...file, fault: result.fault }
  const { bundle, subject, pieces, ...examination } = result.examination
  const ask = askableOf(artifact, whom)
  const repository = result.identified?.repository
  return {
    ...file,
    ...(bundle === undefined ? {} : { evidence: placeName(bundle) }),
    ...(ask ? { ask } : {}),
    ...(repository === undefined ? {} : { repository: visible(repository) }),
    examination: {
      ...shown(examination),
      subject: withoutPath(subject),
      ...(pieces ? { pieces: pieces.map((piece) => ({ ...shown(piece), from: placeName(piece.from) })) } : {}),
    },
  }
}

/** Who could still be asked about a file. */
function askableOf(artifact: VerifiedArtifact, whom: Whom): VerifiedFile['ask'] {
  const purl = purlOf(artifact)
  const found = purl && artifact.path !== undefined && !artifact.wasAsked ? whom.about(purl.type) : undefined
  if (purl && found) return { ...found, purl: visible(purlText(purl)) }
  return lacksRoot(artifact.result) ? whom.forRoot() : undefined
}

/** The name of a file, or the host of an address. */
const placeName = (from: string): string =>
  /^https?:\/\//.test(from) ? visible(new URL(from).host) : displayName(from)

const withoutPath = ({ path: _, ...digests }: Examination['subject']): Examination['subject'] => digests

/** Every text by a stranger, with what is invisible in it made visible. */
const shown = <T>(value: T): T =>
  (typeof value === 'string'
    ? visible(value)
    : Array.isArray(value)
      ? value.map(shown)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shown(member)]))
        : value) as T
