/** A file that only grows, and says so only once the bytes are on the disk. */
import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from './atomic-file.ts'

/** An open file that takes bytes at its end only. */
export interface AppendOnlyFile {
  /** Bytes on disk. */
  readonly length: number
  /** Resolves once the bytes are on the disk. After a failure the file is as long as before. Not for concurrent use. */
  append(bytes: Uint8Array): Promise<void>
  /** Bytes from `start` up to and without `end`. */
  read(start: number, end: number): Promise<Buffer>
  close(): Promise<void>
}

/** Opens the file, makes it where it is missing, and cuts it to `length` bytes where it is longer. */
export async function openAppendOnly(path: string, length?: number): Promise<AppendOnlyFile> {
  // Positions are given with each write: in append mode Linux would ignore them.
  const handle = await open(path, 'r+').catch(() => open(path, 'wx+', 0o644))
  let end = length ?? (await handle.stat()).size
  await cutTo(handle, end)
  await syncFolder(dirname(path))

  return {
    get length() {
      return end
    },
    async append(bytes) {
      try {
        await writeAll(handle, bytes, end)
        await handle.datasync()
      } catch (error) {
        await cutTo(handle, end)
        throw error
      }
      end += bytes.length
    },
    async read(start, stop) {
      const bytes = Buffer.alloc(stop - start)
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start)
      if (bytesRead !== bytes.length) throw new RangeError(`${path} is shorter than it was`)
      return bytes
    },
    close: () => handle.close(),
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

async function cutTo(handle: FileHandle, length: number): Promise<void> {
  if ((await handle.stat()).size === length) return
  await handle.truncate(length)
  await handle.sync()
}
