/** Runs a session, or goes on where it stopped: a record that is there is not made again. */
import { Fault } from '../../contract/faults.ts'
import type { ExistingBundles, SessionProgress } from '../../contract/model/session.ts'
import type { Ports } from '../ports.ts'
import type { SigningInstance } from './instance.ts'
import { inLanes } from './lanes.ts'
import { countProgress, type ProgressCounter } from './progress.ts'
import type { OnceName, PerFileName, StepRecords } from './records.ts'
import { chooseServices } from './services.ts'
import { SESSION, STEPS } from './session.ts'
import { SessionSecrets } from './session-secrets.ts'
import type { SessionState } from './session-state.ts'
import type { Step, StepContext } from './step.ts'
import { sign } from './steps/sign.ts'

/** A log that gathers entries for seconds answers many at once as fast as one; more would only crowd it. */
const FILES_AT_ONCE = 8
/** The first sign-in, and what a long batch, a slow person or a change of account may need. */
const MOST_SIGN_INS = 5
/** What is made anew with a new sign-in, for the files that are not finished. Digests and consent stay. */
const MADE_ANEW = ['make-key', 'sign', 'sign-in', 'get-certificate', 'timestamp', 'log', 'bundle', 'verify'] as const

export interface RunOptions {
  readonly instance: SigningInstance
  readonly ports: Ports
  readonly existing?: ExistingBundles | undefined
  readonly signal: AbortSignal
  readonly report: (progress: SessionProgress) => void
}

/**
 * Runs a session to its end, or goes on where an earlier run stopped: a record that is there is not made again. Until
 * the certificate nothing is public, and the first fault ends the run; from then on each file has its own fate, kept in
 * `state.faults`. Faults: those of the steps.
 */
export async function runSession(state: SessionState, options: RunOptions): Promise<void> {
  const { instance, ports, signal } = options
  const secrets = new SessionSecrets()
  const total = state.artifacts.reduce((sum, { size }) => sum + size, 0)
  // What was agreed to in an earlier run stands: a new sign-in is compared with it.
  let agreed = state.once.consent
  const progress = countProgress(STEPS, { files: state.artifacts.length, bytes: total }, ports.clock, options.report)
  const context: StepContext = {
    ports,
    instance,
    services: chooseServices(instance.signingConfig, ports.clock.now()),
    secrets,
    signal,
    existing: options.existing ?? 'ask',
    onBytes: progress.bytes,
    onSignInUrl: progress.signInUrl,
    recorded: () =>
      state.artifacts.map(({ name, size }, i) => ({ name, size, sha256: state.perFile[i]?.digest?.sha256 ?? '' })),
    get agreed() {
      return agreed
    },
  }
  state.faults.clear()
  resumeProgress(state, progress)
  if (!canGoOn(state, ports.clock.now())) forgetCertificate(state, progress)
  try {
    for (let signIns = 1; ; signIns++) {
      try {
        await runStages(state, context, progress)
        return
      } catch (error) {
        if (!(error instanceof Fault) || error.retry !== 'after-sign-in' || signIns === MOST_SIGN_INS) throw error
        agreed = state.once.consent
        forgetCertificate(state, progress)
      }
    }
  } finally {
    secrets.forget()
    progress.flush()
  }
}

/** The certificate of an earlier run serves as long as it lasts; its key is gone and no longer needed. */
function canGoOn(state: SessionState, now: Date): boolean {
  const certificate = state.once['get-certificate']
  return certificate !== undefined && now.getTime() + 60_000 < Date.parse(certificate.notAfter)
}

/** Drops what belongs to a key and a certificate, for the files that are not finished. */
function forgetCertificate(state: SessionState, progress: ProgressCounter): void {
  for (const id of MADE_ANEW) {
    if (isOnce(id)) {
      if (state.once[id]) progress.reopened(id, 0)
      delete state.once[id]
    } else {
      for (const records of state.perFile) if (!records.save) delete records[id]
      progress.reopened(id, state.perFile.filter((records) => records[id]).length)
    }
  }
  if (state.once.consent) progress.reopened('consent', 0)
  delete state.once.consent
}

const isOnce = (id: OnceName | PerFileName): id is OnceName => STEPS.some((s) => s.id === id && s.scope === 'once')

function resumeProgress(state: SessionState, progress: ProgressCounter): void {
  for (const { id, scope } of STEPS) {
    if (scope === 'once' && state.once[id]) progress.finished(id)
    if (scope === 'per-file') for (const records of state.perFile) if (records[id]) progress.finished(id)
  }
  progress.bytes(state.artifacts.reduce((sum, { size }, i) => sum + (state.perFile[i]?.digest ? size : 0), 0))
}

async function runStages(state: SessionState, context: StepContext, progress: ProgressCounter): Promise<void> {
  for (const lane of intoLanes(SESSION)) {
    context.signal.throwIfAborted()
    if (lane.scope === 'once') await runOnce(lane.step, state, context, progress)
    else await runFiles(lane.stages, lane.isLast, state, context, progress)
  }
}

type Lane =
  | { scope: 'once'; step: Extract<Step, { scope: 'once' }> }
  | { scope: 'per-file'; stages: Extract<Step, { scope: 'per-file' }>[][]; isLast: boolean }

/** Stages for each file that follow one another become one lane, so that a file is finished before all are begun. */
function intoLanes(stages: readonly (readonly Step[])[]): Lane[] {
  const lanes: Lane[] = []
  for (const [i, stage] of stages.entries()) {
    const perFile = stage.filter((step) => step.scope === 'per-file')
    for (const step of stage) if (step.scope === 'once') lanes.push({ scope: 'once', step })
    if (perFile.length === 0) continue
    const isLast = i === stages.length - 1
    const before = lanes.at(-1)
    if (before?.scope === 'per-file')
      lanes.splice(-1, 1, { scope: 'per-file', stages: [...before.stages, perFile], isLast })
    else lanes.push({ scope: 'per-file', stages: [perFile], isLast })
  }
  return lanes
}

async function runOnce(
  step: Extract<Step, { scope: 'once' }>,
  state: SessionState,
  context: StepContext,
  progress: ProgressCounter,
) {
  if (state.once[step.id]) return
  progress.started(step.id)
  try {
    Object.assign(state.once, { [step.id]: await step.run(state.once as StepRecords, context) })
    progress.finished(step.id)
  } catch (error) {
    progress.failed(step.id)
    throw error
  }
}

type PerFileStage = Extract<Step, { scope: 'per-file' }>[]

async function runFiles(
  stages: PerFileStage[],
  hasOwnFate: boolean,
  state: SessionState,
  context: StepContext,
  progress: ProgressCounter,
): Promise<void> {
  await inLanes([...state.artifacts.keys()], FILES_AT_ONCE, async (i) => {
    try {
      await runFile(i, stages, state, context, progress)
    } catch (error) {
      if (!hasOwnFate || !(error instanceof Fault) || error.retry === 'after-sign-in') throw error
      state.faults.set(i, error)
    }
  })
}

async function runFile(
  file: number,
  stages: PerFileStage[],
  state: SessionState,
  context: StepContext,
  progress: ProgressCounter,
  mayStartOver = true,
): Promise<void> {
  const artifact = state.artifacts[file]
  const records = state.perFile[file]
  if (!artifact || !records) return
  for (const stage of stages) {
    context.signal.throwIfAborted()
    // All of a stage is waited for even when one step fails: nothing goes on behind the session's back.
    const ends = await Promise.allSettled(
      stage.map(async (step) => {
        if (records[step.id]) return
        progress.started(step.id)
        const record = await step.run({ ...state.once, ...records } as StepRecords, artifact, context)
        Object.assign(records, { [step.id]: record })
        progress.finished(step.id)
      }),
    )
    const failed = ends.findIndex((end) => end.status === 'rejected')
    if (failed === -1) continue
    const { reason } = ends[failed] as PromiseRejectedResult
    if (mayStartOver && reason instanceof Fault && reason.code === 'sigstore.log-duplicate') {
      // The log has such an entry and will not show it: another signature of the same digest makes another entry.
      for (const id of ['sign', 'timestamp', 'log'] as const) {
        delete records[id]
        progress.reopened(id, state.perFile.filter((r) => r[id]).length)
      }
      return runFile(file, [[sign as PerFileStage[number]], ...stages], state, context, progress, false)
    }
    progress.failed((stage[failed] as Step).id)
    throw reason
  }
}
