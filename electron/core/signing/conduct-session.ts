/** A run of a session from the outside: with its journal, and with a result whatever happened. */
import { Fault, fault } from '../../contract/faults.ts'
import type { SessionResult } from '../../contract/model/session.ts'
import type { JournalHead } from './journal.ts'
import { sessionResult } from './outcome.ts'
import { type RunOptions, runSession } from './run-session.ts'
import { isSaved, type SessionState } from './session-state.ts'

/**
 * Runs a session and writes down how the run ended. What is signed stays signed and is part of the result; a fault that
 * ended the run then stands at the files that were not reached. Faults: those of the session while nothing is signed.
 */
export async function conductSession(
  head: JournalHead,
  state: SessionState,
  options: RunOptions,
): Promise<SessionResult> {
  const { journal, signal, ports } = options
  let ending: Fault | undefined
  state.ending = undefined
  try {
    await runSession(state, options)
  } catch (error) {
    if (!(error instanceof Fault || signal.aborted)) throw error
    ending = error instanceof Fault ? error : fault('cancelled')
    state.ending = ending
    if (!state.artifacts.some((_, i) => isSaved(state, i))) throw error
    for (const i of state.artifacts.keys()) if (!isSaved(state, i) && !state.faults.has(i)) state.faults.set(i, ending)
  } finally {
    journal.append({
      kind: 'ended',
      at: ports.clock.now().toISOString(),
      ...(ending ? { fault: ending.toRecord() } : {}),
      files: [...state.faults].map(([file, why]) => ({ file, fault: why.toRecord() })),
    })
    await journal.sync()
  }
  const result = sessionResult(state, head.instance, ports.clock.now())
  if (!result) throw fault('internal', { id: 'no-result' })
  return result
}
