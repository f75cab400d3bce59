/** `verify`: files or digests, the evidence of them, and whom to trust. Nothing is asked of a network. */
import './no-eval.ts'
import { resolve } from 'node:path'
import { createFiles } from '../adapters/files.ts'
import { PRACTICE } from '../adapters/practice/names.ts'
import { listFolders } from '../adapters/walk.ts'
import { Fault, fault } from '../contract/faults.ts'
import { displayName } from '../core/display-name.ts'
import { inLanes } from '../core/lanes.ts'
import type { Files } from '../core/ports.ts'
import { appraise } from '../core/verify/appraise.ts'
import { claimedIssuer } from '../core/verify/claimed-issuer.ts'
import { beside } from '../core/verify/evidence/beside.ts'
import { bundlesIn, parsed } from '../core/verify/evidence/bundles-in.ts'
import type { Evidence, EvidenceNeeds } from '../core/verify/evidence/source.ts'
import { wantsSha512 } from '../core/verify/evidence/wants-sha512.ts'
import type { Judgement, Question } from '../core/verify/judge.ts'
import { readTrust, type Trust } from '../core/verify/trust.ts'
import type { Verdict } from '../core/verify/verdict.ts'
import { outcomeOf } from '../core/verify/verdicts.ts'
import type { Expectation, Verification } from '../core/verify/verify.ts'
import { answer } from './answer.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { readText } from './read-text.ts'
import type { ManyResult, VerifyReport, VerifyResult } from './reports.ts'
import type { Terminal } from './terminal.ts'
import { type Subject, subjectsOf } from './verify-subjects.ts'
import { tableOf, textOf, worst } from './verify-text.ts'

interface Flags {
  readonly bundle?: string
  readonly identity?: string
  readonly issuer?: string
  readonly 'any-signer'?: boolean
  readonly key?: string
  readonly type?: string
  readonly 'trusted-root'?: string
  readonly instance?: string
  readonly offline?: boolean
}

const MAX_ROOT_BYTES = 64 * 1024 * 1024
const MAX_KEY_BYTES = 64 * 1024
/** Reading waits for the disk; the digests are made one after the other all the same. */
const FILES_AT_ONCE = 8

/** What every subject is asked. */
interface Asking {
  readonly question: Omit<Question, 'bundle' | 'sha256'>
  /** From the file that was named with `--bundle`. */
  readonly given: readonly Evidence[] | undefined
  readonly isForPractice: boolean
  readonly needs: EvidenceNeeds & { readonly files: Files }
}

/**
 * One file or digest, or a table of many, the worst first. Faults: `files.*`, `input.*`, `instance.*`. A bundle that is not
 * accepted is a verdict, and no fault; nor is one of many files that cannot be read.
 */
export async function runVerifyVerb(operands: readonly string[], flags: Flags, terminal: Terminal): Promise<ExitCode> {
  const { list, isOne } = await subjectsOf(operands, terminal)
  const [expected, trust, predicateType, given] = await Promise.all([
    expectationOf(flags),
    trustOf(flags, terminal),
    predicateTypeOf(flags.type),
    flags.bundle === undefined ? undefined : bundleFile(resolve(flags.bundle)),
  ])
  if (isOne && list[0]?.path === undefined && !given) throw usage('Name the bundle of the digest with --bundle')
  const asking: Asking = {
    question: { trust, expected, ...(predicateType === undefined ? {} : { predicateType }) },
    given,
    isForPractice: flags.instance === 'practice',
    needs: { files: createFiles(), namesIn: listFolders() },
  }
  const [only] = list
  if (isOne && only) {
    const report: VerifyReport = { schemaVersion: 1, command: 'verify', ...(await resultOf(only, asking, terminal)) }
    await answer(terminal, 'verify', report, textOf(report))
    return EXIT_OF[report.outcome]
  }
  const results = await resultsOf(list, asking, terminal)
  const outcome = worst(results)
  await answer(terminal, 'verify-many', { schemaVersion: 1, command: 'verify', outcome, results }, tableOf(results))
  return EXIT_OF[outcome]
}

const EXIT_OF = { pass: EXIT.fine, fail: EXIT.bad, 'cannot-tell': EXIT.undecided } as const
const usage = (what: string) => fault('input.usage', { what, verb: 'verify' })

async function bundleFile(path: string): Promise<Evidence[]> {
  const found = await bundlesIn(path, createFiles())
  if (found.length === 0) throw fault('files.not-found', { name: displayName(path) })
  return found
}

async function resultOf({ path, sha256 }: Subject, asking: Asking, { signal }: Terminal): Promise<VerifyResult> {
  const { needs } = asking
  const evidence = asking.given ?? (path === undefined ? [] : await beside.find({ path }, needs))
  const digests = sha256 === undefined ? await digestsOf(path ?? '', evidence, needs.files, signal) : { sha256 }
  const { verdicts, by } = appraise(evidence, { ...asking.question, ...digests }, (judgement, { bundle }) =>
    asking.isForPractice || !isPractice(judgement.verification, bundle)
      ? judgement
      : { ...judgement, verdicts: asPractice(judgement.verdicts) },
  )
  return {
    outcome: outcomeOf(verdicts),
    subject: { ...(path === undefined ? {} : { path }), sha256: digests.sha256 },
    ...(by ? { bundle: by.path } : {}),
    verdicts: [...verdicts],
    ...(by ? foundIn(by.judgement) : { times: [] }),
  }
}

/** Read once, whatever the evidence asks for. */
async function digestsOf(path: string, evidence: readonly Evidence[], files: Files, signal: AbortSignal) {
  const wanted = evidence.some(({ bundle }) => wantsSha512(bundle))
  const { sha256, sha512 } = await files.digest(path, { signal, onBytes: () => {}, sha512: wanted })
  return { sha256, sha512 }
}

/** In the order in which they were named. A file that cannot be read keeps no other from being verified. */
async function resultsOf(list: readonly Subject[], asking: Asking, terminal: Terminal): Promise<ManyResult[]> {
  const results = new Map<Subject, ManyResult>()
  await inLanes(list, FILES_AT_ONCE, async (subject) => {
    const { name } = subject
    // Digests wait for nothing, and somebody may wish to end this.
    await new Promise((next) => setImmediate(next))
    if (terminal.signal.aborted) throw fault('cancelled')
    try {
      results.set(subject, { name, ...(await resultOf(subject, asking, terminal)) })
    } catch (error) {
      if (!(error instanceof Fault) || error.code === 'cancelled') throw error
      const { code, details } = error.toRecord()
      results.set(subject, {
        name,
        outcome: 'cannot-tell',
        fault: { code, details, title: error.title, hint: error.hint },
      })
    }
    terminal.status(`Verified ${results.size} of ${list.length}`)
  })
  return list.flatMap((subject) => results.get(subject) ?? [])
}

async function expectationOf({ identity, issuer, key, ...flags }: Flags): Promise<Expectation | undefined> {
  if (key !== undefined) return { kind: 'key', pem: await readText(key, MAX_KEY_BYTES) }
  if (identity !== undefined && issuer !== undefined) return { kind: 'identity', name: identity, issuer }
  return flags['any-signer'] === true ? { kind: 'any-signer' } : undefined
}

async function trustOf({ instance, ...flags }: Flags, terminal: Terminal): Promise<Trust> {
  const path = flags['trusted-root']
  if (path !== undefined) {
    const trust = readTrust(parsed(await readText(path, MAX_ROOT_BYTES)))
    if (!trust.ok) throw fault('input.trusted-root', { name: displayName(path), reason: trust.detail })
    for (const warning of trust.warnings) terminal.tell(`${displayName(path)}: ${warning}`)
    return trust
  }
  const { openWorld } = await import('./world.ts')
  const world = openWorld(terminal)
  try {
    return (await world.instance(instance ?? 'public', { purpose: 'verify' })).trust
  } finally {
    await world.close()
  }
}

async function predicateTypeOf(type: string | undefined): Promise<string | undefined> {
  if (type === undefined) return undefined
  const { predicateTypeNamed } = await import('../core/attestations/kinds.ts')
  return predicateTypeNamed(type)
}

/** What says that it is practice is taken at its word: it proves nothing to anybody who did not ask for practice. */
function isPractice(verification: Verification, bundle: unknown): boolean {
  if (!verification.ok) return claimedIssuer(bundle) === PRACTICE.issuer
  const { signer, log } = verification
  const { host } = new URL(PRACTICE.issuer)
  return (
    (signer.kind !== 'key' && signer.issuer === PRACTICE.issuer) ||
    log.origin.split(' ')[0]?.endsWith(`.${host}`) === true
  )
}

const ONLY_PRACTICE = {
  outcome: 'cannot-tell',
  says: 'This is a practice bundle: it proves nothing to others.',
  next: 'Ask with --instance practice if practice is what you want.',
} as const

/** Nobody who practised has signed for others, and no other instance knows the authorities of practice. */
const asPractice = (verdicts: readonly Verdict[]): Verdict[] =>
  verdicts.map((one) => {
    const isOfTrust = one.verdict === 'signed' || one.verdict === 'logged'
    const isMeant = one.verdict === 'expected' ? one.outcome !== 'fail' : isOfTrust && one.outcome === 'fail'
    return isMeant ? { ...one, ...ONLY_PRACTICE } : one
  })

function foundIn({ verification, unexpected }: Judgement) {
  if (!verification.ok) return { reason: verification.reason, times: [] }
  const { signer, times, statement, claims, seen } = verification
  const build = Object.entries(claims ?? {})
  return {
    ...(unexpected ? { reason: unexpected.reason } : {}),
    ...(signer.kind === 'key' ? {} : { signer }),
    ...(build.length > 0 ? { build: Object.fromEntries(build) } : {}),
    times: times.map((time) => time.toISOString()),
    seen: seen.map(({ at, by }) => ({ at: at.toISOString(), by })),
    ...(statement ? { predicateType: statement.predicateType } : {}),
  }
}
