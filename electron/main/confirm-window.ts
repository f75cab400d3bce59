/** Asks before something is deleted, or a change is accepted. A window that is closed is a refusal. */
import { Answer, Question } from '../contract/model/question.ts'
import { askInWindow, type QuestionWindowOptions } from './question-window.ts'

/** Whether the person wants it. */
export type Confirm = (question: Question, signal: AbortSignal) => Promise<boolean>

export const confirmWindow =
  (options: QuestionWindowOptions): Confirm =>
  async (question, signal) => {
    const asked = {
      host: 'confirm',
      page: 'confirm.html',
      title: question.kind === 'accept-change' ? 'Accept a change' : 'Forget',
      width: 760,
      height: 760,
      fill: { QUESTION: Question.parse(question) },
      answers: Answer,
      closed: 'refused',
    } as const
    return (await askInWindow(asked, options, signal)) === 'granted'
  }
