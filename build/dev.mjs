/** `npm run dev`: opens the app, and builds and opens it again whenever a source changes. Ends with the app. */
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { buildApp } from './app-build.mjs'
import { SetupFault } from './faults.mjs'
import { inRoot, ROOT } from './places.mjs'
import { entryPoint, say } from './run.mjs'
import { sandboxArguments } from './sandbox.mjs'
import { setUp } from './setup.mjs'

/** An editor writes a file in several steps. */
const SETTLED_MS = 200
const WATCHED = ['electron', 'renderer', 'resources']

async function dev(args) {
  const runtime = await setUp()
  const flags = [...sandboxArguments(), ROOT, ...args]
  for (;;) {
    const changed = nextChange()
    if (!(await isBuilt())) {
      await changed
      continue
    }
    const app = spawn(runtime.path, flags, { stdio: 'inherit' })
    const ended = new Promise((resolve) => app.once('exit', (code) => resolve({ code })))
    const end = await Promise.race([ended, changed])
    if (end) return end.code ?? 0
    say('a source changed; building again…')
    app.kill()
    await ended
  }
}

async function isBuilt() {
  try {
    await buildApp()
    return true
  } catch (error) {
    if (!(error instanceof SetupFault)) throw error
    say(`${error.message} Waiting for a change…`)
    return false
  }
}

/** Settles a moment after the first change in the sources. */
function nextChange() {
  return new Promise((resolve) => {
    const onChange = () => {
      for (const watcher of watchers) watcher.close()
      setTimeout(resolve, SETTLED_MS)
    }
    const watchers = WATCHED.map((folder) => watch(inRoot(folder), { recursive: true }, onChange))
  })
}

await entryPoint(async (args) => {
  process.exit(await dev(args))
})
