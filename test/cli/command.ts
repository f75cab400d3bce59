/** The built command line, run as a person runs it: as a process of its own, with a browser that signs in. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const ENTRY = join(ROOT, 'out/cli/index.mjs')
const BROWSER = join(ROOT, 'build/journey-browser.mjs')

export interface Finished {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
  /** Standard output as JSON. */
  json(): Record<string, unknown>
}

export interface RunOptions {
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Nobody listens at standard output. */
  readonly isDeaf?: boolean
  /** Sees everything as it is printed, with the process, to end it in the middle. */
  readonly onOutput?: (text: string, kill: (signal: NodeJS.Signals) => void) => void
}

export interface Desk {
  /** A folder for files. */
  readonly folder: string
  readonly data: string
  file(name: string, contents: string): string
  run(args: readonly string[], options?: RunOptions): Promise<Finished>
  clear(): void
}

/** A data folder and a folder of files. The browser signs in as ada@lovelace.example. */
export function openDesk(): Desk {
  const base = mkdtempSync(join(tmpdir(), 'countermark-cli-'))
  const folder = join(base, 'release')
  const data = join(base, 'data')
  mkdirSync(folder)
  const browser = join(base, 'browser')
  writeFileSync(browser, `#!/bin/sh\nexec "${process.execPath}" "${BROWSER}" "$@"\n`, { mode: 0o755 })

  return {
    folder,
    data,
    file(name, contents) {
      const path = join(folder, name)
      writeFileSync(path, contents)
      return path
    },
    run(args, { input, env = {}, cwd = folder, onOutput, isDeaf } = {}) {
      return new Promise((resolve, reject) => {
        const own = { PATH: process.env.PATH ?? '', HOME: base, COUNTERMARK_DATA_DIR: data, BROWSER: browser, ...env }
        const child = spawn(process.execPath, [ENTRY, ...args], { cwd, env: own, stdio: 'pipe' })
        let out = ''
        let err = ''
        const kill = (signal: NodeJS.Signals) => void child.kill(signal)
        child.stdout.on('data', (chunk) => {
          out += String(chunk)
          onOutput?.(String(chunk), kill)
        })
        child.stderr.on('data', (chunk) => {
          err += String(chunk)
          onOutput?.(String(chunk), kill)
        })
        child.on('error', reject)
        child.on('close', (code, signal) => resolve({ code, signal, out, err, json: () => JSON.parse(out) }))
        child.stdin.on('error', () => {})
        if (isDeaf) child.stdout.destroy()
        child.stdin.end(input ?? '')
      })
    },
    clear: () => rmSync(base, { recursive: true, force: true }),
  }
}
