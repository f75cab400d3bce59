/** A session as the window shows it: its plan before, its result after. */
import { fault } from '../../contract/faults.ts'
import { Sha256 } from '../../contract/model/file.ts'
import type { Hallmark } from '../../contract/model/hallmark.ts'
import type { Instance } from '../../contract/model/instance.ts'
import type { PlannedFile, SessionId, SessionResult, SessionView, SignedFile } from '../../contract/model/session.ts'
import { LogVersion } from '../../contract/model/settings.ts'
import type { Predicate } from '../attestations/statement.ts'
import { displayName } from '../display-name.ts'
import { providersAt } from '../providers.ts'
import { firstBundleName } from './bundle-names.ts'
import type { SigningInstance } from './instance.ts'
import type { JournalHead } from './journal.ts'
import type { Plan } from './plan.ts'
import { chooseServices, logName } from './services.ts'
import { courseOf, stepsOf } from './session.ts'
import { faultOf, isFinished, type SessionState } from './session-state.ts'
import { cardOf } from './step.ts'

/** What a session is about to do, as the first line of its journal. Fault: `sigstore.no-service`. */
export function sessionHead(
  id: SessionId,
  plan: Plan,
  { instance, predicate, now }: { instance: SigningInstance; predicate?: Predicate; now: Date },
): JournalHead {
  const { id: instanceId, title, isPractice, trustedRootPath, trust, signingConfig } = instance
  const services = chooseServices(signingConfig, now)
  const log = logName(trust, services)
  const providers = [...providersAt(services.signIn.url)]
  const logVersion = LogVersion.safeParse(services.logs[0]?.majorApiVersion).data
  return {
    kind: 'session',
    version: 1,
    id,
    at: now.toISOString(),
    session: predicate ? 'attest' : 'sign',
    title: plan.title,
    instance: {
      id: instanceId,
      title,
      isPractice,
      trustedRootPath,
      log,
      ...(logVersion === undefined ? {} : { logVersion }),
      ...(providers.length === 0 ? {} : { providers }),
    },
    artifacts: plan.artifacts.map((artifact) => ({ ...artifact })),
    ...(predicate ? { predicate: { ...predicate } } : {}),
  }
}

/** Everything about a session that does not change while it runs. */
export function sessionView(head: JournalHead, files: readonly PlannedFile[]): SessionView {
  const { id, title, session, at } = head
  return {
    id,
    kind: session,
    title,
    createdAt: at,
    instance: instanceOf(head),
    files: [...files],
    steps: stepsOf(courseOf({ kind: session, predicate: head.predicate })).map(cardOf),
    state: 'ready',
    isJournaled: false,
  }
}

export const instanceOf = ({ instance: { trustedRootPath, logVersion, ...instance } }: JournalHead): Instance =>
  instance

/** The files of a session as they were planned, without a look at what stands there now. */
export const recalledFiles = ({ artifacts, instance }: JournalHead): PlannedFile[] =>
  artifacts.map(({ name, folder, size, bundleStem }) => ({
    name,
    folder,
    size,
    bundleName: displayName(firstBundleName(bundleStem, instance.isPractice)),
    bundleExists: false,
  }))

type Where = Pick<JournalHead['instance'], 'id' | 'title' | 'isPractice' | 'trustedRootPath'>

/** What a run reached by `endedAt`; undefined while it has reached nothing that anybody could use. */
export function sessionResult(state: SessionState, where: Where, endedAt: Date): SessionResult | undefined {
  const { consent, 'get-certificate': certificate } = state.once
  if (!consent || !certificate) return undefined
  return {
    files: state.artifacts.map((_, i) => signedFile(state, i)),
    identity: consent.identity,
    trustedRootPath: where.trustedRootPath,
    hallmark: hallmarkOf(state, where),
    ...(isReceiptDue(state) ? { receipt: receiptOf(state) } : {}),
    tookMs: Math.max(0, endedAt.getTime() - Date.parse(consent.grantedAt)),
  }
}

/** It comes last, once every file has its bundle. */
const isReceiptDue = (state: SessionState): boolean => courseOf(state) === 'sign-with-receipt' && isFinished(state)

function receiptOf({ once, ending }: SessionState): NonNullable<SessionResult['receipt']> {
  if (!once['verify-statement']) return { state: 'failed', fault: (ending ?? fault('session.interrupted')).toRecord() }
  return { state: 'signed', logIndex: String(once['log-statement']?.entries[0]?.logIndex ?? '') }
}

function signedFile(state: SessionState, i: number): SignedFile {
  const { digest, log = state.once['log-statement'], ...records } = state.perFile[i] ?? {}
  const save = records.save ?? records['save-statement']
  const name = state.artifacts[i]?.name ?? ''
  if (!digest || !log || !save) return { state: 'failed', name, fault: faultOf(state, i).toRecord() }
  const logIndex = log.entries[0]?.logIndex ?? ''
  return {
    state: 'signed',
    name,
    sha256: digest.sha256,
    bundlePath: save.path,
    bundleName: save.name,
    logIndex: String(logIndex),
  }
}

/** Drawn from the first bundle that was written; its time is the one the timestamp authority gave. */
export function hallmarkOf(
  state: SessionState,
  { id, title, isPractice }: Omit<Where, 'trustedRootPath'>,
): Hallmark | null {
  const first =
    state.kind === 'attest'
      ? state.once['verify-statement']
      : state.perFile.find((records) => records.save && records.verify)?.verify
  if (!first) return null
  return {
    maker: first.identity.name,
    fineness: null,
    office: Sha256.safeParse(id).success ? title : id,
    date: first.time,
    isPractice,
  }
}
