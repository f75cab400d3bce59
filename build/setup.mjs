/**
 * The set-up: packages, Electron, and what they need of the system. Plain JavaScript for any Node from 20 on, without
 * packages of its own, because there are none before it ran. Run again, it does nothing but look.
 */
import { pathToFileURL } from 'node:url'
import { installedBrowser } from './chromium.mjs'
import { provide } from './debian.mjs'
import { setUpElectron } from './electron.mjs'
import { SetupFault } from './faults.mjs'
import { setUpPackages } from './packages.mjs'
import { entryPoint, say } from './run.mjs'
import { checkSandbox } from './sandbox.mjs'
import { missingLibraries, missingPrograms } from './system.mjs'

/** A keyring, the bus that it is on, and what hears it come up. */
const KEYRING = ['gnome-keyring-daemon', 'dbus-daemon', 'dbus-monitor']

/** `display`: a virtual display will be needed. `chromium`, `keyring`: a browser or a Secret Service for the tests will be. */
export async function setUp({ chromium = false, display = false, keyring = false } = {}) {
  await setUpPackages()
  const runtime = await setUpElectron()
  const needsBrowser = chromium && !installedBrowser()
  if (needsBrowser && process.platform !== 'linux') {
    throw new SetupFault('system.missing-unknown', { what: 'Chromium, Chrome or Edge' })
  }
  const programs = ['xdg-open', 'git', ...(display ? ['Xvfb', 'xauth'] : []), ...(keyring ? KEYRING : [])]
  await provide([
    ...missingLibraries(runtime.path, keyring ? ['libsecret-1.so.0'] : []),
    ...missingPrograms(programs),
    ...(needsBrowser ? ['chromium'] : []),
  ])
  checkSandbox()
  return runtime
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await entryPoint(async (args) => {
    const runtime = await setUp({
      chromium: args.includes('--chromium'),
      display: args.includes('--display'),
      keyring: args.includes('--keyring'),
    })
    say(`set up: Electron ${runtime.version}${runtime.isOffline ? ', the offline runtime' : ''}`)
  })
}
