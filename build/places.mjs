/** Where things are: in the clone, and in the cache folder that belongs to the person. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = resolve(fileURLToPath(new URL('..', import.meta.url)))

/** A path inside the clone. */
export const inRoot = (...parts) => join(ROOT, ...parts)

/** What the set-up keeps between runs for one clone; git ignores it. */
export const inClone = (...parts) => inRoot('.cache', ...parts)

/** What all clones of one person share. The XDG specification has relative values ignored. */
export function inCache(...parts) {
  const xdg = process.env.XDG_CACHE_HOME
  return join(xdg?.startsWith('/') ? xdg : join(homedir(), '.cache'), 'countermark', ...parts)
}

/** The project's own Node, where its platform package is installed; else the Node that runs this. */
export function projectNode() {
  const own = inRoot('node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(own) ? own : process.execPath
}

/** A tool of the project: the arguments that have the project's Node run it. */
export const tool = (name) => inRoot('node_modules', ...TOOLS[name])

const TOOLS = {
  biome: ['@biomejs', 'biome', 'bin', 'biome'],
  'electron-builder': ['electron-builder', 'cli.js'],
  'electron-vite': ['electron-vite', 'bin', 'electron-vite.js'],
  knip: ['knip', 'bin', 'knip.js'],
  tsc: ['typescript', 'bin', 'tsc'],
  vitest: ['vitest', 'vitest.mjs'],
}
