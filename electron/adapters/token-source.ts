/** Reads identity tokens from files and streams: not one byte more than a token has. */
import { createReadStream } from 'node:fs'
import { fault } from '../contract/faults.ts'
import { reading } from './file-faults.ts'
import { MAX_TOKEN_BYTES, type TokenSource } from './given-token.ts'

/** A file, or whatever else has a path: a pipe of the shell too. Read anew each time. Faults: `files.*`, `input.too-long`. */
export const tokenFromFile =
  (path: string): TokenSource =>
  (signal) =>
    reading(path, () => readBounded(createReadStream(path, { signal }), signal))

/** Standard input, which can be read once: a session that signs in again gets the same token. Fault: `input.too-long`. */
export function tokenFromStream(stream: AsyncIterable<Uint8Array | string>): TokenSource {
  let text: Promise<string> | undefined
  return (signal) => {
    text ??= readBounded(stream, signal)
    return text
  }
}

async function readBounded(stream: AsyncIterable<Uint8Array | string>, signal: AbortSignal): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  let stop: () => void = () => {}
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(fault('cancelled'))
  })
  stopped.catch(() => {})
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  const iterator = stream[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { done, value } = await Promise.race([iterator.next(), stopped])
      if (done) return Buffer.concat(chunks).toString('utf8')
      const chunk = Buffer.from(value as Uint8Array)
      size += chunk.length
      if (size > MAX_TOKEN_BYTES) throw fault('input.too-long', { limit: String(MAX_TOKEN_BYTES) })
      chunks.push(chunk)
    }
  } catch (error) {
    throw signal.aborted ? fault('cancelled') : error
  } finally {
    signal.removeEventListener('abort', stop)
    // The stream is closed without being waited for: standard input may have no end.
    void iterator.return?.().catch(() => {})
  }
}
