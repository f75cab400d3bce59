import type { SessionJournal } from '../../electron/core/signing/journal.ts'

/** A journal that keeps nothing: for tests of what does not depend on one. */
export const noJournal: SessionJournal = { append: () => {}, sync: async () => {} }
