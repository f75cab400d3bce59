/**
 * The log on disk. One line an entry: a hash that chains it to everything before it, a space, the entry, a newline.
 * Beside it lies the newest checkpoint. What the checkpoint covers may have been acknowledged, and must be whole; what
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

/** One line an entry. */
export const LOG_FILE = 'log.jsonl'
/** The newest signed note. */
export const CHECKPOINT_FILE = 'checkpoint.txt'

/** Where an entry lies in the file, in bytes: from `start` up to and without `end`. */
interface Place {
  readonly start: number
  readonly end: number
}

/** The entries on disk and the tree over them. */
export interface LogFile {
  readonly tree: MerkleTree
  readonly places: readonly Place[]
  /** The newest checkpoint that is on disk. */
  readonly checkpoint: string
  /** Appends entries, then the checkpoint that covers them. On disk when it resolves. Not for concurrent use. */
  commit(entries: readonly Buffer[]): Promise<void>
  read(place: Place): Promise<Buffer>
  close(): Promise<void>
}

const NEWLINE = 0x0a
/** 64 hexadecimal digits and a space. */
const PREFIX_BYTES = 65

/** Fault: `practice.log-damaged` once the damaged files have been set aside. */
export async function openLogFile(folder: string, key: CheckpointKey, now: Date): Promise<LogFile> {
  const path = join(folder, LOG_FILE)
  const checkpointPath = join(folder, CHECKPOINT_FILE)
  const [bytes, note] = await Promise.all([readIfPresent(path), readIfPresent(checkpointPath)])
  const found = sound(bytes ?? Buffer.alloc(0), key)
  const isNew = bytes === undefined && note === undefined
  const head = note && openCheckpoint(note.toString('utf8'), key)
  if (!isNew && !(head && head.size <= found.tree.size && found.tree.root(head.size).equals(head.rootHash))) {
    // The checkpoint first: were only this done, the log without it would still count as damaged.
    throw fault('practice.log-damaged', { name: await setAside(folder, [CHECKPOINT_FILE, LOG_FILE], now) })
  }

  const { tree, places } = found
  let checkpoint = note?.toString('utf8') ?? ''
  async function writeCheckpoint(): Promise<void> {
    const next = signCheckpoint({ size: tree.size, rootHash: tree.root() }, key)
    await writeAtomic(checkpointPath, next)
    checkpoint = next
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
    async commit(entries) {
      let next = chain
      const lines = entries.map((entry) => {
        next = chained(next, entry)
        return Buffer.concat([Buffer.from(`${next.toString('hex')} `), entry, Buffer.of(NEWLINE)])
      })
      let start = file.length
      await file.append(Buffer.concat(lines))
      chain = next
      entries.forEach((entry, i) => {
        const end = start + (lines[i]?.length ?? 0)
        places.push({ start: start + PREFIX_BYTES, end: end - 1 })
        tree.append(leafHash(entry))
        start = end
      })
      await writeCheckpoint()
    },
    read: ({ start, end }) => file.read(start, end),
    close: () => file.close(),
  }
}

const chained = (previous: Buffer, entry: Uint8Array): Buffer =>
  createHash('sha256').update(previous).update(entry).digest()

/** The records up to the first that is torn or does not continue the chain. The chain begins with the log's own id. */
function sound(bytes: Buffer, key: CheckpointKey) {
  const tree = merkleTree()
  const places: Place[] = []
  let chain = key.keyId
  let length = 0
  for (;;) {
    const newline = bytes.indexOf(NEWLINE, length)
    const start = length + PREFIX_BYTES
    if (newline < start) break
    const entry = bytes.subarray(start, newline)
    const next = chained(chain, entry)
    if (bytes.toString('latin1', length, start) !== `${next.toString('hex')} `) break
    tree.append(leafHash(entry))
    places.push({ start, end: newline })
    chain = next
    length = newline + 1
  }
  return { tree, places, chain, length }
}
