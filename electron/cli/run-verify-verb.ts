/** `verify`: files, digests or packages, the evidence of them, and whom to trust. */
import './no-eval.ts'
import { resolve } from 'node:path'
import { archives } from '../adapters/archives.ts'
import type { Examined } from '../adapters/examined.ts'
import { createFiles } from '../adapters/files.ts'
import type { Registries } from '../adapters/registries.ts'
import { listFolders } from '../adapters/walk.ts'
import { fault, faultFrom } from '../contract/faults.ts'
import { displayName } from '../core/display-name.ts'
import { parsePurl } from '../core/purl.ts'
import { bundlesIn, parsed } from '../core/verify/evidence/bundles-in.ts'
import type { Evidence } from '../core/verify/evidence/source.ts'
import { type Asking, examine, type TrustedRoot } from '../core/verify/examine.ts'
import { identify } from '../core/verify/identify.ts'
import { trustFrom } from '../core/verify/trust-text.ts'
import type { Expectation } from '../core/verify/verify.ts'
import { answer } from './answer.ts'
import { withGithubsRoot } from './ask-github.ts'
import { evidenceElsewhere, withServed } from './ask-registries.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { readText } from './read-text.ts'
import { type OpenWorld, remembered } from './remembered.ts'
import type { ManyResult, VerifyReport } from './reports.ts'
import type { Terminal } from './terminal.ts'
import { type Subject, subjectsOf } from './verify-subjects.ts'
import { tableOf, textOf, worst } from './verify-text.ts'
import type { World } from './world.ts'

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

/**
 * One file or digest, or a table of many, the worst first. Faults: `files.*`, `input.*`, `instance.*`, and those of asking
 * about a package that was named. A bundle that is not accepted is a verdict, and no fault; nor is one of many files that
 * cannot be read.
 */
export async function runVerifyVerb(operands: readonly string[], flags: Flags, terminal: Terminal): Promise<ExitCode> {
  const { list, isOne } = await subjectsOf(operands, terminal)
  const world = lazyWorld(terminal)
  try {
    const subjects = await withServed(list, () => registriesOf(flags, world.open), terminal)
    const [only] = subjects
    if (isOne && only && subjects.length === 1) return await one(only, flags, terminal, world.open)
    return await several(subjects, flags, terminal, world.open)
  } finally {
    await world.close()
  }
}

async function one(only: Subject, flags: Flags, terminal: Terminal, world: OpenWorld): Promise<ExitCode> {
  if (only.path === undefined && only.served === undefined && flags.bundle === undefined) {
    throw usage('Name the bundle of the digest with --bundle')
  }
  const needs = { files: createFiles(), namesIn: listFolders(), signal: terminal.signal }
  const asking = await askingOf(flags, terminal)
  let subject = only
  let { examination } = await examine(subject, asking, needs)
  const { path, sha256 } = examination.subject
  const identified = path === undefined ? undefined : await identify(path, archives, terminal.signal)
  let wasAsked = only.served !== undefined
  if (identified && path !== undefined && examination.bundle === undefined && mayAsk(flags)) {
    const served = await evidenceElsewhere(
      { path, sha256 },
      identified,
      async () => (await world()).registries,
      terminal,
    )
    wasAsked = served !== undefined
    if (served && served.length > 0) {
      subject = { ...only, served }
      examination = (await examine(subject, asking, needs)).examination
    }
  }
  if (examination.lacks !== undefined && mayAskForRoot(flags)) {
    const withRoot = await withGithubsRoot(asking, await world(), terminal)
    if (withRoot) examination = (await examine(subject, withRoot, needs)).examination
  }
  const purl = only.purl ?? identified?.purl
  const [told = examination] = purl ? await remembered([{ examination, purl, wasAsked }], world, terminal) : []
  const report: VerifyReport = { schemaVersion: 1, command: 'verify', ...told }
  await answer(terminal, 'verify', report, textOf(report))
  return EXIT_OF[report.outcome]
}

/** Whoever named a root wants to know what that one says. */
const mayAskForRoot = (flags: Flags): boolean =>
  flags.offline !== true && flags['trusted-root'] === undefined && flags.instance === undefined

const mayAsk = ({ offline, bundle }: Flags): boolean => offline !== true && bundle === undefined

async function several(
  list: readonly Subject[],
  flags: Flags,
  terminal: Terminal,
  world: OpenWorld,
): Promise<ExitCode> {
  const known = list.filter(({ fault: why }) => why === undefined)
  const { examineMany } = await import('./verify-many.ts')
  const many = examineMany(known, terminal)
  try {
    const asking = await askingOf(flags, terminal)
    let found = await many.examine(asking)
    const isLacking = found.some((one) => 'examination' in one && one.examination.lacks !== undefined)
    const withRoot =
      isLacking && mayAskForRoot(flags) ? await withGithubsRoot(asking, await world(), terminal) : undefined
    if (withRoot) found = await many.examine(withRoot)
    const answers = found.values()
    const examined = list.map(({ fault: why }): Examined => {
      const answer = why ? { fault: why } : answers.next().value
      return answer ?? { fault: fault('worker.died').toRecord() }
    })
    const results = named(list, await withMemory(list, examined, world, terminal))
    const outcome = worst(results)
    await answer(terminal, 'verify-many', { schemaVersion: 1, command: 'verify', outcome, results }, tableOf(results))
    return EXIT_OF[outcome]
  } finally {
    many.close()
  }
}

/** All of them are compared with what was seen before at once, and written down at once. */
async function withMemory(
  list: readonly Subject[],
  examined: readonly Examined[],
  world: OpenWorld,
  terminal: Terminal,
): Promise<Examined[]> {
  const packages = examined.flatMap((one, i) => {
    if (!('examination' in one)) return []
    const purl = list[i]?.purl ?? (one.identified && parsePurl(one.identified.purl))
    return purl ? [{ i, examination: one.examination, purl, wasAsked: list[i]?.served !== undefined }] : []
  })
  if (packages.length === 0) return [...examined]
  const told = await remembered(packages, world, terminal)
  const results = [...examined]
  for (const [n, { i }] of packages.entries()) {
    const [one, examination] = [results[i], told[n]]
    if (one && 'examination' in one && examination) results[i] = { ...one, examination }
  }
  return results
}

/** Fault where nobody may be asked: `input.usage`. */
async function registriesOf({ offline }: Flags, world: OpenWorld): Promise<Registries> {
  if (offline === true) throw usage('A package has to be asked about, and --offline forbids it')
  return (await world()).registries
}

/** Opened when it is first needed: it brings up all of the network. */
function lazyWorld(terminal: Terminal): { open: OpenWorld; close(): Promise<void> } {
  let world: Promise<World> | undefined
  return {
    open() {
      world ??= import('./world.ts').then(({ openWorld }) => openWorld(terminal))
      return world
    },
    close: async () => (await world)?.close(),
  }
}

async function askingOf(flags: Flags, terminal: Terminal): Promise<Asking> {
  const [expected, trusted, predicateType, given] = await Promise.all([
    expectationOf(flags),
    trustOf(flags, terminal),
    predicateTypeOf(flags.type),
    flags.bundle === undefined ? undefined : bundleFile(resolve(flags.bundle)),
  ])
  return { trusted, expected, predicateType, given, isForPractice: flags.instance === 'practice' }
}

const EXIT_OF = { pass: EXIT.fine, fail: EXIT.bad, 'cannot-tell': EXIT.undecided } as const
const usage = (what: string) => fault('input.usage', { what, verb: 'verify' })

async function bundleFile(path: string): Promise<Evidence[]> {
  const found = await bundlesIn(path, createFiles())
  if (found.length === 0) throw fault('files.not-found', { name: displayName(path) })
  return found
}

/** A file that cannot be read keeps no other from being verified. */
const named = (list: readonly Subject[], examined: readonly Examined[]): ManyResult[] =>
  list.map(({ name }, i): ManyResult => {
    const one = examined[i]
    if (one && 'examination' in one) return { name, ...one.examination }
    const said = one ? faultFrom(one.fault) : fault('worker.died')
    const { code, details } = said.toRecord()
    return { name, outcome: 'cannot-tell', fault: { code, details, title: said.title, hint: said.hint } }
  })

async function expectationOf({ identity, issuer, key, ...flags }: Flags): Promise<Expectation | undefined> {
  if (key !== undefined) return { kind: 'key', pem: await readText(key, MAX_KEY_BYTES) }
  if (identity !== undefined && issuer !== undefined) return { kind: 'identity', name: identity, issuer }
  return flags['any-signer'] === true ? { kind: 'any-signer' } : undefined
}

async function trustOf({ instance: name, ...flags }: Flags, terminal: Terminal): Promise<Asking['trusted']> {
  const path = flags['trusted-root']
  if (path !== undefined) return rootsIn(await readText(path, MAX_ROOT_BYTES), displayName(path), terminal)
  const { openWorld } = await import('./world.ts')
  const world = openWorld(terminal)
  try {
    const { id, kind, title, trustSource, trustedRoot } = await world.instance(name ?? 'public', { purpose: 'verify' })
    const githubs = name === undefined ? await world.githubs.known().catch(() => undefined) : undefined
    return [{ id, kind, title, source: trustSource, text: trustedRoot }, ...(githubs ? [githubs] : [])]
  } finally {
    await world.close()
  }
}

/** One trusted root as JSON, or several as JSON lines, as GitHub's client writes them. Fault: `input.trusted-root`. */
function rootsIn(text: string, name: string, { tell }: Terminal): Asking['trusted'] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const isLines = parsed(text) === undefined && lines.length > 1
  const [first, ...others] = (isLines ? lines : [text]).map((root): TrustedRoot => {
    const trust = trustFrom(root)
    if (!trust.ok) throw fault('input.trusted-root', { name, reason: trust.detail })
    for (const warning of trust.warnings) tell(`${name}: ${warning}`)
    return { id: 'file', kind: 'file', title: name, text: root }
  })
  if (!first) throw fault('input.trusted-root', { name, reason: 'It is empty.' })
  return [first, ...others]
}

async function predicateTypeOf(type: string | undefined): Promise<string | undefined> {
  if (type === undefined) return undefined
  const { predicateTypeNamed } = await import('../core/attestations/kinds.ts')
  return predicateTypeNamed(type)
}
