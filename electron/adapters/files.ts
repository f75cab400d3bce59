/** Files on disk: read in one pass, written whole or not at all. */
import { createHash } from 'node:crypto'
import { type BigIntStats, constants } from 'node:fs'
import { access, type FileHandle, open, stat } from 'node:fs/promises'
import { fault } from '../contract/faults.ts'
import { displayName } from '../core/display-name.ts'
import type { DigestOptions, FileStamp, Files } from '../core/ports.ts'
import { errnoOf } from './errno.ts'
import { checkIsText, reading } from './file-faults.ts'
import { checkWritable, replaceFile, sweepTemporaries, writeNewFile } from './whole-files.ts'

const CHUNK_BYTES = 512 * 1024

/** Should a pipe take the place of a file at the last moment, opening it must not wait for a writer. Not on Windows. */
const OPEN_TO_READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Files of the disk, by their paths. Symbolic links are followed. */
export function createFiles(): Files {
  return {
    inspect: (path) =>
      reading(path, async () => {
        const stamp = await look(path)
        await access(path, constants.R_OK)
        return stamp
      }),
    digest: (path, options) => reading(path, () => digest(path, options)),
    read: (path, maxBytes) => reading(path, () => read(path, maxBytes)),
    checkWritable,
    sweep: sweepTemporaries,
    writeNew: (path, text) => writeNewFile(path, text),
    replace: replaceFile,
  }
}

const stampOf = ({ size, dev, ino, mtimeNs }: BigIntStats): FileStamp => ({
  size: Number(size),
  version: `${dev}:${ino}:${mtimeNs}`,
})

const isSame = (a: FileStamp, b: FileStamp): boolean => a.size === b.size && a.version === b.version

function stampOfFile(path: string, stats: BigIntStats): FileStamp {
  if (!stats.isFile()) throw fault('files.not-a-file', { name: displayName(path) })
  return stampOf(stats)
}

/** Asks before it opens: to open a pipe or a device is to do something to it. */
async function look(path: string): Promise<FileStamp> {
  checkIsText(path)
  return stampOfFile(path, await stat(path, { bigint: true }))
}

async function opened<T>(path: string, use: (handle: FileHandle, stamp: FileStamp) => Promise<T>): Promise<T> {
  await look(path)
  const handle = await open(path, OPEN_TO_READ)
  try {
    return await use(handle, stampOfFile(path, await handle.stat({ bigint: true })))
  } finally {
    await handle.close()
  }
}

/**
 * The stamp before, the bytes, the stamp after; and once more by the path, which may lead to another file by now. A file
 * that keeps growing is given up as soon as it is longer than it was.
 */
function digest(path: string, { signal, onBytes, sha512 }: DigestOptions): ReturnType<Files['digest']> {
  return opened(path, async (handle, stamp) => {
    const changed = () => fault('files.changed-meanwhile', { name: displayName(path) })
    const hash = createHash('sha256')
    const longer = sha512 ? createHash('sha512') : undefined
    let total = 0
    for await (const chunk of chunksOf(handle)) {
      if (signal.aborted) throw fault('cancelled')
      total += chunk.length
      if (total > stamp.size) throw changed()
      hash.update(chunk)
      longer?.update(chunk)
      onBytes(chunk.length)
    }
    const after = stampOf(await handle.stat({ bigint: true }))
    const byPath = await stat(path, { bigint: true }).catch(() => undefined)
    if (total !== stamp.size || !isSame(stamp, after) || !byPath || !isSame(stamp, stampOf(byPath))) throw changed()
    return { sha256: hash.digest('hex'), ...(longer ? { sha512: longer.digest('hex') } : {}), stamp }
  })
}

/** Buffers that no file needs at the moment: many files are read with those of a few. */
const idle: Buffer[] = []
const MOST_IDLE = 48

/** The disk fills one buffer while the other is hashed. A chunk is good until the next one is asked for. */
async function* chunksOf(handle: FileHandle): AsyncGenerator<Uint8Array> {
  const fill = async (buffer: Buffer) => buffer.subarray(0, (await handle.read(buffer, 0, CHUNK_BYTES)).bytesRead)
  let filled = idle.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES)
  let free = idle.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES)
  let coming = fill(filled)
  try {
    for (;;) {
      const chunk = await coming
      if (chunk.length === 0) return
      coming = fill(free)
      // Whoever stops early never asks how this one went.
      coming.catch(() => {})
      yield chunk
      ;[filled, free] = [free, filled]
    }
  } finally {
    // The disk may still be filling one of them.
    await coming.catch(() => {})
    if (idle.length < MOST_IDLE) idle.push(filled, free)
  }
}

async function read(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  try {
    return await opened(path, async (handle, stamp) => {
      // One byte more than may be there: what the system says of the size can be out of date.
      let buffer = new Uint8Array(Math.min(stamp.size, maxBytes) + 1)
      let size = 0
      for (;;) {
        const { bytesRead } = await handle.read(buffer, size, buffer.length - size)
        if (bytesRead === 0) return buffer.slice(0, size)
        size += bytesRead
        if (size > maxBytes) break
        if (size === buffer.length) buffer = grown(buffer, Math.min(size * 2, maxBytes + 1))
      }
      throw fault('files.failed', { name: displayName(path), reason: `longer than ${maxBytes} bytes` })
    })
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function grown(buffer: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(length)
  larger.set(buffer)
  return larger
}
