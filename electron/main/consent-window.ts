/** The consent window. A window that is closed is a refusal. */
import { ConsentAnswer, type PublicRecord } from '../contract/model/record.ts'
import { visible } from '../core/display-name.ts'
import type { Consent } from '../core/ports.ts'
import { askInWindow, type QuestionWindowOptions } from './question-window.ts'

export const consentWindow = (options: QuestionWindowOptions): Consent => ({
  ask: (record, signal) =>
    askInWindow(
      {
        host: 'consent',
        page: 'consent.html',
        title: 'This is what will be public',
        width: 1040,
        height: 760,
        fill: { RECORD: shown(record) },
        answers: ConsentAnswer,
        closed: 'refused',
      },
      options,
      signal,
    ),
})

/** Names come from tokens and disks: whatever could reorder or hide text is made visible before it is shown. */
const shown = (record: PublicRecord): PublicRecord => ({
  ...record,
  identity: { ...record.identity, name: visible(record.identity.name), issuer: visible(record.identity.issuer) },
})
