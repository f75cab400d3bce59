/** `npm run package`: the Linux folder of the app, and the proof that it is what it should be. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildApp } from './app-build.mjs'
import { hasDisplay, withVirtualDisplay } from './display.mjs'
import { SetupFault } from './faults.mjs'
import { inClone, inRoot, projectNode, ROOT, tool } from './places.mjs'
import { entryPoint, run, say } from './run.mjs'
import { setUp } from './setup.mjs'

/** Where the loader of the offline runtime lies in the archive. */
const LOADER = 'offline-runtime'

const TARGETS = { linux: '--linux', mac: '--mac', win: '--win' }
const ARCHITECTURES = { x64: '--x64', arm64: '--arm64' }

async function packageApp(args) {
  if (args[0] === '--release') return packageRelease(args[1], args[2])
  const runtime = await setUp({ display: !hasDisplay() })
  await buildApp()
  const folder = inRoot('dist', runtime.isOffline ? 'countermark-linux-not-for-release' : 'countermark-linux')
  if (runtime.isOffline) say('packaging with the offline runtime: the result is for tests and not for release')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(inClone(), { recursive: true })
  const settings = [
    `--config.directories.output=${folder}`,
    `--config.electronDist=${dirname(runtime.path)}`,
    `--config.electronVersion=${runtime.version}`,
  ]
  const builder = [tool('electron-builder'), '--linux', 'dir', '--publish', 'never', '--config', configuration(runtime)]
  const status = await run(projectNode(), [...builder, ...settings], { cwd: ROOT })
  if (status !== 0) throw new SetupFault('package.unsound', { reason: 'electron-builder says why above' })
  const unpacked = join(folder, 'linux-unpacked')
  // The official folder loses its default app by the builder's own hand; the loader of the offline runtime is ours to take.
  for (const rest of ['default_app.asar', 'default_app.stamp'])
    rmSync(join(unpacked, 'resources', rest), { force: true })
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
  const proof = [inRoot('build', 'package-proof.mjs'), unpacked, version]
  const prove = (env) => run(projectNode(), proof, { cwd: ROOT, env, stdout: 1 })
  return hasDisplay() ? prove(process.env) : withVirtualDisplay(prove)
}

/** `npm run package -- --release linux x64`: what users download, in dist/release. Only with the official Electron. */
async function packageRelease(target, arch) {
  if (!Object.hasOwn(TARGETS, target ?? '') || !Object.hasOwn(ARCHITECTURES, arch ?? '')) {
    throw new SetupFault('release.target', { target: [target, arch].join(' ') })
  }
  const { isOffline } = await setUp()
  if (isOffline) throw new SetupFault('release.offline')
  await buildApp()
  const folder = inRoot('dist', 'release')
  rmSync(folder, { recursive: true, force: true })
  const what = [TARGETS[target], ARCHITECTURES[arch], '--publish', 'never']
  const how = ['--config', inRoot('build', 'electron-builder.yml'), `--config.directories.output=${folder}`]
  const status = await run(projectNode(), [tool('electron-builder'), ...what, ...how], { cwd: ROOT })
  if (status !== 0) throw new SetupFault('package.unsound', { reason: 'electron-builder says why above' })
  return 0
}

/**
 * The offline runtime is older than one of the fuses, and the builder sets all that are declared or none. What else it lacks is
 * supplied from within the archive.
 */
function configuration({ isOffline }) {
  const declared = inRoot('build', 'electron-builder.yml')
  if (!isOffline) return declared
  const adapted = inClone('electron-builder.yml')
  const text = readFileSync(declared, 'utf8')
    .replace(/^ *grantFileProtocolExtraPrivileges:.*\n/m, '')
    .replace(/^files:\n/m, `files:\n  - from: build/offline-runtime\n    to: ${LOADER}\n`)
  writeFileSync(adapted, `${text}\nextraMetadata:\n  main: ${LOADER}/packaged.js\n`)
  return adapted
}

await entryPoint(packageApp)
