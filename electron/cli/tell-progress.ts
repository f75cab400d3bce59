import type { SessionProgress } from '../contract/model/session.ts'
import type { SignInPrompt } from '../contract/model/sign-in.ts'
import { type Course, stepsOf } from '../core/signing/session.ts'
import type { Terminal } from './terminal.ts'

/** Tells on stderr what a session does: a moving line on a terminal, and a line a step elsewhere. */
export function tellProgress(terminal: Terminal, course: Course): (progress: SessionProgress) => void {
  const titles = new Map(stepsOf(course).map(({ id, title }) => [id, title]))
  const told = new Set<string>()
  let url: string | undefined
  return ({ steps, secondsLeft, signIn }) => {
    for (const { id, state } of steps) {
      if (state === 'waiting' || told.has(id)) continue
      told.add(id)
      if (!terminal.isInteractive) terminal.tell(`${titles.get(id) ?? id}…`)
    }
    if (signIn !== undefined && signIn.url !== url) terminal.tell(promptText(signIn))
    url = signIn?.url
    const step = steps.find(({ state }) => state === 'running')
    if (!step || signIn !== undefined) return
    const amount = step.total > 1 ? ` ${step.done} of ${step.total}` : ''
    const left = secondsLeft === undefined ? '' : `, about ${secondsLeft} s left`
    terminal.status(`${titles.get(step.id) ?? step.id}${amount}${left}`)
  }
}

function promptText(prompt: SignInPrompt): string {
  switch (prompt.way) {
    case 'browser':
      return `Sign in with your browser:\n  ${prompt.url}`
    case 'paste':
      return `Open this page anywhere, sign in, and bring the code that it shows:\n  ${prompt.url}`
    case 'device':
      return `Open this page on any device:\n  ${prompt.url}\nand write this code there: ${prompt.code}`
  }
}
