/** The signed state of a log: a checkpoint (c2sp.org/tlog-checkpoint) inside a signed note (c2sp.org/signed-note). */
import { reject } from './reasons.ts'

export interface Checkpoint {
  /** The name that the log gives itself. */
  readonly origin: string
  /** A decimal number of entries. */
  readonly treeSize: string
  readonly rootHash: Buffer
  /** What the signatures are over. */
  readonly note: Buffer
  /** By the log, and by witnesses. */
  readonly signatures: readonly NoteSignature[]
}

interface NoteSignature {
  readonly name: string
  /** The first four bytes of the id of the key. */
  readonly keyHint: Buffer
  readonly signature: Buffer
}

const HASH_BYTES = 32
const HINT_BYTES = 4

/** Reads a checkpoint without checking its signatures. Lines that are not known are left alone. */
export function readCheckpoint(envelope: string): Checkpoint {
  const end = envelope.indexOf('\n\n')
  if (end < 0) throw reject('checkpoint', 'The checkpoint has no signatures.')
  const note = envelope.slice(0, end + 1)
  const [origin, treeSize, root] = note.split('\n')
  if (!origin || !treeSize || !root)
    throw reject('checkpoint', 'The checkpoint lacks its origin, its size or its root.')
  if (!/^(?:0|[1-9]\d*)$/.test(treeSize)) throw reject('checkpoint', 'The size in the checkpoint is not a number.')
  const rootHash = Buffer.from(root, 'base64')
  if (rootHash.length !== HASH_BYTES) throw reject('checkpoint', 'The root in the checkpoint is not a SHA-256 hash.')
  const signatures = envelope
    .slice(end + 2)
    .split('\n')
    .flatMap(readSignature)
  return { origin, treeSize, rootHash, note: Buffer.from(note), signatures }
}

/** `— <name> <base64 of key hint and signature>`; the dash is U+2014. */
function readSignature(line: string): NoteSignature[] {
  const [, name, base64] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? []
  if (name === undefined || base64 === undefined) return []
  const bytes = Buffer.from(base64, 'base64')
  return [{ name, keyHint: bytes.subarray(0, HINT_BYTES), signature: bytes.subarray(HINT_BYTES) }]
}
