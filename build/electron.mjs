/**
 * Which Electron is used: the one that ELECTRON_OVERRIDE_DIST_PATH names, else the official one, else — on Linux x64
 * only, and only after the official download was tried and refused — the offline runtime.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { rememberRuntime } from './electron-runtime.mjs'
import { SetupFault } from './faults.mjs'
import { isOfflineRuntimePossible, offlineRuntime } from './offline-runtime.mjs'
import { inCache, inRoot, projectNode } from './places.mjs'
import { ask, say } from './run.mjs'

const DOWNLOAD_LIMIT_MS = 10 * 60_000
const REFUSAL_LASTS_MS = 24 * 60 * 60_000

export async function setUpElectron() {
  const runtime = (await overridden()) ?? official() ?? download() ?? (await offlineRuntime())
  rememberRuntime(runtime)
  return runtime
}

/** An Electron of the person's own: their choice, their version. */
async function overridden() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (!folder) return undefined
  const path = join(folder, executable())
  if (!existsSync(path)) throw new SetupFault('electron.override-missing', { folder })
  const version = versionIn(folder) ?? pinned()
  say(`using Electron ${version} of ELECTRON_OVERRIDE_DIST_PATH`)
  return { path, version, isOffline: version.split('.')[0] !== pinned().split('.')[0] }
}

/** The pinned Electron, if it is here already. */
function official() {
  const dist = inRoot('node_modules', 'electron', 'dist')
  const path = join(dist, executable())
  if (versionIn(dist) !== pinned() || !existsSync(path)) return undefined
  return { path, version: pinned(), isOffline: false }
}

/** Downloads the pinned Electron with its own installer. `undefined`: it was refused, and the offline runtime may do. */
function download() {
  const version = pinned()
  const refusal = inCache(`electron-${version}-refused`)
  if (isOfflineRuntimePossible && isRecent(refusal)) {
    say(
      `Electron ${version} could not be downloaded earlier today; using the offline runtime (to try again: rm '${refusal}')`,
    )
    return undefined
  }
  say(`downloading Electron ${version}…`)
  const installer = inRoot('node_modules', 'electron', 'install.js')
  const { status, stdout, stderr, error } = ask(projectNode(), [installer], { timeout: DOWNLOAD_LIMIT_MS })
  const runtime = status === 0 ? official() : undefined
  if (runtime) {
    rmSync(refusal, { force: true })
    return runtime
  }
  const reason = error ? 'it took too long' : firstLine(`${stderr}\n${stdout}`)
  if (/checksum|sha-?256/i.test(reason)) throw new SetupFault('electron.damaged', { version, reason })
  if (!isOfflineRuntimePossible) throw new SetupFault('electron.unreachable', { version, reason })
  say(`the download was refused (${reason}); using the offline runtime, which is for development and tests only`)
  mkdirSync(dirname(refusal), { recursive: true })
  writeFileSync(refusal, new Date().toISOString())
  return undefined
}

function isRecent(refusal) {
  const at = existsSync(refusal) ? Date.parse(readFileSync(refusal, 'utf8')) : Number.NaN
  return Math.abs(Date.now() - at) < REFUSAL_LASTS_MS
}

const pinned = () => JSON.parse(readFileSync(inRoot('node_modules', 'electron', 'package.json'), 'utf8')).version

function versionIn(dist) {
  const file = join(dist, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined
}

function executable() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

const firstLine = (text) => text.trim().split('\n')[0] || 'no reason given'
