/** The journals of sessions on disk: `journal/<session>.jsonl` under the data folder, one line of JSON a step. */
import { open, readdir, readFile, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault, fault } from '../contract/faults.ts'
import { SessionId } from '../contract/model/session.ts'
import { inLanes } from '../core/lanes.ts'
import { type Journaled, type JournalHead, replay, type SessionJournal } from '../core/signing/journal.ts'
import { isFinished } from '../core/signing/session-state.ts'
import { claimFile } from './claim-file.ts'
import { writing } from './file-faults.ts'
import { sharedRuns } from './group-commit.ts'
import { type AppendOnlyFile, openAppendOnly } from './practice/append-only-file.ts'
import { isErrno } from './practice/atomic-file.ts'
import { setAside } from './practice/set-aside.ts'

/** A journal that takes lines. Whoever holds it is the only one to run its session. */
export interface OpenJournal extends SessionJournal {
  /** Writes what is left, and lets go of the session. */
  close(): Promise<void>
}

export interface Journals {
  /** Begins the journal of a new session; its first line is on disk when this resolves. */
  begin(head: JournalHead): Promise<OpenJournal>
  /** Goes on with a session that stopped. Faults: `session.elsewhere`, `journal.damaged`, `input.unknown-session`. */
  goOn(id: SessionId): Promise<{ journal: OpenJournal; session: Journaled }>
  /** What a journal tells. Faults: `journal.damaged` once it has been set aside, `input.unknown-session`. */
  read(id: SessionId): Promise<Journaled>
  /** Differs as soon as the journal does; undefined where there is none. */
  stamp(id: SessionId): Promise<string | undefined>
  /** The sessions that have a journal, in no order. */
  ids(): Promise<SessionId[]>
  /** The last whole line of a journal; undefined where there is none, and where it is too long to be looked at from its end. */
  lastLine(id: SessionId): Promise<string | undefined>
  /**
   * Sessions with files that have no bundle yet, the newest first. Of the others only the last line is read. A damaged one
   * is set aside, and named.
   */
  unfinished(): Promise<{ sessions: readonly Journaled[]; damaged: readonly string[] }>
  /** Deletes a journal. Fault: `session.elsewhere` while somebody runs its session. */
  forget(id: SessionId): Promise<void>
}

const SUFFIX = '.jsonl'
/** A last line longer than this is not looked at from its end. */
const TAIL_BYTES = 16 * 1024
const READ_AT_ONCE = 16

export function keepJournals(folder: string, now: () => Date = () => new Date()): Journals {
  const pathOf = (id: SessionId) => join(folder, `${id}${SUFFIX}`)
  async function load(id: SessionId): Promise<{ session: Journaled; length: number }> {
    const bytes = await readFile(pathOf(id)).catch((error: unknown) => {
      throw isErrno(error, 'ENOENT') ? fault('input.unknown-session') : error
    })
    // What follows the last newline was torn off by a crash, and nothing was done that it could have announced.
    const length = bytes.lastIndexOf(0x0a) + 1
    try {
      const lines = bytes.toString('utf8', 0, length).split('\n').slice(0, -1)
      return { session: replay(lines.map((line) => JSON.parse(line) as unknown)), length }
    } catch (error) {
      const name = await setAside(folder, [`${id}${SUFFIX}`], now())
      throw fault('journal.damaged', { name }, { cause: error })
    }
  }

  async function ids(): Promise<SessionId[]> {
    const names = await readdir(folder).catch(() => [])
    return names.flatMap((name) => {
      const id = SessionId.safeParse(name.slice(0, -SUFFIX.length))
      return name.endsWith(SUFFIX) && id.success ? [id.data] : []
    })
  }
  const lastLine = (id: SessionId) => lastLineOf(pathOf(id))

  return {
    read: async (id) => (await load(id)).session,

    async begin(head) {
      const release = await claim(folder, head.id)
      try {
        const journal = opened(await openAppendOnly(pathOf(head.id), 0), pathOf(head.id), release)
        journal.append(head as never)
        await journal.sync()
        return journal
      } catch (error) {
        await release()
        throw error
      }
    },

    async goOn(id) {
      const release = await claim(folder, id)
      try {
        const { session, length } = await load(id)
        return { journal: opened(await openAppendOnly(pathOf(id), length), pathOf(id), release), session }
      } catch (error) {
        await release()
        throw error
      }
    },

    async stamp(id) {
      const found = await stat(pathOf(id)).catch(() => undefined)
      return found && `${found.ino}:${found.size}:${found.mtimeMs}`
    },

    ids,
    lastLine,

    async unfinished() {
      const sessions: Journaled[] = []
      const damaged: string[] = []
      await inLanes(await ids(), READ_AT_ONCE, async (id) => {
        if (isWholeEnd(await lastLine(id))) return
        try {
          const session = (await load(id)).session
          if (!isFinished(session.state)) sessions.push(session)
        } catch (error) {
          if (!(error instanceof Fault)) throw error
          if (error.code === 'journal.damaged') damaged.push(error.details.name ?? id)
        }
      })
      sessions.sort((a, b) => b.head.at.localeCompare(a.head.at))
      return { sessions, damaged }
    },

    async forget(id) {
      const release = await claim(folder, id)
      try {
        await unlink(pathOf(id))
      } catch (error) {
        if (!isErrno(error, 'ENOENT')) throw error
      } finally {
        await release()
      }
    },
  }
}

/** Whether a run ended, and every file had its bundle then. */
const isWholeEnd = (line: string | undefined): boolean =>
  line?.startsWith('{"kind":"ended"') === true && line.endsWith('"files":[]}') && !line.includes('"fault":')

async function lastLineOf(path: string): Promise<string | undefined> {
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return undefined
  try {
    const { size } = await file.stat()
    const from = Math.max(0, size - TAIL_BYTES)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from)
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n').slice(0, -1)
    return lines.length > 1 || from === 0 ? lines.at(-1) : undefined
  } finally {
    await file.close()
  }
}

/** The name of the claim of whoever runs a session. */
export const claimOf = (folder: string, id: SessionId): string => join(folder, id)

async function claim(folder: string, id: SessionId): Promise<() => Promise<void>> {
  const release = await claimFile(claimOf(folder, id))
  if (!release) throw fault('session.elsewhere')
  return release
}

/** Lines gather while a write is under way, and go to disk together. */
function opened(file: AppendOnlyFile, path: string, release: () => Promise<void>): OpenJournal {
  let lines: string[] = []
  let broken: unknown

  async function write(): Promise<void> {
    if (broken !== undefined) throw broken
    if (lines.length === 0) return
    const text = lines.join('')
    lines = []
    try {
      await writing(path, path, () => file.append(Buffer.from(text)))
    } catch (error) {
      // A line is missing: whatever came after it would tell another story.
      broken = error
      throw error
    }
  }

  const sync = sharedRuns(write)

  return {
    append(line) {
      lines.push(`${JSON.stringify(line)}\n`)
    },
    sync,
    async close() {
      try {
        await sync()
      } finally {
        await file.close()
        await release()
      }
    },
  }
}
