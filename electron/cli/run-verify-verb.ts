/** `verify`: a file or a digest, a bundle, and whom to trust. Nothing is asked of a network. */
import './no-eval.ts'
import { resolve } from 'node:path'
import { createFiles } from '../adapters/files.ts'
import { PRACTICE } from '../adapters/practice/names.ts'
import { fault } from '../contract/faults.ts'
import { displayName } from '../core/display-name.ts'
import { readTrust, type Trust } from '../core/verify/trust.ts'
import { type Verdict, verdictsOf } from '../core/verify/verdicts.ts'
import { type Expectation, type Verification, verifyBundle } from '../core/verify/verify.ts'
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
  const verification = verifyBundle({
    bundle,
    sha256,
    trust,
    expectation: expected ?? { kind: 'any-signer' },
    ...(predicateType === undefined ? {} : { predicateType }),
  })
  const verdicts = verdictsOf(verification, { sha256, expected })
  if (isPracticeElsewhere(verification, flags)) verdicts.push(ONLY_PRACTICE)
  const outcome = outcomeOf(verdicts)
  const report: VerifyReport = {
    schemaVersion: 1,
    command: 'verify',
    outcome,
    subject: { ...(digest === undefined ? { path: resolve(subject) } : {}), sha256 },
    bundle: resolve(bundlePath),
    verdicts,
    ...foundIn(verification),
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

const ONLY_PRACTICE: Verdict = {
  verdict: 'expected',
  outcome: 'cannot-tell',
  says: 'This is a practice bundle: it proves nothing to others. Ask with --instance practice if practice is what you want.',
}

function outcomeOf(verdicts: readonly Verdict[]): VerifyReport['outcome'] {
  if (verdicts.some(({ outcome }) => outcome === 'fail')) return 'fail'
  return verdicts.some(({ outcome }) => outcome === 'cannot-tell') ? 'cannot-tell' : 'pass'
}

function foundIn(verification: Verification) {
  if (!verification.ok) return { reason: verification.reason, times: [] }
  const { signer, times, statement } = verification
  return {
    ...(signer.kind === 'key' ? {} : { signer }),
    times: times.map((time) => time.toISOString()),
    ...(statement ? { predicateType: statement.predicateType } : {}),
  }
}

const SIGNS = { pass: 'pass', fail: 'FAIL', 'cannot-tell': 'cannot tell', 'not-applicable': 'not asked' } as const

const textOf = ({ verdicts }: VerifyReport): string =>
  verdicts.map(({ verdict, outcome, says }) => `${verdict.padEnd(10)} ${SIGNS[outcome].padEnd(12)} ${says}`).join('\n')
