/** Chromium's sandbox: it stays on. Only root, who cannot have it, gets the flag that switches it off. */
import { SetupFault } from './faults.mjs'
import { ask, say } from './run.mjs'

const isRoot = () => process.platform === 'linux' && process.getuid?.() === 0

/** The arguments that Electron needs for this user. */
export function sandboxArguments() {
  if (!isRoot()) return []
  say('running as root: Chromium cannot use its sandbox, so it is switched off (--no-sandbox)')
  return ['--no-sandbox']
}

/** For anybody but root the sandbox needs user namespaces, which some systems forbid. */
export function checkSandbox() {
  if (process.platform !== 'linux' || isRoot()) return
  const { status } = ask('unshare', ['--user', '--map-root-user', 'true'])
  if (status === 0 || status === undefined) return
  throw new SetupFault('electron.sandbox', { command: commandThatAllows() })
}

function commandThatAllows() {
  const value = (name) => ask('sysctl', ['-n', name]).stdout.trim()
  if (value('kernel.apparmor_restrict_unprivileged_userns') === '1') {
    return 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'
  }
  if (value('user.max_user_namespaces') === '0') return 'sudo sysctl -w user.max_user_namespaces=15000'
  return 'sudo sysctl -w kernel.unprivileged_userns_clone=1'
}
