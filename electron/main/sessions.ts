/** The signing sessions of this run of the app. They live here, not in the page: a page may reload at any time. */
import { randomBytes } from 'node:crypto'
import { Fault, fault } from '../contract/faults.ts'
import {
  type ExistingBundles,
  SessionId,
  type SessionProgress,
  type SessionResult,
  type SessionView,
} from '../contract/model/session.ts'
import type { Ports } from '../core/ports.ts'
import type { SigningInstance } from '../core/signing/instance.ts'
import { sessionResult, sessionView } from '../core/signing/outcome.ts'
import type { Plan } from '../core/signing/plan.ts'
import { runSession } from '../core/signing/run-session.ts'
import { isFinished, newSessionState, type SessionState } from '../core/signing/session-state.ts'

export interface OpenSession {
  readonly view: SessionView
  readonly state: SessionState
  readonly instance: SigningInstance
  task: string | undefined
  signInUrl: string | undefined
  result: SessionResult | undefined
}

export interface RunRequest {
  readonly existing: ExistingBundles | undefined
  readonly task: string
  readonly signal: AbortSignal
  readonly report: (progress: SessionProgress) => void
}

export interface Sessions {
  open(plan: Plan, instance: SigningInstance): OpenSession
  /** Fault: `input.unknown-session`. */
  get(id: SessionId): OpenSession
  /** Faults: `session.running`, `files.bundle-exists`, and those of the steps while nothing is signed. */
  run(session: OpenSession, request: RunRequest): Promise<SessionResult>
}

export function keepSessions(ports: Ports, changed: (id: SessionId) => void): Sessions {
  const sessions = new Map<SessionId, OpenSession>()

  return {
    open(plan, instance) {
      const id = SessionId.parse(`session-${randomBytes(16).toString('hex')}`)
      const view = sessionView(id, plan, instance, ports.clock.now())
      const session: OpenSession = {
        view,
        state: newSessionState(plan.artifacts),
        instance,
        task: undefined,
        signInUrl: undefined,
        result: undefined,
      }
      sessions.set(id, session)
      return session
    },

    get(id) {
      const session = sessions.get(id)
      if (!session) throw fault('input.unknown-session')
      return session
    },

    async run(session, { existing, task, signal, report }) {
      if (session.task !== undefined) throw fault('session.running')
      const taken = session.view.files.find((file, i) => file.bundleExists && !session.state.perFile[i]?.save)
      if (taken && !existing) throw fault('files.bundle-exists', { name: taken.name })
      session.task = task
      changed(session.view.id)
      try {
        await runSession(session.state, {
          instance: session.instance,
          ports,
          existing,
          signal,
          report(progress) {
            session.signInUrl = progress.signInUrl
            report(progress)
          },
        })
      } catch (error) {
        // What is signed stays signed, and is shown; the fault then stands at the files that were not reached.
        if (!(error instanceof Fault || signal.aborted) || !session.state.perFile.some((file) => file.save)) throw error
        blame(session.state, error instanceof Fault ? error : fault('cancelled'))
      } finally {
        session.task = undefined
        session.signInUrl = undefined
        session.result = sessionResult(session.state, session.instance, ports.clock.now()) ?? session.result
        changed(session.view.id)
      }
      if (!session.result) throw fault('internal', { id: 'no-result' })
      return session.result
    },
  }
}

function blame(state: SessionState, why: Fault): void {
  for (const [i, file] of state.perFile.entries()) if (!file.save && !state.faults.has(i)) state.faults.set(i, why)
}

/** A session at this moment. */
export const currentView = ({ view, state, task, result }: OpenSession): SessionView => ({
  ...view,
  state:
    task !== undefined ? 'running' : isFinished(state) || state.perFile.some((file) => file.save) ? 'ended' : 'ready',
  ...(task === undefined ? {} : { task }),
  ...(result === undefined ? {} : { result }),
})
