/** All journals of a folder in outline. A journal is read again only when its file has changed. */
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '../contract/faults.ts'
import { SessionId } from '../contract/model/session.ts'
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

const SUFFIX = '.jsonl'
const DAMAGED = `${SUFFIX}.damaged-`
/** A last line longer than this is not looked at from its end: the whole journal is read. */
const TAIL_BYTES = 16 * 1024

export function keepOutlines(folder: string, journals: Pick<Journals, 'read' | 'stamp'>): Outlines {
  const known = new Map<SessionId, { readonly stamp: string | undefined; readonly outline: Promise<Outline> }>()

  async function names(): Promise<{ ids: SessionId[]; damaged: string[] }> {
    const all = await readdir(folder).catch(() => [])
    const ids = all.flatMap((name) => {
      const id = SessionId.safeParse(name.slice(0, -SUFFIX.length))
      return name.endsWith(SUFFIX) && id.success ? [id.data] : []
    })
    return { ids, damaged: all.filter((name) => name.includes(DAMAGED)).sort() }
  }

  const pathOf = (id: SessionId): string => join(folder, `${id}${SUFFIX}`)

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
      const { ids, damaged } = await names()
      for (const id of known.keys()) if (!ids.includes(id)) known.delete(id)
      return { outlines: await readable(ids, damaged), damaged }
    },

    async unended() {
      const { ids } = await names()
      const open: SessionId[] = []
      for (const id of ids) if (!(await tellsOfAnEnd(pathOf(id)))) open.push(id)
      return (await readable(open, [])).filter(({ hasEnded }) => !hasEnded)
    },

    isElsewhere: (id) => isHeldElsewhere(claimOf(folder, id)),
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof Fault ? error.code === 'input.unknown-session' : (error as NodeJS.ErrnoException).code === 'ENOENT'

/** Whether the last whole line is that of a run that ended. What cannot be seen from here is answered with no. */
async function tellsOfAnEnd(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return false
  try {
    const { size } = await file.stat()
    const from = Math.max(0, size - TAIL_BYTES)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from)
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n').slice(0, -1)
    return lines.at(-1)?.startsWith('{"kind":"ended"') ?? false
  } finally {
    await file.close()
  }
}
