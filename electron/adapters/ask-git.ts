/** Asks git about a folder. The tree may be a stranger's: nothing that its configuration names runs. */
import { type ExecFileException, execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, dirname, isAbsolute, join } from 'node:path'
import { fault } from '../contract/faults.ts'
import type { NoSource } from '../core/ports.ts'
import { bytesOfNames, namesFrom } from './raw-names.ts'

const TIMEOUT_MS = 30_000
/** A list of a million files. */
const MAX_BYTES = 1 << 27

/**
 * Before each command. One of the commands below reads the index, which would ask a monitor of files; none runs a hook or
 * opens a pager, and should one of them come to, these hold. `safe.directory` stays with the person.
 */
const GUARDS = [
  '--no-pager',
  '--no-optional-locks',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'credential.helper='].flatMap((key) => ['-c', key]),
]

/** Variables of git decide what it reads and runs, so none is passed on but these. */
function environment(inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(([name]) => !/^(GIT_|SSH_ASKPASS)/i.test(name))
  return {
    ...Object.fromEntries(kept),
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  }
}

export interface Said {
  readonly out: string
  readonly error: string
  /** Its exit code; undefined when it did not end by itself. */
  readonly code: number | undefined
}

/** Asks git about a folder. Nothing is thrown for what it answers. */
export type Ask = (args: readonly string[], input?: string) => Promise<Said>

/** Ends a question: git could not tell. */
export class NoAnswer extends Error {
  readonly why: NoSource
  constructor(why: NoSource) {
    super(why)
    this.why = why
  }
}

/** Asks git questions about a folder, of which the last answer counts. `env` is that of the process. Fault: `cancelled`. */
export type Asking = <T>(folder: string, signal: AbortSignal, work: (ask: Ask) => Promise<T>) => Promise<T | NoSource>

export function askingGit(env: NodeJS.ProcessEnv): Asking {
  return async (folder, signal, work) => {
    if (signal.aborted) throw fault('cancelled')
    const program = await findProgram(env)
    if (!program) return 'no-git'
    try {
      return await work((args, input) => run(program, [...GUARDS, '-C', folder, ...args], { env, signal, input }))
    } catch (error) {
      if (error instanceof NoAnswer) return error.why
      throw error
    }
  }
}

/** The first git of the search path. Relative entries would find a program in the folder that is looked at. */
async function findProgram(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const name = process.platform === 'win32' ? 'git.exe' : 'git'
  const path = Object.entries(env).find(([key]) => key.toUpperCase() === 'PATH')?.[1] ?? ''
  for (const folder of path.split(delimiter).filter(isAbsolute)) {
    const program = join(folder, name)
    try {
      await access(program, constants.X_OK)
      return program
    } catch {
      // Not here.
    }
  }
  return undefined
}

interface RunOptions {
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  readonly input?: string | undefined
}

/** Runs from its own folder: nothing is looked for in the folder that is asked about. */
function run(program: string, args: readonly string[], { env, signal, input = '' }: RunOptions): Promise<Said> {
  const options = {
    cwd: dirname(program),
    env: environment(env),
    // Names of files may be no UTF-8.
    encoding: 'buffer',
    maxBuffer: MAX_BYTES,
    timeout: TIMEOUT_MS,
    signal,
    windowsHide: true,
  } as const
  return new Promise((done, fail) => {
    const child = execFile(program, args, options, (error: ExecFileException | null, out, errorText) => {
      if (signal.aborted) fail(fault('cancelled'))
      else done({ out: namesFrom(out), error: errorText.toString(), code: error ? numberOf(error.code) : 0 })
    })
    // Who ends before it has read all of it says why by its exit code.
    child.stdin?.on('error', () => {}).end(bytesOfNames(input))
  })
}

const numberOf = (code: unknown): number | undefined => (typeof code === 'number' ? code : undefined)
