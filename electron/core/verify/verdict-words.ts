/** The words of the verdicts: what is compared with what, who signed, and what to do about an answer that is not a pass. */
import type { TrustSource } from '../../contract/model/instance.ts'
import type { VerdictName } from '../../contract/model/verification.ts'
import { visible } from '../display-name.ts'
import { CONNECTORS } from '../providers.ts'
import type { BuildClaims } from './claims.ts'
import type { RejectionReason } from './reasons.ts'
import type { KeySigner } from './signatory.ts'
import type { Source } from './source.ts'
import type { SeenAt } from './times.ts'

export const COMPARED: Readonly<Record<VerdictName, string>> = {
  unaltered: 'The digest of the file with the one that was signed.',
  signed: 'The signature with the key of the signer, and the certificate with the trusted root.',
  source: 'Repository and commit in the certificate with those in the attestation.',
  logged: 'The log entry with the bundle, and its proof and times with the keys of the trusted root.',
  expected: 'The signer with who you said should have signed.',
  rebuilt: 'The digest of the file with those that independent rebuilds came to.',
}

const GET_AGAIN =
  'Get file and bundle again from where the project publishes them. If nothing changes, do not use the file, and tell the project.'
const OTHER_INSTANCE =
  'Ask with the instance or the trusted root that it was signed with. If it should be this one, do not use the file, and tell the project.'
const BROKEN = 'Do not use the file before the project has said what happened.'

/** What to do where a check failed. What is not listed is broken in a way that no honest tool makes. */
const NEXT: Partial<Record<RejectionReason, string>> = {
  'unreadable-bundle': GET_AGAIN,
  'unknown-media-type': 'Verify it with a newer version of this program.',
  'unsupported-content': 'Verify it with the tool that signed it.',
  'key-not-supported': 'Verify it with the tool that signed it.',
  'key-needed': 'Ask the project for its public key, and give it along.',
  'key-unreadable': 'Give one public key in PEM form.',
  'key-mismatch': 'Make sure that this is the key of the project, and the one for this release.',
  'certificate-untrusted': OTHER_INSTANCE,
  'log-unknown': OTHER_INSTANCE,
  'digest-mismatch': GET_AGAIN,
  'subject-mismatch': 'Take the attestation that belongs to this file.',
  'signer-mismatch': 'Find out from the project who signs its releases. Until then, do not use the file.',
  'predicate-type-mismatch': 'Ask for the attestation of the type that you need.',
}

export const nextAfter = (reason: RejectionReason): string => NEXT[reason] ?? BROKEN

export const NEXT_UNEXPECTED =
  'Find out from the project who signs its releases, by another way than the one that the file came by, and say so.'
export const NEXT_SOURCE_DIFFERS =
  'Ask the project which of the two is right. The certificate is by the word of the issuer, the attestation by that of the signer.'
export const NEXT_SOURCE_STATED =
  'Only the signer says so. Whether to believe it depends on whether to believe the signer.'
export const NEXT_NO_SOURCE = 'Where the source matters, ask the project for an attestation of how it was built.'
export const NEXT_NO_EVIDENCE =
  'Look where the project publishes its signatures, and put the bundle beside the file, or name it.'
export const NEXT_NO_ATTESTATION = 'Where that matters, ask the project to publish with provenance.'
export const NEXT_REGISTRY_ONLY =
  'Where it matters who made it, ask the project to publish with provenance, and compare with that.'
export const NEXT_REGISTRY_KEY = 'Bring the trust data up to date, and ask again.'
export const NEXT_REGISTRY_WRONG =
  'Do not use the file. Get it again from the registry; if nothing changes, tell those who keep the registry.'
export const NEXT_PGP = 'Check it with GnuPG and the key that the project hands out elsewhere.'
export const NEXT_FIRST =
  'Find out from the project who signs its releases, by another way than the one that the file came by, and say so. From now on, a change is said.'
export const NEXT_SAME = 'To rely on it, say who should have signed.'
export const NEXT_CHANGED =
  'Ask the project whether it meant to change that, by another way than the one that the file came by. If it did, accept it with a reason.'
export const NEXT_LISTED =
  'Get file and list again from where the project publishes them. If nothing changes, do not use the file, and tell the project.'
export const NEXT_NO_LOG =
  'Nobody else could have seen this signature. Whether that is enough depends on whether you believe who keeps the instance.'
export const NEXT_NOT_REBUILT = 'Nothing, unless you need a file that others could build alike.'

const PROVIDERS = new Map([
  [CONNECTORS.github, 'GitHub'],
  [CONNECTORS.google, 'Google'],
  [CONNECTORS.microsoft, 'Microsoft'],
])

interface Named {
  readonly kind: 'email' | 'uri' | 'username'
  readonly name: string
  readonly issuer: string
}

/** Who signed, and by whose word. */
export function whoSigned(signer: Named | KeySigner): string {
  if (signer.kind === 'key') return 'the holder of the given key'
  const provider = PROVIDERS.get(signer.issuer)
  const issuer = visible(signer.issuer)
  return `${visible(signer.name)}, by the word of ${provider === undefined ? issuer : `${provider} (${issuer})`}`
}

/** The job that signed, as a sentence; empty for a person and for a key. A workflow that is the signer is not named twice. */
export function whichJob({ workflow, runner, trigger, run }: BuildClaims = {}, signer: Named | KeySigner): string {
  if (workflow === undefined && run === undefined) return ''
  const isNamed = workflow === undefined || (signer.kind !== 'key' && signer.name === workflow)
  const parts = [
    isNamed ? 'A job' : `A job of ${visible(workflow)}`,
    ...(runner === undefined ? [] : [`on a ${visible(runner)} runner`]),
    ...(trigger === undefined ? [] : [`started by ${visible(trigger)}`]),
  ]
  return ` ${parts.join(' ')}${run === undefined ? '' : `: ${visible(run)}`}.`
}

export function sourceText({ repository, commit, ref }: Source): string {
  const at = commit === undefined ? '' : ` at commit ${visible(commit)}`
  return `${visible(repository)}${at}${ref === undefined ? '' : ` (${visible(ref)})`}`
}

/** How the time is known. */
export function seenText([first]: readonly SeenAt[]): string {
  if (!first) return 'at a time that is not known'
  const whose = first.by === 'log' ? 'the log' : 'a timestamp authority'
  return `at ${first.at.toISOString()} by the word of ${whose}`
}

/** Of when the trusted root is: what is younger than that is not in it. */
export function trustAgeText({ date, from }: TrustSource): string {
  const day = date.slice(0, 10)
  return from === 'stored' || from === 'shipped' || from === 'fresh'
    ? `The trusted root here is from ${day}: refresh it, if the signature is younger.`
    : `The trusted root here is from ${day}.`
}
