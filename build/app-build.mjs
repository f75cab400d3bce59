/** Builds the app and the command line into out/, unless it was built from the same sources before. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupFault } from './faults.mjs'
import { inClone, inRoot, projectNode, tool } from './places.mjs'
import { run, say } from './run.mjs'

const SOURCES = [
  'electron',
  'renderer',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
]
const PRODUCTS = ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html', 'out/cli/index.mjs']

export async function buildApp() {
  const stamp = inClone('built')
  const wanted = hashOf(SOURCES)
  const isBuilt = PRODUCTS.every((path) => existsSync(inRoot(path)))
  if (isBuilt && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('building the app…')
  const status = await run(projectNode(), [tool('electron-vite'), 'build', '--logLevel', 'warn'], { cwd: inRoot() })
  const builtCli = await run(projectNode(), [inRoot('build', 'cli-build.mjs')], { cwd: inRoot() })
  if (status !== 0 || builtCli !== 0) throw new SetupFault('build.failed')
  mkdirSync(inClone(), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** One digest over names and contents: dates say nothing after a checkout. */
function hashOf(paths) {
  const hash = createHash('sha256')
  const read = (path) => {
    for (const entry of readdirSync(inRoot(path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inside = join(path, entry.name)
      if (entry.isDirectory()) read(inside)
      else add(inside)
    }
  }
  const add = (path) => hash.update(`${path}\n`).update(readFileSync(inRoot(path)))
  for (const path of paths) {
    if (path.includes('.')) add(path)
    else if (existsSync(inRoot(path))) read(path)
  }
  return hash.digest('hex')
}
