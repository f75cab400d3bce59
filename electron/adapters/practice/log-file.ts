/**
 * A log on disk. One line an entry: a hash that chains it to everything before it, a space, the entry, a newline. A log
 * that tells when it took an entry has the time, in seconds since 1970, and a space before the entry. Beside it lies the newest checkpoint. What the checkpoint covers may have been acknowledged, and must be whole; what
 * lies beyond it never was, and is cut off where it stops being whole.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { fault } from '../../contract/faults.ts'
import { type AppendOnlyFile, openAppendOnly } from './append-only-file.ts'
import { readIfPresent, writeAtomic } from './atomic-file.ts'
import { type CheckpointKey, openCheckpoint, signCheckpoint } from './checkpoint.ts'
import { leafHash, type MerkleTree, merkleTree } from './merkle.ts'
import { setAside } from './set-aside.ts'

/** How a log lies on the disk. */
export interface LogForm {
  /** One line an entry. */
  readonly logFile: string
  /** The newest signed note. */
  readonly checkpointFile: string
  /** Whether each line says when its entry was taken. */
  readonly keepsTime: boolean
}

export const REKOR_V2_FORM: LogForm = { logFile: 'log.jsonl', checkpointFile: 'checkpoint.txt', keepsTime: false }
export const REKOR_V1_FORM: LogForm = {
  logFile: 'rekor-v1.jsonl',
  checkpointFile: 'rekor-v1-checkpoint.txt',
  keepsTime: true,
}

/** The files of a form in the order in which they are set aside: the log without its checkpoint counts as damaged. */
export const filesOf = ({ checkpointFile, logFile }: LogForm): string[] => [checkpointFile, logFile]

/** Where an entry lies in the file, in bytes: from `start` up to and without `end`. */
interface Place {
  readonly start: number
  readonly end: number
  /** Seconds since 1970; 0 in a log that keeps no time. */
  readonly time: number
}

/** What is added: an entry, and when it was taken in seconds since 1970. */
export interface NewEntry {
  readonly entry: Buffer
  readonly time: number
}

/** The entries on disk and the tree over them. */
export interface LogFile {
  readonly tree: MerkleTree
  readonly places: readonly Place[]
  /** The newest checkpoint that is on disk, and how many entries it covers. */
  readonly checkpoint: string
  readonly covered: number
  /** Appends entries, then the checkpoint that covers them. On disk when it resolves. Not for concurrent use. */
  commit(entries: readonly NewEntry[]): Promise<void>
  read(place: Place): Promise<Buffer>
  close(): Promise<void>
}

const NEWLINE = 0x0a
/** 64 hexadecimal digits and a space. */
const PREFIX_BYTES = 65

/** Fault: `practice.log-damaged` once the damaged files have been set aside. */
export async function openLogFile(folder: string, form: LogForm, key: CheckpointKey, now: Date): Promise<LogFile> {
  const path = join(folder, form.logFile)
  const checkpointPath = join(folder, form.checkpointFile)
  const [bytes, note] = await Promise.all([readIfPresent(path), readIfPresent(checkpointPath)])
  const found = sound(bytes ?? Buffer.alloc(0), key, form)
  const isNew = bytes === undefined && note === undefined
  const head = note && openCheckpoint(note.toString('utf8'), key)
  if (!isNew && !(head && head.size <= found.tree.size && found.tree.root(head.size).equals(head.rootHash))) {
    throw fault('practice.log-damaged', { name: await setAside(folder, filesOf(form), now) })
  }

  const { tree, places } = found
  let checkpoint = note?.toString('utf8') ?? ''
  let covered = head?.size ?? 0
  async function writeCheckpoint(): Promise<void> {
    const { size } = tree
    const next = signCheckpoint({ size, rootHash: tree.root() }, key)
    await writeAtomic(checkpointPath, next)
    checkpoint = next
    covered = size
  }
  if (head?.size !== tree.size) await writeCheckpoint()
  const file: AppendOnlyFile = await openAppendOnly(path, found.length)
  let chain = found.chain

  return {
    tree,
    places,
    get checkpoint() {
      return checkpoint
    },
    get covered() {
      return covered
    },
    async commit(entries) {
      let next = chain
      const lines = entries.map(({ entry, time }) => {
        const record = form.keepsTime ? Buffer.concat([Buffer.from(`${time} `), entry]) : entry
        next = chained(next, record)
        return Buffer.concat([Buffer.from(`${next.toString('hex')} `), record, Buffer.of(NEWLINE)])
      })
      let start = file.length
      await file.append(Buffer.concat(lines))
      chain = next
      entries.forEach(({ entry, time }, i) => {
        const end = start + (lines[i]?.length ?? 0)
        places.push({ start: end - 1 - entry.length, end: end - 1, time: form.keepsTime ? time : 0 })
        tree.append(leafHash(entry))
        start = end
      })
      await writeCheckpoint()
    },
    read: ({ start, end }) => file.read(start, end),
    close: () => file.close(),
  }
}

const chained = (previous: Buffer, record: Uint8Array): Buffer =>
  createHash('sha256').update(previous).update(record).digest()

/** The longest that a time before an entry is, with its space. */
const TIME_BYTES = 16

/** The records up to the first that is torn or does not continue the chain. The chain begins with the log's own id. */
function sound(bytes: Buffer, key: CheckpointKey, { keepsTime }: LogForm) {
  const tree = merkleTree()
  const places: Place[] = []
  let chain = key.keyId
  let length = 0
  for (;;) {
    const newline = bytes.indexOf(NEWLINE, length)
    const start = length + PREFIX_BYTES
    if (newline < start) break
    const record = bytes.subarray(start, newline)
    const next = chained(chain, record)
    if (bytes.toString('latin1', length, start) !== `${next.toString('hex')} `) break
    const [prefix = '', time = '0'] = keepsTime ? (/^(\d+) /.exec(record.toString('latin1', 0, TIME_BYTES)) ?? []) : []
    tree.append(leafHash(record.subarray(prefix.length)))
    places.push({ start: start + prefix.length, end: newline, time: Number(time) })
    chain = next
    length = newline + 1
  }
  return { tree, places, chain, length }
}
