import '../theme/tokens.css'
import '../theme/reset.css'
import '../theme/fonts.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { type Answer, Question } from '../../electron/contract/model/question.ts'
import { ConfirmPage } from './ConfirmPage.tsx'

/** All that this page can do: answer. The bridge is that of every window that asks. */
const { consent: bridge } = window as unknown as { consent: { answer(answer: Answer): void } }

const root = document.getElementById('root')
const question = Question.parse(JSON.parse(document.getElementById('question')?.textContent ?? ''))
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ConfirmPage question={question} onAnswer={(answer) => bridge.answer(answer)} />
    </StrictMode>,
  )
}
