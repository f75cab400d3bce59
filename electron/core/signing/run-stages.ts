/** Runs the stages of a session over the records that they fill: once for the session, or for each file. */
import { Fault } from '../../contract/faults.ts'
import { inLanes, inTwoLegs } from '../lanes.ts'
import type { SessionJournal } from './journal.ts'
import type { ProgressCounter } from './progress.ts'
import type { StepRecords } from './records.ts'
import { courseOf, type Stages, stepsOf } from './session.ts'
import { forgetSignature, isFinished, isSaved, recordsOf, type SessionState } from './session-state.ts'
import type { Step, StepContext } from './step.ts'

/** A log that gathers entries for seconds answers many at once as fast as one; more would only crowd it. */
const FILES_AT_ONCE = 24

/** A run of a session. */
export interface Run {
  readonly state: SessionState
  readonly context: StepContext
  readonly progress: ProgressCounter
  readonly journal: SessionJournal
}

/**
 * Runs what has no record yet. In the last stages of the files each has its own fate, kept in `state.faults`; before them
 * the first fault ends the run, and what comes after them is for when every file has its bundle. Faults: those of the steps.
 */
export async function runStages(stages: Stages, run: Run): Promise<void> {
  const lanes = intoLanes(stages)
  const last = lanes.findLastIndex(({ scope }) => scope === 'per-file')
  for (const [i, lane] of lanes.entries()) {
    run.context.signal.throwIfAborted()
    if (i > last && !isFinished(run.state)) return
    if (lane.scope === 'once') await runRow(lane.stages, undefined, run)
    else await runFiles(lane.stages, i === last, run)
  }
}

interface Lane {
  readonly scope: Step['scope']
  readonly stages: Stages
}

/** Stages of one scope that follow one another become one lane, so that a file is finished before all are begun. */
function intoLanes(stages: Stages): Lane[] {
  const lanes: Lane[] = []
  for (const stage of stages) {
    const scope = stage[0]?.scope ?? 'once'
    const before = lanes.at(-1)?.scope === scope ? lanes.pop() : undefined
    lanes.push({ scope, stages: [...(before?.stages ?? []), stage] })
  }
  return lanes
}

/** What comes after the last answer of a service is work of this machine: it is done while the next files wait for theirs. */
async function runFiles(stages: Stages, hasOwnFate: boolean, run: Run): Promise<void> {
  const { state } = run
  const failed = new Set<number>()
  const runPart = (part: Stages) => async (i: number) => {
    if (isSaved(state, i) || failed.has(i)) return
    try {
      await runRow(part, i, run)
    } catch (error) {
      if (!hasOwnFate || !(error instanceof Fault) || error.retry === 'after-sign-in') throw error
      failed.add(i)
      state.faults.set(i, error)
    }
  }
  const files = [...state.artifacts.keys()]
  const asking = stages.findLastIndex((stage) => stage.some(({ asks }) => asks)) + 1
  if (asking === 0) await inLanes(files, FILES_AT_ONCE, runPart(stages))
  else await inTwoLegs(files, FILES_AT_ONCE, runPart(stages.slice(0, asking)), runPart(stages.slice(asking)))
}

/** Runs stages for one file, or for the session where no file is named. */
export async function runRow(stages: Stages, file: number | undefined, run: Run, mayStartOver = true): Promise<void> {
  const { state, context, progress, journal } = run
  for (const stage of stages) {
    context.signal.throwIfAborted()
    // All of a stage is waited for even when one step fails: nothing goes on behind the session's back.
    const ends = await Promise.allSettled(stage.map((step) => runStep(step, file, run)))
    const failed = ends.findIndex((end) => end.status === 'rejected')
    if (failed === -1) continue
    const { reason } = ends[failed] as PromiseRejectedResult
    if (mayStartOver && reason instanceof Fault && reason.code === 'sigstore.log-duplicate') {
      // The log has such an entry and will not show it: another signature of the same digest makes another entry.
      journal.append({ kind: 'signature-forgotten', file })
      forgetSignature(state, file)
      recount(run)
      return runRow([...signStages(run, file), ...stages], file, run, false)
    }
    progress.failed((stage[failed] as Step).id)
    throw reason
  }
}

async function runStep(step: Step, file: number | undefined, run: Run): Promise<void> {
  const { state, context, progress, journal } = run
  const records = recordsOf(state, file)
  if (records[step.id]) return
  progress.started(step.id)
  if (step.acts) {
    journal.append({ kind: 'will', step: step.id, file })
    await journal.sync()
  }
  const known = { ...state.once, ...records } as StepRecords
  const record =
    step.scope === 'once' ? await step.run(known, context) : await step.run(known, artifactOf(state, file), context)
  journal.append({ kind: 'did', step: step.id, file, record })
  Object.assign(records, { [step.id]: record })
  progress.finished(step.id)
}

const artifactOf = (state: SessionState, file = 0) => state.artifacts[file] as SessionState['artifacts'][number]

/** The step by which this row gets its signature. */
function signStages({ state }: Run, file: number | undefined): Stages {
  const id = file === undefined ? 'sign-statement' : 'sign'
  return stepsOf(courseOf(state))
    .filter((step) => step.id === id)
    .map((step) => [step])
}

/** Tells the counter what the state holds, after records were dropped. */
export function recount({ state, progress }: Pick<Run, 'state' | 'progress'>): void {
  for (const { id, scope } of stepsOf(courseOf(state))) {
    const rows = scope === 'once' ? [state.once] : state.perFile
    progress.counted(id, rows.filter((records) => (records as Partial<Record<string, unknown>>)[id]).length)
  }
}
