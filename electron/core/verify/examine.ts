/** One artifact: it is read, its evidence is looked for and judged. The same in the app, in the worker and on the command line. */
import type { BundleDetails, Examination, TrustedBy, Verdict } from '../../contract/model/verification.ts'
import type { Files } from '../ports.ts'
import { appraise, type Spokesman } from './appraise.ts'
import { detailsOf } from './details.ts'
import { beside } from './evidence/beside.ts'
import { bundlesIn } from './evidence/bundles-in.ts'
import type { Evidence, EvidenceNeeds } from './evidence/source.ts'
import { wantsSha512 } from './evidence/wants-sha512.ts'
import type { Judgement } from './judge.ts'
import { asPractice, isPractice } from './practice.ts'
import { isOfAnother } from './reasons.ts'
import { findSource, type SourceFinding } from './source.ts'
import { trustFrom } from './trust-text.ts'
import { trustAgeText } from './verdict-words.ts'
import { outcomeOf } from './verdicts.ts'
import type { Expectation } from './verify.ts'

/** A file, or the digest of one that is elsewhere. */
export interface Subject {
  readonly path?: string
  /** Lower-case hexadecimal; taken from the file where it is not given. */
  readonly sha256?: string
  /** Files with evidence of it, besides those that lie beside it. */
  readonly evidence?: readonly string[]
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
  const { path, sha256 } = subject
  const evidence = asking.given ?? (await evidenceOf(subject, needs))
  const digests = sha256 === undefined ? await digestsOf(path ?? '', evidence, needs) : { sha256 }
  const { expected, predicateType } = asking
  const { verdicts, spoke } = appraise(
    evidence,
    withTrust(asking.trusted),
    { ...digests, expected, ...(predicateType === undefined ? {} : { predicateType }) },
    (judgement, { bundle }, { root }) => {
      const aged = withAge(judgement, root)
      return asking.isForPractice || !isPractice(judgement.verification, bundle) ? aged : asPractice(aged)
    },
  )
  const examination: Examination = {
    outcome: outcomeOf(verdicts),
    subject: { ...(path === undefined ? {} : { path }), sha256: digests.sha256 },
    ...(spoke ? { bundle: spoke.piece.from } : {}),
    verdicts: [...verdicts],
    ...(spoke ? saidBy(spoke) : { times: [] }),
  }
  return { examination, details: () => (spoke ? detailsOf(spoke.piece.bundle) : undefined) }
}

/** What was handed over comes first. */
async function evidenceOf({ path, evidence = [] }: Subject, needs: ExamineNeeds): Promise<readonly Evidence[]> {
  const given = (await Promise.all(evidence.map((file) => bundlesIn(file, needs.files)))).flat()
  const found = path === undefined ? [] : await beside.find({ path }, needs)
  return [...given, ...found.filter(({ from }) => !evidence.includes(from))]
}

/** Read once, whatever the evidence asks for. */
async function digestsOf(path: string, evidence: readonly Evidence[], { files, signal, onBytes }: ExamineNeeds) {
  const wanted = evidence.some(({ bundle }) => wantsSha512(bundle))
  const { sha256, sha512 } = await files.digest(path, { signal, onBytes: onBytes ?? (() => {}), sha512: wanted })
  return { sha256, sha512 }
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
  if (verification.ok || !isOfAnother(verification.reason) || !source) return judgement
  const age = trustAgeText(source)
  const verdicts = judgement.verdicts.map(
    (one): Verdict => (one.outcome === 'fail' ? { ...one, next: [one.next, age].filter(Boolean).join(' ') } : one),
  )
  return { ...judgement, verdicts }
}

function saidBy({
  piece,
  judgement,
  by: { root },
}: Spokesman<Rooted>): Partial<Examination> & Pick<Examination, 'times'> {
  const { verification, unexpected } = judgement
  const { text: _, ...trust } = root
  const practice = isPractice(verification, piece.bundle) ? { isPractice: true as const } : {}
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
    log: { origin: log.origin, index: log.index },
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
