/** One artifact: it is read, its evidence is looked for and judged. The same in the app, in the worker and on the command line. */
import type { BundleDetails, Examination, Piece, TrustedBy, Verdict } from '../../contract/model/verification.ts'
import type { Files } from '../ports.ts'
import { appraise, type Judged } from './appraise.ts'
import { detailsOf } from './details.ts'
import { beside } from './evidence/beside.ts'
import { bundlesIn } from './evidence/bundles-in.ts'
import { checksums } from './evidence/checksums.ts'
import type { Evidence, EvidenceNeeds } from './evidence/source.ts'
import { wantsSha512 } from './evidence/wants-sha512.ts'
import { asOfGithub, isOfGithub } from './githubs-own.ts'
import type { Judgement } from './judge.ts'
import { asPractice, isPractice } from './practice.ts'
import { isOfAnother } from './reasons.ts'
import { findSource, type SourceFinding } from './source.ts'
import { trustFrom } from './trust-text.ts'
import { trustAgeText } from './verdict-words.ts'
import { decisiveOf, outcomeOf } from './verdicts.ts'
import type { Expectation } from './verify.ts'

/** A file, or the digest of one that is elsewhere. */
export interface Subject {
  readonly path?: string
  /** Lower-case hexadecimal, as the next; taken from the file where neither is given. */
  readonly sha256?: string
  readonly sha512?: string
  /** Files with evidence of it, besides those that lie beside it. */
  readonly evidence?: readonly string[]
  /** What was asked for elsewhere. */
  readonly served?: readonly Evidence[]
}

/** A trusted root that bundles may be judged by. */
export interface TrustedRoot extends TrustedBy {
  /** As JSON. */
  readonly text: string
}

/** What is asked of each subject. Plain data: it goes to other processes. */
export interface Asking {
  /** The first that knows the authorities of a bundle judges it. */
  readonly trusted: readonly [TrustedRoot, ...TrustedRoot[]]
  /** Undefined where nobody said who should have signed. */
  readonly expected?: Expectation | undefined
  readonly predicateType?: string | undefined
  /** Instead of what lies beside the file. */
  readonly given?: readonly Evidence[] | undefined
  /** Whether practice is what the person asked for. */
  readonly isForPractice: boolean
}

export interface ExamineNeeds extends EvidenceNeeds {
  readonly files: Pick<Files, 'read' | 'digest'>
  readonly signal: AbortSignal
  readonly onBytes?: (count: number) => void
}

export interface Examined {
  readonly examination: Examination
  /** What is in the bundle that spoke. Read when it is asked for. */
  readonly details: () => BundleDetails | undefined
}

/** Faults: `files.*` of the file itself and of evidence that cannot be read, `cancelled`. */
export async function examine(subject: Subject, asking: Asking, needs: ExamineNeeds): Promise<Examined> {
  const { path, sha256, sha512 } = subject
  const evidence = asking.given ?? (await evidenceOf(subject, needs))
  const isKnown = sha256 !== undefined || sha512 !== undefined
  const digests = isKnown ? { sha256, sha512 } : await digestsOf(path ?? '', evidence, needs)
  const { expected, predicateType } = asking
  const hasGithubs = asking.trusted.some(({ kind }) => kind === 'github')
  const { verdicts, spoke, all } = appraise(
    evidence,
    withTrust(asking.trusted),
    { ...digests, expected, ...(predicateType === undefined ? {} : { predicateType }) },
    (judgement, piece, { root }) => {
      const aged = withAge(judgement, root)
      if (!hasGithubs && isOfGithub(judgement.verification, bundleIn(piece))) return asOfGithub(aged)
      return asking.isForPractice || !isPractice(judgement.verification, bundleIn(piece)) ? aged : asPractice(aged)
    },
  )
  const examination: Examination = {
    outcome: outcomeOf(verdicts),
    subject: { ...(path === undefined ? {} : { path }), ...known(digests) },
    ...(spoke ? { bundle: spoke.piece.from } : {}),
    verdicts: [...verdicts],
    ...(spoke ? saidBy(spoke) : { times: [] }),
    ...(!hasGithubs && spoke && isOfGithub(spoke.judgement.verification, bundleIn(spoke.piece))
      ? { lacks: 'github' as const }
      : {}),
    ...(all.length > 1 ? { pieces: all.map(pieceOf) } : {}),
  }
  return { examination, details: () => (spoke ? detailsOf(bundleIn(spoke.piece)) : undefined) }
}

/** What was handed over comes first. */
async function evidenceOf(
  { path, evidence = [], served = [] }: Subject,
  needs: ExamineNeeds,
): Promise<readonly Evidence[]> {
  const given = (await Promise.all(evidence.map((file) => bundlesIn(file, needs.files)))).flat()
  const found = path === undefined ? [] : await beside.find({ path }, needs)
  const listed = path === undefined ? [] : await checksums.find({ path }, needs)
  return [...given, ...found.filter(({ from }) => !evidence.includes(from)), ...served, ...listed]
}

/** Read once, whatever the evidence asks for. */
async function digestsOf(path: string, evidence: readonly Evidence[], { files, signal, onBytes }: ExamineNeeds) {
  const wanted = evidence.some(wantsSha512)
  const { sha256, sha512 } = await files.digest(path, { signal, onBytes: onBytes ?? (() => {}), sha512: wanted })
  return { sha256, sha512 }
}

const bundleIn = (piece: Evidence): unknown => (piece.kind === 'bundle' ? piece.bundle : undefined)

const known = ({ sha256, sha512 }: { sha256?: string | undefined; sha512?: string | undefined }) => ({
  ...(sha256 === undefined ? {} : { sha256 }),
  ...(sha512 === undefined ? {} : { sha512 }),
})

/** What became of one piece, in a line. */
function pieceOf({ piece: { kind, from }, judgement, outcome }: Judged<Rooted>): Piece {
  const { verdicts } = judgement
  const told = outcome === 'fail' ? decisiveOf(verdicts) : verdicts.find(({ verdict }) => verdict === 'signed')
  return { kind, from, outcome, says: told?.says ?? '' }
}

type Rooted = { readonly root: TrustedRoot; readonly trust: ReturnType<typeof trustFrom> }

const rooted = (root: TrustedRoot): Rooted => ({ root, trust: trustFrom(root.text) })

const withTrust = ([first, ...others]: Asking['trusted']): [Rooted, ...Rooted[]] => [
  rooted(first),
  ...others.map(rooted),
]

/** A key that is not known may be younger than the trusted root: then its date is what a person has to know. */
function withAge(judgement: Judgement, { source }: TrustedRoot): Judgement {
  const { verification } = judgement
  if (!verification || verification.ok || !isOfAnother(verification.reason) || !source) return judgement
  const age = trustAgeText(source)
  const verdicts = judgement.verdicts.map(
    (one): Verdict => (one.outcome === 'fail' ? { ...one, next: [one.next, age].filter(Boolean).join(' ') } : one),
  )
  return { ...judgement, verdicts }
}

function saidBy({ piece, judgement, by: { root } }: Judged<Rooted>): Partial<Examination> & Pick<Examination, 'times'> {
  const { verification, unexpected } = judgement
  const { text: _, ...trust } = root
  const practice = isPractice(verification, bundleIn(piece)) ? { isPractice: true as const } : {}
  if (!verification) return { times: [] }
  if (!verification.ok) return { reason: verification.reason, times: [], ...practice, trust }
  const { signer, times, statement, claims, seen, log } = verification
  const build = Object.entries(claims ?? {})
  return {
    ...(unexpected ? { reason: unexpected.reason } : {}),
    ...(signer.kind === 'key' ? {} : { signer }),
    ...(build.length > 0 ? { build: Object.fromEntries(build) } : {}),
    times: times.map((time) => time.toISOString()),
    seen: seen.map(({ at, by }) => ({ at: at.toISOString(), by })),
    ...(statement ? { predicateType: statement.predicateType } : {}),
    ...(log ? { log: { origin: log.origin, index: log.index } } : {}),
    ...sourcesIn(findSource(claims, statement)),
    ...practice,
    trust,
  }
}

/** What each of them says. */
function sourcesIn(found: SourceFinding): Pick<Examination, 'sources'> {
  switch (found.by) {
    case 'nobody':
      return {}
    case 'certificate':
      return { sources: { certificate: found.source } }
    case 'statement':
      return { sources: { statement: found.source } }
    case 'both':
      return { sources: { certificate: found.source, statement: found.source } }
    case 'neither':
      return { sources: { certificate: found.certificate, statement: found.statement } }
  }
}
