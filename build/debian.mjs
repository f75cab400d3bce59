/** Installs what the system lacks, where that may be done: as root, with apt-get. sudo is never called. */
import { SetupFault } from './faults.mjs'
import { ask, run, say } from './run.mjs'
import { packageOf, which } from './system.mjs'

/**
 * Sees to it that none of these libraries and programs is missing. What is installed is announced first; where it cannot
 * be installed, the fault names the command.
 */
export async function provide(missing) {
  if (missing.length === 0) return
  const what = missing.join(', ')
  const known = missing.map(packageOf)
  if (known.includes(undefined) || !which('apt-get')) throw new SetupFault('system.missing-unknown', { what })
  const packages = [...new Set(known)].sort()
  if (process.getuid?.() !== 0) {
    const command = `sudo sh -c 'apt-get update && apt-get install --yes ${current(packages)}'`
    throw new SetupFault('system.missing', { what, command })
  }
  say(`this system lacks ${what}; installing as root: ${packages.join(' ')}`)
  // An update that fails may still leave lists that are good enough.
  if ((await aptGet('update')) !== 0) say('apt-get update failed; going on with the lists that are here')
  const names = current(packages).split(' ')
  if ((await aptGet('install', '--yes', ...names)) === 0) return
  const command = `apt-get update && apt-get install --yes ${names.join(' ')}`
  throw new SetupFault('system.install-failed', { what, command })
}

/** Another apt-get may be at work: it is waited for. */
const aptGet = (verb, ...args) =>
  run('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', verb, ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })

/** Newer releases have some libraries under a name that ends in t64. */
const current = (packages) =>
  packages.map((name) => (isOffered(name) || !isOffered(`${name}t64`) ? name : `${name}t64`)).join(' ')

const isOffered = (name) => ask('apt-cache', ['show', '--no-all-versions', name]).status === 0
