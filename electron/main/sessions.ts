/** The signing sessions of this app. They live here and in their journals, not in the page: a page may reload at any time. */
import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import type { Journals, OpenJournal } from '../adapters/journals.ts'
import { fault } from '../contract/faults.ts'
import {
  type ExistingBundles,
  SessionId,
  type SessionProgress,
  type SessionResult,
  type SessionView,
} from '../contract/model/session.ts'
import type { LogVersion } from '../contract/model/settings.ts'
import type { SignInChoice } from '../contract/model/sign-in.ts'
import { makeStatement, type Predicate } from '../core/attestations/statement.ts'
import type { Ports } from '../core/ports.ts'
import { conductSession } from '../core/signing/conduct-session.ts'
import type { SigningInstance } from '../core/signing/instance.ts'
import type { JournalHead } from '../core/signing/journal.ts'
import { sessionHead, sessionResult, sessionView } from '../core/signing/outcome.ts'
import type { Plan } from '../core/signing/plan.ts'
import { recallFiles } from '../core/signing/recall.ts'
import { receiptPredicate } from '../core/signing/receipt-predicate.ts'
import { isFinished, isSaved, newSessionState, type SessionState } from '../core/signing/session-state.ts'
import { type CodeBox, openCodeBox } from './code-box.ts'

export interface OpenSession {
  head: JournalHead
  view: SessionView
  state: SessionState
  /** Whether its journal has been begun. */
  isJournaled: boolean
  /** What its journal was when it was last read or let go here. */
  stamp: string | undefined
  task: string | undefined
  /** What its sign-in waits for. */
  prompt: SessionProgress['signIn']
  readonly codes: CodeBox
  result: SessionResult | undefined
}

export interface RunRequest {
  readonly existing: ExistingBundles | undefined
  readonly choice: SignInChoice | undefined
  /** Whether a receipt shall be signed too, where it is not too late to say so. */
  readonly receipt: boolean
  readonly task: string
  readonly signal: AbortSignal
  readonly report: (progress: SessionProgress) => void
}

export interface SessionNeeds {
  readonly ports: Ports
  readonly journals: Journals
  /** An instance by its id, ready to sign; with the log that a session began with. */
  readonly instance: (id: string, logVersion: LogVersion | undefined) => Promise<SigningInstance>
  readonly changed: (id: SessionId) => void
}

export interface Sessions {
  open(plan: Plan, instance: SigningInstance, predicate?: Predicate): OpenSession
  /** A session of this run of the app, or one that its journal tells of. Faults: `input.unknown-session`, `journal.damaged`. */
  get(id: SessionId): Promise<OpenSession>
  isRunning(id: SessionId): boolean
  /** Forgets a session and deletes its journal; what it wrote stays. Faults: `session.running`, `session.elsewhere`. */
  forget(id: SessionId): Promise<void>
  /** Faults: `session.running`, `session.elsewhere`, `files.bundle-exists`, and those of the steps while nothing is signed. */
  run(session: OpenSession, request: RunRequest): Promise<SessionResult>
  /** Whether one of them is running here. */
  isBusy(): boolean
  /** Forgets every session of this run, and deletes all journals. Fault: `session.elsewhere`. */
  forgetAll(): Promise<void>
}

export function keepSessions({ ports, journals, instance, changed }: SessionNeeds): Sessions {
  const sessions = new Map<SessionId, OpenSession>()

  /** The journal of the session, and with it the right to run it. Another process may have gone on with it since. */
  async function takeJournal(session: OpenSession): Promise<OpenJournal> {
    if (!session.isJournaled) {
      const journal = await journals.begin(session.head)
      session.isJournaled = true
      return journal
    }
    const { journal, session: told } = await journals.goOn(session.head.id)
    session.state = told.state
    return journal
  }

  return {
    open(plan, used, predicate) {
      const id = SessionId.parse(`session-${randomBytes(16).toString('hex')}`)
      const options = { instance: used, now: ports.clock.now(), ...(predicate ? { predicate } : {}) }
      const head = sessionHead(id, plan, options)
      const session: OpenSession = {
        head,
        view: sessionView(head, plan.files),
        state: newSessionState(plan.artifacts, predicate),
        isJournaled: false,
        stamp: undefined,
        task: undefined,
        prompt: undefined,
        codes: openCodeBox(),
        result: undefined,
      }
      sessions.set(id, session)
      return session
    },

    async get(id) {
      const known = sessions.get(id)
      const stamp = await journals.stamp(id)
      // A terminal may have gone on with it, or finished it, since it was last looked at here.
      const isTold = known === undefined || (known.isJournaled && known.task === undefined && known.stamp !== stamp)
      if (!isTold) return known
      const { head, state, endedAt } = await journals.read(id)
      const session: OpenSession = {
        head,
        view: sessionView(head, await recallFiles(head, state, ports.files)),
        state,
        isJournaled: true,
        stamp,
        task: undefined,
        prompt: undefined,
        codes: openCodeBox(),
        result: sessionResult(state, head.instance, new Date(endedAt ?? head.at)),
      }
      const meanwhile = sessions.get(id)
      if (meanwhile && (meanwhile !== known || meanwhile.task !== undefined)) return meanwhile
      sessions.set(id, session)
      return session
    },

    isRunning: (id) => sessions.get(id)?.task !== undefined,

    async forget(id) {
      if (sessions.get(id)?.task !== undefined) throw fault('session.running')
      await journals.forget(id)
      sessions.delete(id)
      changed(id)
    },

    async run(session, { existing, choice, receipt, task, signal, report }) {
      if (session.task !== undefined) throw fault('session.running')
      const taken = session.view.files.find((file, i) => file.bundleExists && !isSaved(session.state, i))
      if (taken && !existing) throw fault('files.bundle-exists', { name: taken.name })
      if (!session.isJournaled && session.head.session === 'sign') sayOfReceipt(session, receipt)
      session.task = task
      changed(session.head.id)
      let journal: OpenJournal | undefined
      try {
        const used = await instance(session.head.instance.id, session.head.instance.logVersion)
        journal = await takeJournal(session)
        return await conductSession(session.head, session.state, {
          instance: used,
          ports,
          journal,
          existing,
          signIn: { choice, askCode: session.codes.wait },
          signal,
          report(progress) {
            session.prompt = progress.signIn
            report(progress)
          },
        })
      } finally {
        try {
          await journal?.close()
          session.stamp = await journals.stamp(session.head.id)
          // A name that was taken meanwhile is asked about before the next run.
          session.view = sessionView(session.head, await recallFiles(session.head, session.state, ports.files))
        } finally {
          session.task = undefined
          session.prompt = undefined
          session.result = sessionResult(session.state, session.head.instance, ports.clock.now()) ?? session.result
          changed(session.head.id)
        }
      }
    },

    isBusy: () => [...sessions.values()].some(({ task }) => task !== undefined),

    async forgetAll() {
      sessions.clear()
      for (const id of await journals.ids()) await journals.forget(id)
    },
  }
}

/** What a receipt cannot say is a fault before anything is begun, so that the wish can be taken back: `attestation.*`. */
function sayOfReceipt(session: OpenSession, isWanted: boolean): void {
  const { predicate: _, ...head } = session.head
  const predicate = isWanted ? receiptPredicate(head) : undefined
  if (predicate) {
    const subjects = head.artifacts.map(({ path }) => ({ name: basename(path), sha256: '0'.repeat(64) }))
    makeStatement(subjects, predicate)
  }
  session.head = predicate ? { ...head, predicate } : head
  session.state = { ...newSessionState(session.state.artifacts), ...(predicate ? { predicate } : {}) }
  session.view = sessionView(session.head, session.view.files)
}

/** A session at this moment. */
export const currentView = ({ view, state, isJournaled, task, result }: OpenSession): SessionView => ({
  ...view,
  isJournaled,
  state:
    task !== undefined
      ? 'running'
      : isFinished(state) || state.artifacts.some((_, i) => isSaved(state, i))
        ? 'ended'
        : 'ready',
  ...(task === undefined ? {} : { task }),
  ...(result === undefined ? {} : { result }),
})
