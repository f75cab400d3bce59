/** The receipt of a release, as far as it can be signed in the session itself. `docs/receipt-v1.md` is its schema. */
import type { Predicate } from '../attestations/statement.ts'
import type { JournalHead } from './journal.ts'

export const RECEIPT_TYPE = 'https://github.com/countermark/countermark/blob/main/docs/receipt-v1.md'

/** What is known before the sign-in. Who signed and when is in the certificate, the timestamp and the log entry. */
export const receiptPredicate = ({ title, session, at, instance }: JournalHead): Predicate => ({
  type: RECEIPT_TYPE,
  body: {
    title,
    kind: session,
    isPractice: instance.isPractice,
    startedAt: at,
    instance: { id: instance.id, title: instance.title, log: instance.log },
  },
})
