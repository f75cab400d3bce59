/** Where a session that did not end stands, and what going on with it needs. */
import type { SessionKind, StepId } from '../../contract/model/session.ts'
import type { FileStamp } from '../ports.ts'
import { courseOf, stepsOf } from './session.ts'
import { isFinished, isProven, isSaved, recordsOf, type SessionState } from './session-state.ts'

/** A certificate this close to its end is not gone on with. */
const MARGIN_MS = 60_000

/**
 * Until when the certificate of an earlier run serves, ISO 8601: its key is gone by then and no longer needed. Undefined
 * where there is none.
 */
export function servesUntil({ once }: SessionState): string | undefined {
  const certificate = once['get-certificate']
  return certificate && new Date(Date.parse(certificate.notAfter) - MARGIN_MS).toISOString()
}

export function isCertificateAlive(state: SessionState, now: Date): boolean {
  const until = servesUntil(state)
  return until !== undefined && now.getTime() < Date.parse(until)
}

/** Whether something is left that is neither written nor proven by time and log: only that needs a certificate. */
export const needsCertificate = (state: SessionState): boolean =>
  state.kind === 'attest'
    ? !isProven(state, undefined)
    : state.artifacts.some((_, i) => !isSaved(state, i) && !isProven(state, i))

/** The file of an artifact as it was when it was read. Another one by now is read again, and agreed to again. */
export interface ReadFile extends FileStamp {
  readonly path: string
}

/** Files that were read and not yet proven: when one of them has changed, its session begins anew with it. */
export const unprovenFiles = (state: SessionState): (ReadFile & { readonly file: number })[] =>
  state.artifacts.flatMap(({ path }, file) => {
    const stamp = state.perFile[file]?.digest?.stamp
    const isDone = isSaved(state, file) || isProven(state, rowOf(state.kind, file))
    return stamp && !isDone ? [{ file, path, ...stamp }] : []
  })

const rowOf = (kind: SessionKind, file: number): number | undefined => (kind === 'attest' ? undefined : file)

/** Where a session stopped: what is on record, whatever the time is now. */
export interface StopPoint {
  /** The first step that is not done for all files. */
  readonly step: StepId
  readonly needsCertificate: boolean
  readonly servesUntil: string | undefined
  readonly files: readonly ReadFile[]
}

/** Undefined once every file has its bundle. */
export function stopPoint(state: SessionState): StopPoint | undefined {
  if (isFinished(state)) return undefined
  const step = stepsOf(courseOf(state)).find(({ id, scope }) =>
    scope === 'once'
      ? recordsOf(state, undefined)[id] === undefined
      : state.artifacts.some((_, i) => !isSaved(state, i) && recordsOf(state, i)[id] === undefined),
  )
  return {
    step: step?.id ?? 'digest',
    needsCertificate: needsCertificate(state),
    servesUntil: servesUntil(state),
    files: unprovenFiles(state),
  }
}
