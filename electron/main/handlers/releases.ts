import type { Outlines } from '../../adapters/outlines.ts'
import type { api } from '../../contract/api.ts'
import { fault } from '../../contract/faults.ts'
import type { ExportForm, Release } from '../../contract/model/release.ts'
import type { Handlers } from '../../contract/server.ts'
import { displayName } from '../../core/display-name.ts'
import { exportName } from '../../core/export/file-name.ts'
import { hallmarkSvg } from '../../core/export/hallmark-svg.ts'
import { receiptJson, signedReceipt } from '../../core/export/receipt.ts'
import type { Clock, Files } from '../../core/ports.ts'
import { bundleFates } from '../../core/signing/bundles-there.ts'
import type { JournalHead } from '../../core/signing/journal.ts'
import { hallmarkOf } from '../../core/signing/outcome.ts'
import { type Outline, searchWords } from '../../core/signing/outline.ts'
import { releaseOf } from '../../core/signing/release.ts'
import { isFinished, type SessionState } from '../../core/signing/session-state.ts'
import type { Confirm } from '../confirm-window.ts'
import type { Sessions } from '../sessions.ts'

export interface ReleasesNeeds {
  readonly outlines: Outlines
  readonly sessions: Sessions
  readonly files: Files
  readonly clock: Clock
  /** The folder of the journals, for a person who looks for one that was set aside. */
  readonly folder: string
  /** Asks the person, outside the page, where a file shall be written, and whether over another one. */
  readonly choosePlace: (proposal: { name: string; folder: string }) => Promise<string | undefined>
  readonly confirm: Confirm
}

export const releasesHandlers = (needs: ReleasesNeeds): Handlers<typeof api>['releases'] => {
  const { outlines, sessions, files, clock, folder, choosePlace, confirm } = needs

  const shown = async (outline: Outline): Promise<Release> =>
    releaseOf(outline, {
      files,
      now: clock.now(),
      isRunning: sessions.isRunning(outline.id) || (!outline.hasEnded && (await outlines.isElsewhere(outline.id))),
    })

  return {
    async list({ search, limit }) {
      const { outlines: all, damaged } = await outlines.all()
      const words = searchWords(search)
      const isFound = ({ text }: Outline) => words.every((word) => text.includes(word))
      const unended = await Promise.all(all.filter(isCutOff).map(shown))
      const interrupted = unended.filter(({ state }) => state === 'interrupted')
      const first = new Set(interrupted.map(({ id }) => id))
      const found = all.filter(isFound)
      const ordered = [...found.filter(({ id }) => first.has(id)), ...found.filter(({ id }) => !first.has(id))]
      return {
        releases: await Promise.all(ordered.slice(0, limit).map(shown)),
        found: found.length,
        all: all.length,
        interrupted: interrupted.length,
        damaged: [...damaged],
        folder,
      }
    },

    async interrupted() {
      const releases = await Promise.all((await outlines.unended()).map(shown))
      return releases.filter(({ state }) => state === 'interrupted')
    },

    bundles: async ({ session }) => bundleFates((await sessions.get(session)).state, files),

    async export({ session, as }) {
      const { head, state } = await sessions.get(session)
      const { ending, text } = exported(head, state, as)
      const name = exportName(head.title, ending, head.instance.isPractice)
      const path = await choosePlace({ name, folder: head.artifacts[0]?.folder ?? '' })
      if (path === undefined) return null
      await files.replace(path, text)
      return { name: displayName(path) }
    },

    async forget({ session }, { signal }) {
      const { head, state } = await sessions.get(session)
      const { title, at: createdAt, artifacts } = head
      const isUnfinished = !isFinished(state)
      const question = { kind: 'forget-release', title, createdAt, files: artifacts.length, isUnfinished } as const
      if (!(await confirm(question, signal))) return false
      await sessions.forget(session)
      return true
    },
  }
}

const isCutOff = ({ stop, hasEnded }: Outline): boolean => stop !== undefined && !hasEnded

/** Fault: `release.unsigned`. */
function exported(head: JournalHead, state: SessionState, as: ExportForm): { ending: string; text: string } {
  if (as === 'receipt') {
    const signed = signedReceipt(state)
    if (signed !== undefined) return { ending: 'receipt.sigstore.json', text: signed }
    return { ending: 'receipt.json', text: receiptJson({ head, state }) }
  }
  const hallmark = hallmarkOf(state, head.instance)
  if (!hallmark) throw fault('release.unsigned')
  return { ending: 'hallmark.svg', text: hallmarkSvg(head.title, hallmark) }
}
