/** Where the command line speaks and listens: results on stdout, everything else on stderr. */
import type { Readable, Writable } from 'node:stream'
import { fault } from '../contract/faults.ts'

export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** Whether a person sits there: both ends are a terminal. */
  readonly isInteractive: boolean
  /** Whether results are JSON. */
  readonly json: boolean
  /** A result. Resolves once it is written. */
  print(text: string): Promise<void>
  /** Progress, questions, notes. */
  tell(text: string): void
  /** Writes over the last line that was told this way; whole lines where there is no terminal. */
  status(text: string): void
  /** Asks for one line. Fault: `cancelled` where the input ends. */
  ask(question: string): Promise<string>
  /** Standard input as it comes. */
  readonly input: AsyncIterable<Uint8Array | string>
  /** Standard input to its end, `maxBytes` at most. Fault: `input.too-long`. */
  readInput(maxBytes: number): Promise<string>
}

export interface Streams {
  readonly stdin: Readable & { isTTY?: boolean }
  readonly stdout: Writable & { isTTY?: boolean }
  readonly stderr: Writable & { isTTY?: boolean; columns?: number }
}

interface Options {
  readonly env: Terminal['env']
  readonly signal: AbortSignal
  readonly json: boolean
}

/** Control characters are for terminals to obey, and no business of a file name or a server's answer. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

export function openTerminal({ stdin, stdout, stderr }: Streams, { env, signal, json }: Options): Terminal {
  let statusLength = 0
  const clean = (text: string) => text.replace(CONTROL, '\ufffd')
  const endStatus = () => {
    if (statusLength > 0) stderr.write('\r\u001b[K')
    statusLength = 0
  }

  return {
    env,
    signal,
    json,
    input: stdin,
    isInteractive: stdin.isTTY === true && stderr.isTTY === true,

    print: (text) =>
      new Promise((resolve) => {
        endStatus()
        // Whether anybody still reads it is the reader's affair.
        stdout.write(`${text}\n`, () => resolve())
      }),

    tell(text) {
      endStatus()
      stderr.write(`${clean(text)}\n`)
    },

    status(text) {
      if (!stderr.isTTY) return
      endStatus()
      const line = clean(text).slice(0, Math.max(20, (stderr.columns ?? 80) - 1))
      statusLength = line.length
      stderr.write(line)
    },

    async ask(question) {
      endStatus()
      const { createInterface } = await import('node:readline')
      const lines = createInterface({ input: stdin, output: stderr })
      try {
        return await new Promise<string>((resolve, reject) => {
          lines.question(clean(question), { signal }, resolve)
          lines.once('close', () => reject(fault('cancelled')))
          signal.addEventListener('abort', () => reject(fault('cancelled')), { once: true })
        })
      } finally {
        lines.close()
      }
    },

    async readInput(maxBytes) {
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of stdin) {
        const bytes = Buffer.from(chunk as Uint8Array)
        size += bytes.length
        if (size > maxBytes) throw fault('input.too-long', { limit: String(maxBytes) })
        chunks.push(bytes)
      }
      return Buffer.concat(chunks).toString('utf8')
    },
  }
}
