import type { Outlines } from '../../adapters/outlines.ts'
import type { api } from '../../contract/api.ts'
import type { Release } from '../../contract/model/release.ts'
import type { Handlers } from '../../contract/server.ts'
import type { Clock, Files } from '../../core/ports.ts'
import { type Outline, searchWords } from '../../core/signing/outline.ts'
import { releaseOf } from '../../core/signing/release.ts'
import type { Sessions } from '../sessions.ts'

export interface ReleasesNeeds {
  readonly outlines: Outlines
  readonly sessions: Sessions
  readonly files: Files
  readonly clock: Clock
  /** The folder of the journals, for a person who looks for one that was set aside. */
  readonly folder: string
  /** Asks the person, outside the page, whether a journal shall go. */
  readonly confirmForgetting: (title: string) => Promise<boolean>
}

export const releasesHandlers = (needs: ReleasesNeeds): Handlers<typeof api>['releases'] => {
  const { outlines, sessions, files, clock, folder, confirmForgetting } = needs

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

    async forget({ session }) {
      const { title } = (await sessions.get(session)).view
      if (!(await confirmForgetting(title))) return false
      await sessions.forget(session)
      return true
    },
  }
}

const isCutOff = ({ stop, hasEnded }: Outline): boolean => stop !== undefined && !hasEnded
