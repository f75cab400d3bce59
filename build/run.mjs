/** Running other programs, and saying on stderr what is being done. Standard output belongs to results. */
import { spawn, spawnSync } from 'node:child_process'
import { SetupFault } from './faults.mjs'

/** One line for the person who waits. */
export const say = (line) => process.stderr.write(`countermark: ${line}\n`)

/** Runs a program to its end with its output on our stderr, and returns its exit code. */
export function run(command, args, { stdout = 2, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', stdout, 2], ...options })
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 128 : 1)))
  })
}

/** Runs a short program and returns its output; a program that is not there has the status `undefined`. */
export function ask(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    ...options,
  })
  return {
    status: error?.code === 'ENOENT' ? undefined : (status ?? 1),
    stdout: stdout ?? '',
    stderr: stderr ?? '',
    error,
  }
}

/** Runs an entry point: a fault is printed with its words, and the exit code is set. */
export async function entryPoint(main) {
  try {
    process.exitCode = (await main(process.argv.slice(2))) ?? 0
  } catch (error) {
    if (error instanceof SetupFault) {
      process.stderr.write(`fault: ${error.code}\n${error.message}\n${error.hint}\n`)
    } else {
      process.stderr.write(`fault: internal\n${error?.stack ?? error}\n`)
    }
    process.exitCode = 1
  }
}
