/**
 * The journal of a session: what it was asked to do, and each record as it was made, one line of JSON each. A line that
 * announces an act is on disk before the act; replaying the lines gives the state that the session had reached.
 */
import { z } from 'zod'
import { faultFrom } from '../../contract/faults.ts'
import { FaultRecord } from '../../contract/model/fault-record.ts'
import { SessionId, SessionKind, StepId } from '../../contract/model/session.ts'
import { LogVersion } from '../../contract/model/settings.ts'
import { ProviderId } from '../../contract/model/sign-in.ts'
import { STEP_RECORDS, type StepName } from './records.ts'
import { forgetCertificate, forgetFile, forgetSignature, recordsOf, type SessionState } from './session-state.ts'

const file = z.int().nonnegative().optional()

/** The first line: all that is needed to go on, by another process and on another day. */
export const JournalHead = z.object({
  kind: z.literal('session'),
  version: z.literal(1),
  id: SessionId,
  at: z.iso.datetime(),
  session: SessionKind,
  title: z.string(),
  instance: z.object({
    id: z.string(),
    title: z.string(),
    isPractice: z.boolean(),
    trustedRootPath: z.string(),
    /** The name of the log that the session writes to. */
    log: z.string(),
    /** Which API of the log it speaks, whatever the settings say when it goes on. */
    logVersion: LogVersion.optional(),
    providers: z.array(ProviderId).optional(),
  }),
  artifacts: z
    .array(
      z.object({
        path: z.string(),
        name: z.string(),
        folder: z.string(),
        size: z.number(),
        bundleStem: z.string(),
      }),
    )
    .min(1),
  predicate: z.object({ type: z.string(), body: z.unknown() }).optional(),
})
export type JournalHead = z.infer<typeof JournalHead>

const JournalLine = z.discriminatedUnion('kind', [
  /** A step that acts outside is about to. */
  z.object({ kind: z.literal('will'), step: StepId, file }),
  z.object({ kind: z.literal('did'), step: StepId, file, record: z.unknown() }),
  z.object({ kind: z.literal('certificate-forgotten') }),
  z.object({ kind: z.literal('signature-forgotten'), file }),
  z.object({ kind: z.literal('file-forgotten'), file: z.int().nonnegative() }),
  /** A run has ended: whole, or with what stopped it, or with what kept single files from their bundles. */
  z.object({
    kind: z.literal('ended'),
    at: z.iso.datetime(),
    fault: FaultRecord.optional(),
    files: z.array(z.object({ file: z.int().nonnegative(), fault: FaultRecord })),
  }),
])
export type JournalLine = z.infer<typeof JournalLine>

/** The open journal of one session. */
export interface SessionJournal {
  /** Adds a line behind those before it; it is on disk once a later `sync` has resolved. */
  append(line: JournalLine): void
  /** Faults: `files.disk-full`, `files.failed`. Nothing more may be done outside once the journal cannot be written. */
  sync(): Promise<void>
}

/** A session as its journal tells it. */
export interface Journaled {
  readonly head: JournalHead
  readonly state: SessionState
  /** When the last run ended, ISO 8601; undefined where the process went away in the middle of it. */
  readonly endedAt: string | undefined
}

/** Replays parsed lines. Throws where they are not what a journal holds: then the file is damaged. */
export function replay([first, ...lines]: readonly unknown[]): Journaled {
  const head = JournalHead.parse(first)
  const state: SessionState = {
    kind: head.session,
    artifacts: head.artifacts,
    ...(head.predicate ? { predicate: { type: head.predicate.type, body: head.predicate.body } } : {}),
    once: {},
    perFile: head.artifacts.map(() => ({})),
    faults: new Map(),
  }
  let endedAt: string | undefined
  for (const value of lines) {
    const line = JournalLine.parse(value)
    endedAt = line.kind === 'ended' ? line.at : undefined
    state.ending = undefined
    apply(line, state)
  }
  return { head, state, endedAt }
}

function apply(line: JournalLine, state: SessionState): void {
  switch (line.kind) {
    case 'will':
      return
    case 'did':
      Object.assign(recordsOf(state, line.file), { [line.step]: parseRecord(line.step, line.record) })
      return
    case 'certificate-forgotten':
      forgetCertificate(state)
      return
    case 'signature-forgotten':
      forgetSignature(state, line.file)
      return
    case 'file-forgotten':
      forgetFile(state, line.file)
      return
    case 'ended':
      state.faults.clear()
      state.ending = line.fault && faultFrom(line.fault)
      for (const { file: i, fault } of line.files) state.faults.set(i, faultFrom(fault))
  }
}

const parseRecord = (step: StepName, record: unknown): unknown => STEP_RECORDS[step].parse(record)
