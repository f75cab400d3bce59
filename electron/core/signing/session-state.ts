/** What a session has reached, apart from what runs it: plain records, so that a journal can hold them. */
import { type Fault, fault } from '../../contract/faults.ts'
import type { OnceName, PerFileName, StepRecords } from './records.ts'
import type { Artifact } from './step.ts'

/** What a session has reached: the records of its steps. Plain data; a journal can hold it. */
export interface SessionState {
  readonly artifacts: readonly Artifact[]
  readonly once: Partial<Pick<StepRecords, OnceName>>
  readonly perFile: readonly Partial<Pick<StepRecords, PerFileName>>[]
  /** Why a file did not get its bundle in the last run. */
  readonly faults: Map<number, Fault>
}

export const newSessionState = (artifacts: readonly Artifact[]): SessionState => ({
  artifacts,
  once: {},
  perFile: artifacts.map(() => ({})),
  faults: new Map(),
})

/** Whether every file has its bundle. */
export const isFinished = (state: SessionState): boolean => state.perFile.every((records) => records.save)

/** The fault that a cancelled or broken run leaves for the files that it did not reach. */
export const faultOf = (state: SessionState, file: number): Fault => state.faults.get(file) ?? fault('cancelled')
