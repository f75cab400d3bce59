/** Which Electron the set-up chose. The set-up writes it down; launchers and tests read it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { SetupFault } from './faults.mjs'
import { inClone } from './places.mjs'

const record = inClone('electron.json')

/** The Electron to start: its executable, its version, and whether it is the offline runtime. */
export function electronRuntime() {
  const runtime = existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : undefined
  if (!runtime || !existsSync(runtime.path)) throw new SetupFault('setup.out-of-date')
  return runtime
}

export function rememberRuntime(runtime) {
  mkdirSync(dirname(record), { recursive: true })
  writeFileSync(record, `${JSON.stringify(runtime, null, 2)}\n`)
}
