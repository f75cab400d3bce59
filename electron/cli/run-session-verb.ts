/** `sign` and `attest`: a certificate session from the command line. */
import './no-eval.ts'
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import type { OpenJournal } from '../adapters/journals.ts'
import { fault } from '../contract/faults.ts'
import { SessionId } from '../contract/model/session.ts'
import type { Predicate } from '../core/attestations/statement.ts'
import { conductSession } from '../core/signing/conduct-session.ts'
import type { SigningInstance } from '../core/signing/instance.ts'
import type { JournalHead } from '../core/signing/journal.ts'
import { sessionHead } from '../core/signing/outcome.ts'
import { makePlan, type Plan } from '../core/signing/plan.ts'
import { courseOf } from '../core/signing/session.ts'
import { newSessionState, type SessionState } from '../core/signing/session-state.ts'
import { answer } from './answer.ts'
import { consentOnTerminal } from './consent.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import type { SESSION_FLAGS } from './session-flags.ts'
import { sessionReport, sessionText } from './session-report.ts'
import { tellProgress } from './tell-progress.ts'
import type { Terminal } from './terminal.ts'
import type { Given } from './verb.ts'
import { wayToSignIn } from './way-to-sign-in.ts'
import { openWorld, type World } from './world.ts'

export interface SessionRequest {
  readonly command: 'sign' | 'attest'
  readonly files: readonly string[]
  readonly flags: Given<typeof SESSION_FLAGS>
  readonly attestation?: { readonly predicate: Predicate; readonly label: string }
}

/** Faults: those of planning before anything begins, then those of the session while nothing is signed. */
export async function runSessionVerb(request: SessionRequest, terminal: Terminal): Promise<ExitCode> {
  const { command, flags } = request
  const world = await openWorld(terminal)
  try {
    const how = { purpose: 'sign', takesAmbientTokens: flags['allow-ambient-token'] === true } as const
    const now = await world.instance(flags.instance, how)
    const plan = await planOf(request, now, world)
    const work = await workOf(request, plan, now, world, terminal)
    const { logVersion } = work.head.instance
    // A session goes on with the log that it began with, whatever the settings say by now.
    const instance = work.isBegun && logVersion ? await world.open(now.id, { ...how, logVersion }) : now
    const way = await wayToSignIn(flags, instance, world, terminal)
    const consent = consentOnTerminal(terminal, { instance, isAgreed: flags.yes === true || way.isAmbient })
    const { head, state, journal } = await open(work, world)
    try {
      const { files, http, clock } = world
      const result = await conductSession(head, state, {
        instance,
        ports: { files, http, clock, signIn: way.signIn, consent },
        journal,
        existing: flags.force === true ? 'replace' : undefined,
        signIn: way.options,
        signal: terminal.signal,
        report: tellProgress(terminal, courseOf(state)),
      })
      const report = sessionReport(command, head, result)
      for (const file of report.files) {
        if (file.outcome === 'failed') terminal.tell(`${file.path}: ${file.fault.title} ${file.fault.hint}`)
      }
      await answer(terminal, command, report, sessionText(report))
      return report.outcome === 'signed' ? EXIT.fine : EXIT.undecided
    } finally {
      terminal.status('')
      await journal.close()
    }
  } finally {
    await world.close()
  }
}

async function planOf({ files, flags, attestation }: SessionRequest, { isPractice }: SigningInstance, world: World) {
  return makePlan(
    files.map((file) => resolve(file)),
    {
      isPractice,
      ...(flags.out === undefined ? {} : { out: resolve(flags.out) }),
      ...(attestation === undefined ? {} : { label: attestation.label }),
    },
    world.files,
  )
}

/** What is to be done: the rest of a session that was cut off, or a new one. */
interface Work {
  readonly head: JournalHead
  readonly state: SessionState
  readonly isBegun: boolean
}

/** Fault: `files.bundle-exists`, where nothing was said of what to do then. */
async function workOf(
  { flags, attestation }: SessionRequest,
  plan: Plan,
  instance: SigningInstance,
  { journals, clock }: World,
  terminal: Terminal,
): Promise<Work> {
  const predicate = attestation?.predicate
  const id = SessionId.parse(`session-${randomBytes(16).toString('hex')}`)
  const head = sessionHead(id, plan, { instance, now: clock.now(), ...(predicate ? { predicate } : {}) })
  const { sessions, damaged } = await journals.unfinished()
  for (const name of damaged) terminal.tell(`countermark: a damaged journal was set aside as ${name}`)
  const unfinished = sessions.find((told) => isSameWork(told.head, head))
  if (unfinished) {
    terminal.tell(`Going on with the session of ${unfinished.head.at}.`)
    return { ...unfinished, isBegun: true }
  }
  const taken = plan.files.find((file) => file.bundleExists)
  if (taken && flags.force !== true) throw fault('files.bundle-exists', { name: taken.name })
  return { head, state: newSessionState(plan.artifacts, predicate), isBegun: false }
}

/** Takes the journal, and with it the session: what it tells by now counts. */
async function open({ head, state, isBegun }: Work, { journals }: World): Promise<Opened> {
  if (!isBegun) return { head, state, journal: await journals.begin(head) }
  const { journal, session } = await journals.goOn(head.id)
  return { journal, ...session }
}

interface Opened {
  readonly head: JournalHead
  readonly state: SessionState
  readonly journal: OpenJournal
}

/** The same files, the same bundles, the same instance, the same words; whether there is to be a receipt is no matter. */
function isSameWork(a: JournalHead, b: JournalHead): boolean {
  const work = ({ session, instance, artifacts, predicate }: JournalHead) =>
    JSON.stringify([
      session,
      instance.id,
      artifacts.map((file) => [file.path, file.bundleStem]).sort(),
      session === 'attest' ? predicate : undefined,
    ])
  return work(a) === work(b)
}
