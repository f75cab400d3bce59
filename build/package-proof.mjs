/** Proves a packaged folder: the fuses as declared, nothing in the archive but the app, and a start. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { SetupFault } from './faults.mjs'
import { ask, entryPoint, say } from './run.mjs'
import { sandboxArguments } from './sandbox.mjs'

const OFF = [
  'RunAsNode',
  'EnableNodeOptionsEnvironmentVariable',
  'EnableNodeCliInspectArguments',
  'GrantFileProtocolExtraPrivileges',
]
const ON = ['EnableCookieEncryption', 'OnlyLoadAppFromAsar', 'EnableEmbeddedAsarIntegrityValidation']

const ALLOWED = [
  /^\/package\.json$/,
  /^\/out(\/(main|preload|renderer))?$/,
  /^\/out\/(main|preload)\/[\w.-]+\.cjs$/,
  /^\/out\/renderer\/\w+\.html$/,
  // The one package that is no JavaScript: it talks to the keychain.
  /^\/node_modules(\/keytar(\/(package\.json|lib(\/keytar\.js)?|prebuilds(\/[\w-]+(\/keytar\.node)?)?))?)?$/,
  // Only in a package that is not for release.
  /^\/offline-runtime(\/[\w.-]+\.(js|json))?$/,
  /^\/out\/renderer\/assets(\/[\w.-]+\.(js|css|svg|woff2?))?$/,
]

/** What is no JavaScript is loaded from beside the archive: the system's loader reads no archives. */
const BESIDE = ['app.asar', 'app.asar.unpacked']

async function prove([folder, version]) {
  const executable = join(folder, 'countermark')
  await proveFuses(executable)
  proveContents(join(folder, 'resources'))
  proveStart(executable, version)
  process.stdout.write(`package: ${folder}\n`)
}

async function proveFuses(executable) {
  const wire = await getCurrentFuseWire(executable)
  // An Electron that is older than a fuse does not have it.
  const has = (name) => wire[FuseV1Options[name]] !== undefined
  const off = OFF.filter(has)
  const wrong = [
    ...off.filter((name) => wire[FuseV1Options[name]] !== FuseState.DISABLE),
    ...ON.filter((name) => wire[FuseV1Options[name]] !== FuseState.ENABLE),
  ]
  if (wrong.length > 0) throw unsound(`these fuses are not as declared: ${wrong.join(', ')}`)
  say(`fuses are as declared: off ${off.join(', ')}; on ${ON.join(', ')}`)
}

function proveContents(resources) {
  const archive = join(resources, 'app.asar')
  if (!existsSync(archive)) throw unsound('there is no app.asar')
  const listed = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'))
  const foreign = listed.filter((path) => !ALLOWED.some((pattern) => pattern.test(path)))
  if (foreign.length > 0) throw unsound(`the archive has more in it than the app: ${foreign.slice(0, 5).join(', ')}`)
  const beside = readdirSync(resources).filter((name) => ![...BESIDE, 'app-update.yml', 'inspector'].includes(name))
  if (beside.length > 0) throw unsound(`there is more beside the archive: ${beside.join(', ')}`)
  proveUnpacked(join(resources, 'app.asar.unpacked'))
  say(`the archive holds ${listed.length} entries, all of them of the app`)
}

function proveUnpacked(folder) {
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true }) : []
  const addons = files.filter((name) => name.endsWith('.node'))
  if (addons.length !== 1) throw unsound(`there is not one program for the keychain in it, but ${addons.length}`)
}

function proveStart(executable, version) {
  const { stdout, status, error } = ask(executable, [...sandboxArguments(), '--version'], { timeout: 30_000 })
  if (error || status !== 0 || stdout.trim() !== version) {
    throw unsound(`started with --version it answers ${JSON.stringify(stdout.trim())} and exits with ${status}`)
  }
  say(`it starts and says ${version}`)
}

const unsound = (reason) => new SetupFault('package.unsound', { reason })

await entryPoint(prove)
