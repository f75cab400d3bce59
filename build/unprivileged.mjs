/**
 * Runs a test file once more as an ordinary user, with Chromium's sandbox on: as root it is off. That user can neither
 * read what belongs to root nor write to the clone, so it gets a copy of what it needs.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { inRoot, ROOT } from './places.mjs'
import { ask, run, say } from './run.mjs'

/** The user `nobody` of Debian. */
const NOBODY = 65534
const as = ['--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups']
const LEFT_OUT = ['.git', 'node_modules', 'dist', '.cache', join('out', 'journey')]

export async function runUnprivileged(runtime, file, env) {
  if (ask('setpriv', [...as, 'unshare', '--user', 'true']).status !== 0) {
    say('an ordinary user cannot make user namespaces here, so the sandbox cannot be tested')
    return false
  }
  say(`running ${file} as an ordinary user, with the sandbox on…`)
  const folder = mkdtempSync(join(tmpdir(), 'countermark-nobody-'))
  try {
    const clone = copyFor(folder, runtime, env)
    const vitest = [
      join(clone, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--configLoader',
      'native',
      '--project',
      'e2e',
      file,
    ]
    const node = join(clone, 'node_modules/.bin/node')
    const own = { ...env, ...homeIn(folder), XAUTHORITY: join(folder, 'authority') }
    return (await run('setpriv', [...as, node, ...vitest], { cwd: clone, env: own })) === 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function copyFor(folder, runtime, { XAUTHORITY }) {
  const clone = join(folder, 'clone')
  cpSync(ROOT, clone, { recursive: true, filter: (path) => !LEFT_OUT.includes(relative(ROOT, path)) })
  const electron = join(folder, 'electron')
  cpSync(dirname(runtime.path), electron, { recursive: true })
  mkdirSync(join(clone, '.cache'))
  const path = join(electron, relative(dirname(runtime.path), runtime.path))
  writeFileSync(join(clone, '.cache', 'electron.json'), JSON.stringify({ ...runtime, path }))
  mkdirSync(join(folder, 'home'))
  if (XAUTHORITY) cpSync(XAUTHORITY, join(folder, 'authority'))
  const modules = inRoot('node_modules')
  const isReadable = ask('setpriv', [...as, join(modules, '.bin/node'), '--version']).status === 0
  if (isReadable) symlinkSync(modules, join(clone, 'node_modules'))
  else cpSync(modules, join(clone, 'node_modules'), { recursive: true, verbatimSymlinks: true })
  ask('chown', ['-R', '-h', `${NOBODY}:${NOBODY}`, folder])
  return clone
}

function homeIn(folder) {
  const home = join(folder, 'home')
  const xdg = ['CACHE_HOME', 'CONFIG_HOME', 'DATA_HOME', 'CONFIG_DIRS', 'DATA_DIRS'].map((name) => [
    `XDG_${name}`,
    home,
  ])
  return { HOME: home, TMPDIR: home, USER: 'nobody', LOGNAME: 'nobody', ...Object.fromEntries(xdg) }
}
