/** All journals of a folder in outline. A journal is read again only when its file has changed. */
import { readdir } from 'node:fs/promises'
import { Fault } from '../contract/faults.ts'
import type { SessionId } from '../contract/model/session.ts'
import { type Outline, outlineOf } from '../core/signing/outline.ts'
import { isHeldElsewhere } from './claim-file.ts'
import { claimOf, type Journals } from './journals.ts'

export interface Outlines {
  /** Every session, the newest first; and the journals that were set aside, now or earlier, by their names. */
  all(): Promise<{ readonly outlines: readonly Outline[]; readonly damaged: readonly string[] }>
  /** Those whose last run did not end. Journals that tell of an end are not read. */
  unended(): Promise<readonly Outline[]>
  /** Whether another process runs it at this moment. */
  isElsewhere(id: SessionId): Promise<boolean>
}

const DAMAGED = '.jsonl.damaged-'

export function keepOutlines(
  folder: string,
  journals: Pick<Journals, 'ids' | 'lastLine' | 'read' | 'stamp'>,
): Outlines {
  const known = new Map<SessionId, { readonly stamp: string | undefined; readonly outline: Promise<Outline> }>()

  async function outline(id: SessionId): Promise<Outline> {
    const stamp = await journals.stamp(id)
    const before = known.get(id)
    if (stamp !== undefined && before?.stamp === stamp) return before.outline
    const fresh = journals.read(id).then(outlineOf)
    known.set(id, { stamp, outline: fresh })
    return fresh
  }

  /** Those that can be read; whatever went away meanwhile is not missed. */
  async function readable(ids: readonly SessionId[], damaged: string[]): Promise<Outline[]> {
    const outlines: Outline[] = []
    for (const id of ids) {
      try {
        outlines.push(await outline(id))
      } catch (error) {
        known.delete(id)
        const name = error instanceof Fault && error.code === 'journal.damaged' ? error.details.name : undefined
        if (name !== undefined) damaged.push(name)
        else if (!isGone(error)) throw error
      }
    }
    return outlines.sort((a, b) => b.at.localeCompare(a.at))
  }

  return {
    async all() {
      const ids = await journals.ids()
      const damaged = (await readdir(folder).catch(() => [])).filter((name) => name.includes(DAMAGED)).sort()
      for (const id of known.keys()) if (!ids.includes(id)) known.delete(id)
      return { outlines: await readable(ids, damaged), damaged }
    },

    async unended() {
      const open: SessionId[] = []
      for (const id of await journals.ids()) {
        if (!(await journals.lastLine(id))?.startsWith('{"kind":"ended"')) open.push(id)
      }
      return (await readable(open, [])).filter(({ hasEnded }) => !hasEnded)
    },

    isElsewhere: (id) => isHeldElsewhere(claimOf(folder, id)),
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof Fault ? error.code === 'input.unknown-session' : (error as NodeJS.ErrnoException).code === 'ENOENT'
