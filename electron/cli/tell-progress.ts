import type { SessionKind, SessionProgress } from '../contract/model/session.ts'
import { stepsOf } from '../core/signing/session.ts'
import type { Terminal } from './terminal.ts'

/** Tells on stderr what a session does: a moving line on a terminal, and a line a step elsewhere. */
export function tellProgress(terminal: Terminal, kind: SessionKind): (progress: SessionProgress) => void {
  const titles = new Map(stepsOf(kind).map(({ id, title }) => [id, title]))
  const told = new Set<string>()
  let url: string | undefined
  return ({ steps, secondsLeft, signInUrl }) => {
    for (const { id, state } of steps) {
      if (state === 'waiting' || told.has(id)) continue
      told.add(id)
      if (!terminal.isInteractive) terminal.tell(`${titles.get(id) ?? id}…`)
    }
    if (signInUrl !== undefined && signInUrl !== url) terminal.tell(`Sign in with your browser:\n  ${signInUrl}`)
    url = signInUrl
    const step = steps.find(({ state }) => state === 'running')
    if (!step) return
    const amount = step.total > 1 ? ` ${step.done} of ${step.total}` : ''
    const left = secondsLeft === undefined ? '' : `, about ${secondsLeft} s left`
    terminal.status(`${titles.get(step.id) ?? step.id}${amount}${left}`)
  }
}
