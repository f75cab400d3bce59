import '../theme/tokens.css'
import '../theme/reset.css'
import '../theme/fonts.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { type ConsentAnswer, PublicRecord } from '../../electron/contract/model/record.ts'
import { ConsentPage } from './ConsentPage.tsx'

declare global {
  interface Window {
    /** All that this page can do: answer. */
    readonly consent: { answer(answer: ConsentAnswer): void }
  }
}

const root = document.getElementById('root')
const record = PublicRecord.parse(JSON.parse(document.getElementById('record')?.textContent ?? ''))
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ConsentPage record={record} onAnswer={(answer) => window.consent.answer(answer)} />
    </StrictMode>,
  )
}
