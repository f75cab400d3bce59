/**
 * Single files out of archives by strangers: small ones, near the front, and within bounds that a bomb runs into. What unpacks
 * them is loaded with the first: most files are none.
 */
import { createReadStream } from 'node:fs'
import type { Archives, Member } from '../core/verify/identify.ts'

/** What is read of an archive before it is given up: packages name themselves near their beginning. */
const MOST_UNPACKED = 64 * 1024 * 1024
const MOST_ENTRIES = 20_000
/** Far more than any file of that kind has. */
const MOST_BYTES = 4 * 1024 * 1024
const BLOCK = 512

export const archives: Archives = { tarGz, zip }

/** Ends a stream once enough of it was seen. */
class Enough extends Error {}

type Matches = (name: string) => boolean

/** The first file of a `.tar.gz` with such a name (POSIX.1-1988 and later: pax headers are passed over). */
async function tarGz(path: string, matches: Matches, signal: AbortSignal): Promise<Member | undefined> {
  const [{ pipeline }, { createGunzip }] = await Promise.all([import('node:stream/promises'), import('node:zlib')])
  const scan = tarScanner(matches)
  const unzip = createGunzip()
  let unpacked = 0
  try {
    await pipeline(
      createReadStream(path),
      unzip,
      async (chunks: AsyncIterable<Buffer>) => {
        for await (const chunk of chunks) {
          unpacked += chunk.length
          if (scan.take(chunk) || unpacked > MOST_UNPACKED) throw new Enough()
        }
      },
      { signal },
    )
  } catch (error) {
    // Cut short, no archive, or enough of it: what was found stands.
    if (signal.aborted) throw error
  }
  return scan.found()
}

/** Reads headers and skips contents, whatever the chunks are. */
function tarScanner(matches: Matches) {
  let rest: Buffer = Buffer.alloc(0)
  let skip = 0
  let entries = 0
  let wanted: { name: string; size: number } | undefined
  let member: Member | undefined

  /** True once nothing more is needed. */
  function take(chunk: Buffer): boolean {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (;;) {
      const skipped = Math.min(skip, rest.length)
      skip -= skipped
      rest = rest.subarray(skipped)
      if (wanted) {
        if (rest.length < wanted.size) return false
        member = { name: wanted.name, bytes: Buffer.from(rest.subarray(0, wanted.size)) }
        return true
      }
      if (skip > 0 || rest.length < BLOCK) return false
      const header = headerIn(rest.subarray(0, BLOCK))
      if (!header || ++entries > MOST_ENTRIES) return true
      rest = rest.subarray(BLOCK)
      if (header.isFile && header.size <= MOST_BYTES && matches(header.name)) wanted = header
      else skip = Math.ceil(header.size / BLOCK) * BLOCK
    }
  }

  return { take, found: () => member }
}

/** Undefined for the end of the archive, and for what is no header. */
function headerIn(block: Buffer): { name: string; size: number; isFile: boolean } | undefined {
  const text = (from: number, length: number) => block.toString('latin1', from, from + length).replace(/\0.*$/s, '')
  const digits = text(124, 12).trim()
  if (block[0] === 0 || !/^[0-7]{1,12}$/.test(digits)) return undefined
  const prefix = text(345, 155)
  const name = text(0, 100)
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size: Number.parseInt(digits, 8),
    isFile: block[156] === 0 || block[156] === 0x30,
  }
}

/** The first file of a zip archive with such a name. Sizes that do not hold end the reading. */
async function zip(path: string, matches: Matches, signal: AbortSignal): Promise<Member | undefined> {
  const { openPromise } = await import('yauzl')
  const file = await openPromise(path).catch(() => undefined)
  if (!file) return undefined
  try {
    let entries = 0
    for await (const entry of file.eachEntry()) {
      signal.throwIfAborted()
      if (++entries > MOST_ENTRIES) return undefined
      if (entry.uncompressedSize > MOST_BYTES || !matches(entry.fileName)) continue
      const parts: Buffer[] = []
      for await (const chunk of await file.openReadStreamPromise(entry)) parts.push(chunk as Buffer)
      return { name: entry.fileName, bytes: Buffer.concat(parts) }
    }
    return undefined
  } catch (error) {
    if (signal.aborted) throw error
    return undefined
  } finally {
    file.close()
  }
}
