/** `verify`: a file or a digest, a bundle, and whom to trust. Nothing is asked of a network. */
import './no-eval.ts'
import { resolve } from 'node:path'
import { createFiles } from '../adapters/files.ts'
import { PRACTICE } from '../adapters/practice/names.ts'
import { fault } from '../contract/faults.ts'
import { displayName } from '../core/display-name.ts'
import { judge } from '../core/verify/judge.ts'
import { readTrust, type Trust } from '../core/verify/trust.ts'
import { outcomeOf, type Verdict } from '../core/verify/verdicts.ts'
import type { Expectation, Verification } from '../core/verify/verify.ts'
import { answer } from './answer.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { readText } from './read-text.ts'
import type { VerifyReport } from './reports.ts'
import type { Terminal } from './terminal.ts'

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

/** Far more than any bundle or root has. */
const MAX_JSON_BYTES = 64 * 1024 * 1024
const MAX_KEY_BYTES = 64 * 1024

/** Faults: `files.*`, `input.*`, `instance.*`. A bundle that is not accepted is a verdict, and no fault. */
export async function runVerifyVerb(subject: string, flags: Flags, terminal: Terminal): Promise<ExitCode> {
  const digest = digestIn(subject)
  const bundlePath = flags.bundle ?? bundleBeside(subject, digest, flags)
  const expected = await expectationOf(flags)
  const [bundle, trust, predicateType] = await Promise.all([
    readText(bundlePath, MAX_JSON_BYTES).then(parsed),
    trustOf(flags, terminal),
    predicateTypeOf(flags.type),
  ])
  const sha256 = digest ?? (await digestOf(subject, terminal))
  const judgement = judge({
    bundle,
    sha256,
    trust,
    expected,
    ...(predicateType === undefined ? {} : { predicateType }),
  })
  const { verification, unexpected } = judgement
  const verdicts = isPracticeElsewhere(verification, flags) ? asPractice(judgement.verdicts) : judgement.verdicts
  const outcome = outcomeOf(verdicts)
  const report: VerifyReport = {
    schemaVersion: 1,
    command: 'verify',
    outcome,
    subject: { ...(digest === undefined ? { path: resolve(subject) } : {}), sha256 },
    bundle: resolve(bundlePath),
    verdicts: [...verdicts],
    ...foundIn(verification),
    ...(unexpected ? { reason: unexpected.reason } : {}),
  }
  await answer(terminal, 'verify', report, textOf(report))
  return { pass: EXIT.fine, fail: EXIT.bad, 'cannot-tell': EXIT.undecided }[outcome]
}

function digestIn(subject: string): string | undefined {
  if (!subject.startsWith('sha256:')) return undefined
  const hex = subject.slice('sha256:'.length).toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(hex))
    throw fault('input.usage', { what: 'A digest has 64 hexadecimal digits', verb: 'verify' })
  return hex
}

function bundleBeside(subject: string, digest: string | undefined, { instance }: Flags): string {
  if (digest !== undefined)
    throw fault('input.usage', { what: 'Name the bundle of the digest with --bundle', verb: 'verify' })
  return instance === 'practice' ? `${subject}.practice.sigstore.json` : `${subject}.sigstore.json`
}

async function expectationOf({ identity, issuer, key, ...flags }: Flags): Promise<Expectation | undefined> {
  if (key !== undefined) return { kind: 'key', pem: await readText(key, MAX_KEY_BYTES) }
  if (identity !== undefined && issuer !== undefined) return { kind: 'identity', name: identity, issuer }
  return flags['any-signer'] === true ? { kind: 'any-signer' } : undefined
}

/** What is not JSON is no bundle either; the verifier says so. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function trustOf({ instance, ...flags }: Flags, terminal: Terminal): Promise<Trust> {
  const path = flags['trusted-root']
  if (path !== undefined) {
    const trust = readTrust(parsed(await readText(path, MAX_JSON_BYTES)))
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

async function digestOf(path: string, { signal }: Terminal): Promise<string> {
  return (await createFiles().digest(resolve(path), { signal, onBytes: () => {} })).sha256
}

/** Practice proves nothing to anybody who did not ask for practice. */
function isPracticeElsewhere(verification: Verification, { instance }: Flags): boolean {
  if (!verification.ok || instance === 'practice') return false
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

/** Whoever was expected: nobody who practised has signed for others. */
const asPractice = (verdicts: readonly Verdict[]): Verdict[] =>
  verdicts.map((one) => (one.verdict === 'expected' && one.outcome !== 'fail' ? { ...one, ...ONLY_PRACTICE } : one))

function foundIn(verification: Verification) {
  if (!verification.ok) return { reason: verification.reason, times: [] }
  const { signer, times, statement, claims, seen } = verification
  const build = Object.entries(claims ?? {})
  return {
    ...(signer.kind === 'key' ? {} : { signer }),
    ...(build.length > 0 ? { build: Object.fromEntries(build) } : {}),
    times: times.map((time) => time.toISOString()),
    seen: seen.map(({ at, by }) => ({ at: at.toISOString(), by })),
    ...(statement ? { predicateType: statement.predicateType } : {}),
  }
}

const SIGNS = { pass: 'pass', fail: 'FAIL', 'cannot-tell': 'cannot tell', 'not-applicable': 'not asked' } as const

/** What to do stands below the table, once where several answers wait for the same thing. */
const textOf = ({ verdicts }: VerifyReport): string => {
  const rows = verdicts.map(
    ({ verdict, outcome, says }) => `${verdict.padEnd(10)} ${SIGNS[outcome].padEnd(12)} ${says}`,
  )
  const nexts = new Set(verdicts.flatMap(({ verdict, next }) => (next && verdict !== 'rebuilt' ? [next] : [])))
  return [...rows, ...(nexts.size > 0 ? [''] : []), ...nexts].join('\n')
}
