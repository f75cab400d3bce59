/** One artifact: it is read, its evidence is looked for and judged. The same in the app, in the worker and on the command line. */
import type { BundleDetails, Examination, TrustedBy, Verdict } from '../../contract/model/verification.ts'
import type { Files } from '../ports.ts'
import { appraise, type Spokesman } from './appraise.ts'
import { detailsOf } from './details.ts'
import { beside } from './evidence/beside.ts'
import type { Evidence, EvidenceNeeds } from './evidence/source.ts'
import { wantsSha512 } from './evidence/wants-sha512.ts'
import type { Judgement } from './judge.ts'
import { asPractice, isPractice } from './practice.ts'
import { isOfAnother } from './reasons.ts'
import { trustFrom } from './trust-text.ts'
import { trustAgeText } from './verdict-words.ts'
import { outcomeOf } from './verdicts.ts'
import type { Expectation } from './verify.ts'

/** A file, or the digest of one that is elsewhere. */
export interface Subject {
  readonly path?: string
  /** Lower-case hexadecimal; taken from the file where it is not given. */
  readonly sha256?: string
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
export async function examine({ path, sha256 }: Subject, asking: Asking, needs: ExamineNeeds): Promise<Examined> {
  const evidence = asking.given ?? (path === undefined ? [] : await beside.find({ path }, needs))
  const digests = sha256 === undefined ? await digestsOf(path ?? '', evidence, needs) : { sha256 }
  const { expected, predicateType } = asking
  const { verdicts, spoke } = appraise(
    evidence,
    withTrust(asking.trusted),
    { ...digests, expected, ...(predicateType === undefined ? {} : { predicateType }) },
    (judgement, { bundle }, { root }) =>
      withAge(
        asking.isForPractice || !isPractice(judgement.verification, bundle) ? judgement : asPractice(judgement),
        root,
      ),
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

function saidBy({ judgement, by: { root } }: Spokesman<Rooted>) {
  const { verification, unexpected } = judgement
  const { text: _, ...trust } = root
  if (!verification.ok) return { reason: verification.reason, times: [], trust }
  const { signer, times, statement, claims, seen } = verification
  const build = Object.entries(claims ?? {})
  return {
    ...(unexpected ? { reason: unexpected.reason } : {}),
    ...(signer.kind === 'key' ? {} : { signer }),
    ...(build.length > 0 ? { build: Object.fromEntries(build) } : {}),
    times: times.map((time) => time.toISOString()),
    seen: seen.map(({ at, by }) => ({ at: at.toISOString(), by })),
    ...(statement ? { predicateType: statement.predicateType } : {}),
    trust,
  }
}
