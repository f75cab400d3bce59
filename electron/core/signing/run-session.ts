/** Runs a session, or goes on where it stopped: a record that is there is not made again. */
import { basename, dirname } from 'node:path'
import { Fault } from '../../contract/faults.ts'
import type { ExistingBundles, SessionProgress } from '../../contract/model/session.ts'
import type { Files, Ports } from '../ports.ts'
import { isCertificateAlive, needsCertificate, unprovenFiles } from './going-on.ts'
import type { SigningInstance } from './instance.ts'
import type { SessionJournal } from './journal.ts'
import { countProgress } from './progress.ts'
import { type Run, recount, runRow, runStages } from './run-stages.ts'
import { chooseServices } from './services.ts'
import { courseOf, SESSIONS, stepsOf } from './session.ts'
import { SessionSecrets } from './session-secrets.ts'
import { forgetCertificate, forgetFile, isFinished, isProven, isSaved, type SessionState } from './session-state.ts'
import type { SignInOptions, StepContext } from './step.ts'

/** The first sign-in, and what a long batch, a slow person or a change of account may need. */
const MOST_SIGN_INS = 5
export interface RunOptions {
  readonly instance: SigningInstance
  readonly ports: Ports
  readonly journal: SessionJournal
  readonly existing?: ExistingBundles | undefined
  readonly signIn?: SignInOptions | undefined
  readonly signal: AbortSignal
  readonly report: (progress: SessionProgress) => void
}

/**
 * Runs a session to its end, or goes on where an earlier run stopped, in this process or in one that is gone. Until the
 * certificate nothing is public, and the first fault ends the run; from then on each file has its own fate, kept in
 * `state.faults`. Faults: those of the steps, and of the journal.
 */
export async function runSession(state: SessionState, options: RunOptions): Promise<void> {
  const { instance, ports, journal, signal } = options
  const secrets = new SessionSecrets()
  await sweepFolders(state, ports.files)
  await forgetChangedFiles(state, options)
  const course = courseOf(state)
  const total = state.artifacts.reduce((sum, { size }) => sum + size, 0)
  const totals = { files: state.artifacts.length, bytes: total }
  const progress = countProgress(stepsOf(course), totals, ports.clock, options.report)
  // What was agreed to in an earlier run stands: a new sign-in is compared with it.
  let agreed = state.once.consent
  const context: StepContext = {
    ports,
    instance,
    services: chooseServices(instance.signingConfig, ports.clock.now()),
    secrets,
    signal,
    predicate: state.predicate,
    existing: options.existing ?? 'ask',
    onBytes: progress.bytes,
    signIn: options.signIn ?? {},
    onPrompt: progress.signIn,
    recorded: () => state.artifacts.map(({ name, size }, i) => ({ name, size, sha256: digestOf(state, i) })),
    subjects: () => state.artifacts.map(({ path }, i) => ({ name: basename(path), sha256: digestOf(state, i) })),
    get agreed() {
      return agreed
    },
  }
  const run: Run = { state, context, progress, journal }
  const signInAgain = () => {
    agreed = state.once.consent ?? agreed
    journal.append({ kind: 'certificate-forgotten' })
    forgetCertificate(state)
    recount(run)
  }
  state.faults.clear()
  try {
    recount(run)
    progress.bytes(state.artifacts.reduce((sum, { size }, i) => sum + (state.perFile[i]?.digest ? size : 0), 0))
    if (!isCertificateAlive(state, ports.clock.now())) {
      await finishProven(run)
      if (needsCertificate(state)) signInAgain()
    }
    for (let signIns = 1; ; signIns++) {
      try {
        await runStages(SESSIONS[course], run)
        return
      } catch (error) {
        if (!(error instanceof Fault) || error.retry !== 'after-sign-in' || signIns === MOST_SIGN_INS) throw error
        // A receipt is not worth another sign-in.
        if (isFinished(state)) throw error
        signInAgain()
      }
    }
  } finally {
    secrets.forget()
    progress.flush()
    await journal.sync()
  }
}

const digestOf = (state: SessionState, file: number): string => state.perFile[file]?.digest?.sha256 ?? ''

/** A run that was killed while it wrote a bundle may have left part of one under a name of its own. */
async function sweepFolders({ artifacts, once }: SessionState, files: Files): Promise<void> {
  if (!once['get-certificate']) return
  for (const folder of new Set(artifacts.map(({ bundleStem }) => dirname(bundleStem)))) await files.sweep(folder)
}

/** A file that is another one by now is read again, and the record agreed to again. */
async function forgetChangedFiles(state: SessionState, { ports, journal }: RunOptions): Promise<void> {
  for (const { file, path, version, size } of unprovenFiles(state)) {
    const now = await ports.files.inspect(path)
    if (now.version === version && now.size === size) continue
    journal.append({ kind: 'file-forgotten', file })
    forgetFile(state, file)
  }
}

/** Files whose time and log entry are proven get their bundles, however long ago that was: nothing is logged twice. */
async function finishProven(run: Run): Promise<void> {
  const { state } = run
  if (state.kind !== 'sign') return
  for (const i of state.artifacts.keys()) {
    if (isSaved(state, i) || !isProven(state, i)) continue
    try {
      await runRow(AFTER_THE_LOG, i, run)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      state.faults.set(i, error)
    }
  }
}

const AFTER_THE_LOG = SESSIONS.sign.slice(
  SESSIONS.sign.findIndex((stage) => stage.some((step) => step.id === 'log')) + 1,
)
