/** First-seen memory: a version is compared with what was seen of its package before. A change is said, with both sides. */
import type { Change, EvidenceKind, Remembered, SeenPackages, Sighting } from '../../contract/model/seen.ts'
import { EVIDENCE_KINDS } from '../../contract/model/seen.ts'
import type { Examination, Verdict } from '../../contract/model/verification.ts'
import { visible } from '../display-name.ts'
import { type Purl, purlText } from '../purl.ts'
import { NEXT_CHANGED, NEXT_FIRST, NEXT_SAME } from './verdict-words.ts'
import { changed, outcomeOf } from './verdicts.ts'

/** So many versions tell a habit. */
const MOST_SIGHTINGS = 50

/** The package without its version: what stays the same. */
const packageOf = ({ version: _, ...purl }: Purl): string => purlText(purl)

/**
 * What a verification saw. Undefined for what proves nothing to be remembered: practice, tests of Sigstore's own, and a
 * file that is not the one that was signed.
 */
function sightingOf(examination: Examination, { version }: Purl, at: Date): Sighting | undefined {
  const { verdicts, signer, build, trust, isPractice, predicateType } = examination
  const passes = (name: Verdict['verdict']) => verdicts.some((one) => one.verdict === name && one.outcome === 'pass')
  if (version === undefined || isPractice || trust?.kind === 'practice' || trust?.kind === 'staging') return undefined
  if (!passes('unaltered') || !passes('signed')) return undefined
  return {
    version,
    at: at.toISOString(),
    kind: signer === undefined ? 'registry-signature' : kindOf(predicateType),
    ...(signer ? { signer } : {}),
    ...(build?.repository === undefined ? {} : { repository: build.repository }),
    ...(build?.repositoryId === undefined ? {} : { repositoryId: build.repositoryId }),
  }
}

function kindOf(predicateType: string | undefined): EvidenceKind {
  if (predicateType === undefined) return 'signature'
  return /^https:\/\/slsa\.dev\/provenance\//.test(predicateType) ? 'provenance' : 'attestation'
}

/** A package that was verified; without a sighting where somebody was asked, and there was nothing to be seen. */
export interface SeenNow {
  /** The purl of the package, without its version. */
  readonly name: string
  readonly sighting: Sighting | undefined
}

/** What can be compared. Undefined where the evidence did not hold, or nobody was asked for any: that is no change. */
export function seenNow(
  examination: Examination,
  purl: Purl,
  { at, wasAsked }: { readonly at: Date; readonly wasAsked: boolean },
): SeenNow | undefined {
  const sighting = sightingOf(examination, purl, at)
  // A release on GitHub has assets of many kinds: that one of them has no attestation is no change.
  const isMissing = wasAsked && examination.bundle === undefined && purl.version !== undefined && purl.type !== 'github'
  return sighting || isMissing ? { name: packageOf(purl), sighting } : undefined
}

/** Where one artifact of a package has evidence, that another one has none is no change of the package. */
export const comparable = (all: readonly (SeenNow | undefined)[]): (SeenNow | undefined)[] =>
  all.map((one) =>
    one && !one.sighting && all.some((other) => other?.name === one.name && other.sighting) ? undefined : one,
  )

/**
 * Compares with the last version, which is what holds now: a change that was accepted is one. Its artifacts may have several
 * signers: the nearest one counts.
 */
export function compare(sighting: Sighting | undefined, before: readonly Sighting[]): Remembered {
  const last = before.at(-1)
  if (!last) return { is: 'first' }
  const since = last.version
  if (!sighting) {
    return { is: 'changed', since, changes: [{ what: 'evidence', was: KINDS[last.kind], is: 'nothing' }] }
  }
  const [changes = []] = before
    .filter(({ version }) => version === since)
    .map((one) => changesBetween(one, sighting))
    .sort((a, b) => a.length - b.length)
  if (changes.length > 0) return { is: 'changed', since, changes }
  const versions = new Set(
    before
      .filter((one) => one.version !== sighting.version && changesBetween(one, sighting).length === 0)
      .map(({ version }) => version),
  )
  if (versions.size === 0 && last.version === sighting.version && last.accepted !== undefined) {
    return { is: 'accepted', reason: last.accepted }
  }
  // The same version again tells nothing of a habit.
  return versions.size === 0 ? { is: 'first' } : { is: 'same', versions: versions.size }
}

const KINDS: Readonly<Record<EvidenceKind, string>> = {
  'registry-signature': 'a signature of the registry alone',
  signature: 'a signature over the file',
  attestation: 'an attestation',
  provenance: 'provenance',
}

function changesBetween(was: Sighting, is: Sighting): Change[] {
  const changes: Change[] = []
  const note = (what: Change['what'], a: string | undefined, b: string | undefined) => {
    if (a !== b) changes.push({ what, was: visible(a ?? 'nobody'), is: visible(b ?? 'nobody') })
  }
  if (was.signer && is.signer) {
    const [a, b] = [workflowIn(was.signer.name), workflowIn(is.signer.name)]
    note('issuer', was.signer.issuer, is.signer.issuer)
    if (!a || !b) note('publisher', was.signer.name, is.signer.name)
    else note('workflow', a, b)
  }
  // A number outlives a change of names, and a name may be taken by somebody else.
  if (was.repositoryId !== undefined && is.repositoryId !== undefined) {
    if (was.repositoryId !== is.repositoryId) note('repository', placeOf(was), placeOf(is))
  } else if (was.repository !== undefined && is.repository !== undefined) {
    note('repository', was.repository, is.repository)
  }
  if (EVIDENCE_KINDS.indexOf(is.kind) < EVIDENCE_KINDS.indexOf(was.kind)) {
    changes.push({ what: 'kind', was: KINDS[was.kind], is: KINDS[is.kind] })
  }
  return changes
}

const placeOf = ({ repository, repositoryId }: Sighting): string =>
  `${repository ?? ''} (number ${repositoryId})`.trim()

/**
 * A workflow by its file: without the repository, which is compared by itself, and without the tag or branch that it ran on,
 * which is another one for each version.
 */
const workflowIn = (name: string): string | undefined =>
  /^https:\/\/[^@]+\/(\.(?:github|gitlab)[^@]*)@.+$/.exec(name)?.[1]

/** What is kept once it was seen: what is new or the same, and what a person accepted. */
export function withSighting(seen: SeenPackages, name: string, sighting: Sighting): SeenPackages {
  const before = seen[name] ?? []
  const isReplaced = (one: Sighting) =>
    one.version === sighting.version && (sighting.accepted !== undefined || changesBetween(one, sighting).length === 0)
  const others = before.filter((one) => !isReplaced(one))
  // Why a change was accepted stays, however often the version is seen again.
  const accepted = sighting.accepted ?? before.find((one) => isReplaced(one) && one.accepted)?.accepted
  const kept = accepted === undefined ? sighting : { ...sighting, accepted }
  return { ...seen, [name]: [...others, kept].slice(-MOST_SIGHTINGS) }
}

const WHAT: Readonly<Record<Change['what'], string>> = {
  publisher: 'the signer',
  issuer: 'who vouches for the signer',
  workflow: 'the workflow',
  repository: 'the repository',
  kind: 'the kind of evidence',
  evidence: 'the evidence',
}

/**
 * The answers with what was seen before, where nobody said who should have signed. `mayApprove`: whether a person who looks
 * may take the same as before for who it should be; a script may not.
 */
export function remembering(
  examination: Examination,
  remembered: Remembered,
  { mayApprove }: { readonly mayApprove: boolean },
): Examination {
  // Nothing was seen, and nothing before it.
  if (remembered.is === 'first' && examination.bundle === undefined) return examination
  const expected = examination.verdicts.find(({ verdict }) => verdict === 'expected')
  const isOpen = expected?.outcome === 'cannot-tell' && !examination.isPractice
  const edit = isOpen ? expectedBy(remembered, mayApprove) : undefined
  const verdicts = edit ? changed(examination.verdicts, { expected: edit }) : examination.verdicts
  return { ...examination, verdicts: [...verdicts], outcome: outcomeOf(verdicts), remembered }
}

function expectedBy(remembered: Remembered, mayApprove: boolean): Partial<Verdict> {
  const compared = 'The signer and the kind of evidence with those of the versions that were seen before.'
  switch (remembered.is) {
    case 'first':
      return {
        compared,
        says: 'This is the first version that was seen here, and nobody said who should have signed.',
        next: NEXT_FIRST,
      }
    case 'same': {
      const { versions } = remembered
      const before = versions === 1 ? 'the version' : `the ${versions} versions`
      const says = `Same signer and kind of evidence as ${before} before.`
      return { compared, says, ...(mayApprove ? { outcome: 'pass' } : { next: NEXT_SAME }) }
    }
    case 'accepted': {
      const says = `It is not as before; that was accepted: ${visible(remembered.reason)}`
      return { compared, says, ...(mayApprove ? { outcome: 'pass' } : { next: NEXT_SAME }) }
    }
    case 'changed': {
      const parts = remembered.changes.map(({ what, was, is }) => `${WHAT[what]} was ${was}, and is ${is}`)
      return {
        compared,
        outcome: 'fail',
        says: `Not as in ${visible(remembered.since)}: ${parts.join('; ')}.`,
        next: NEXT_CHANGED,
      }
    }
  }
}
