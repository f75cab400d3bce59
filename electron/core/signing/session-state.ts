/** What a session has reached, apart from what runs it: plain records, so that a journal can hold them. */
import { type Fault, fault } from '../../contract/faults.ts'
import type { SessionKind } from '../../contract/model/session.ts'
import type { Predicate } from '../attestations/statement.ts'
import type { OnceName, PerFileName, StepName, StepRecords } from './records.ts'
import type { Artifact } from './step.ts'

/** What a session has reached: the records of its steps. Plain data; a journal can hold it. */
export interface SessionState {
  readonly kind: SessionKind
  readonly artifacts: readonly Artifact[]
  /** What the statement says, in a session that attests; or the receipt. */
  readonly predicate?: Predicate
  readonly once: Partial<Pick<StepRecords, OnceName>>
  readonly perFile: readonly Partial<Pick<StepRecords, PerFileName>>[]
  /** Why a file did not get its bundle in the last run. */
  readonly faults: Map<number, Fault>
  /** What ended the last run. */
  ending?: Fault | undefined
}

export function newSessionState(artifacts: readonly Artifact[], predicate?: Predicate): SessionState {
  return {
    kind: predicate ? 'attest' : 'sign',
    artifacts,
    ...(predicate ? { predicate } : {}),
    once: {},
    perFile: artifacts.map(() => ({})),
    faults: new Map(),
  }
}

/** What a step leaves, by the step that leaves it. */
type Records = Partial<Record<StepName, unknown>>

/** The records of a file, or those of the session as a whole. */
export const recordsOf = (state: SessionState, file: number | undefined): Records =>
  file === undefined ? state.once : (state.perFile[file] ?? {})

/** The bundle of a file is written: the file is done with. */
export const isSaved = (state: SessionState, file: number): boolean => {
  const records = state.perFile[file]
  return (records?.save ?? records?.['save-statement']) !== undefined
}

/** Whether every file has its bundle. */
export const isFinished = (state: SessionState): boolean => state.artifacts.every((_, i) => isSaved(state, i))

/** Why a file has no bundle. A run that ended says so of each; one that was cut off could not. */
export const faultOf = (state: SessionState, file: number): Fault =>
  state.faults.get(file) ?? fault('session.interrupted')

/** Bound to a key and its certificate: made anew with a new sign-in, for what is not finished. */
const OF_THE_CERTIFICATE: readonly StepName[] = [
  'make-key',
  'sign',
  'sign-statement',
  'sign-in',
  'consent',
  'get-certificate',
  'timestamp',
  'timestamp-statement',
  'log',
  'log-statement',
  'bundle',
  'bundle-statement',
  'verify',
  'verify-statement',
]
/** Made over one signature: another one of the same digest makes another entry. */
const OF_THE_SIGNATURE: readonly StepName[] = [
  'sign',
  'sign-statement',
  'timestamp',
  'timestamp-statement',
  'log',
  'log-statement',
]

/** Drops what belongs to a key and a certificate. What is written stays, and digests outlive every certificate. */
export function forgetCertificate(state: SessionState): void {
  if (isFinished(state)) return
  drop(state.once, OF_THE_CERTIFICATE)
  for (const [i, records] of state.perFile.entries()) if (!isSaved(state, i)) drop(records, OF_THE_CERTIFICATE)
}

/** Drops one signature, and what was made over it. */
export const forgetSignature = (state: SessionState, file: number | undefined): void =>
  drop(recordsOf(state, file), OF_THE_SIGNATURE)

/** Drops what was read of a file, because it is another one by now; what was agreed to was another record. */
export function forgetFile(state: SessionState, file: number): void {
  forgetCertificate(state)
  drop(recordsOf(state, file), ['digest'])
  drop(state.once, ['statement'])
}

function drop(records: Records, steps: readonly StepName[]): void {
  for (const id of steps) delete records[id]
}

/**
 * Whether timestamp and log entry are there: then the certificate has done its work, and the bundle can be made at any
 * later time.
 */
export function isProven(state: SessionState, file: number | undefined): boolean {
  const records = recordsOf(state, file)
  return file === undefined
    ? records['timestamp-statement'] !== undefined && records['log-statement'] !== undefined
    : records.timestamp !== undefined && records.log !== undefined
}
