/** A session as the window shows it: its plan before, its result after. */
import type { Hallmark } from '../../contract/model/hallmark.ts'
import type { SessionId, SessionResult, SessionView, SignedFile } from '../../contract/model/session.ts'
import { instanceCard, type SigningInstance } from './instance.ts'
import type { Plan } from './plan.ts'
import { chooseServices, logName } from './services.ts'
import { STEPS } from './session.ts'
import { faultOf, type SessionState } from './session-state.ts'
import { cardOf } from './step.ts'

/** Everything about a session that does not change while it runs. */
export function sessionView(id: SessionId, plan: Plan, instance: SigningInstance, now: Date): SessionView {
  return {
    id,
    title: plan.title,
    instance: instanceCard(instance, logName(instance.trust, chooseServices(instance.signingConfig, now))),
    files: [...plan.files],
    steps: STEPS.map(cardOf),
    state: 'ready',
  }
}

/** What a run reached; undefined while it has reached nothing that anybody could use. */
export function sessionResult(state: SessionState, instance: SigningInstance, now: Date): SessionResult | undefined {
  const { consent, 'get-certificate': certificate } = state.once
  if (!consent || !certificate) return undefined
  return {
    files: state.artifacts.map((_, i) => signedFile(state, i)),
    identity: consent.identity,
    trustedRootPath: instance.trustedRootPath,
    hallmark: hallmarkOf(state, instance),
    tookMs: Math.max(0, now.getTime() - Date.parse(consent.grantedAt)),
  }
}

function signedFile(state: SessionState, i: number): SignedFile {
  const { digest, log, save } = state.perFile[i] ?? {}
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
function hallmarkOf(state: SessionState, instance: SigningInstance): Hallmark | null {
  const first = state.perFile.find((records) => records.save && records.verify)?.verify
  if (!first) return null
  return {
    maker: first.identity.name,
    fineness: null,
    office: instance.id,
    date: first.time,
    isPractice: instance.isPractice,
  }
}
