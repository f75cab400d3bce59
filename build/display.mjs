/** A display: the one that is there, or a virtual one for as long as it is needed. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SetupFault } from './faults.mjs'
import { ask } from './run.mjs'

const START_LIMIT_MS = 20_000

/** Only Linux can be without one. */
export const hasDisplay = (env = process.env) =>
  process.platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY)

/**
 * Runs `work` with the environment of a virtual display, which ends with it. The server chooses a free number. There is no
 * desktop on it and no program registered for anything: pages are opened by what BROWSER names.
 */
export async function withVirtualDisplay(work) {
  const folder = mkdtempSync(join(tmpdir(), 'countermark-display-'))
  const authority = join(folder, 'authority')
  const cookie = randomBytes(16).toString('hex')
  // The server wants a cookie before it has chosen its number: number 0 stands for it until then.
  ask('xauth', ['-q', '-f', authority, 'add', ':0', '.', cookie])
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-noreset', '-auth', authority]
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  try {
    const display = `:${await chosenNumber(server)}`
    ask('xauth', ['-q', '-f', authority, 'add', display, '.', cookie])
    mkdirSync(join(folder, 'empty'))
    const own = { DISPLAY: display, XAUTHORITY: authority }
    return await work({ ...process.env, ...localeFor(process.env), ...noDesktop(join(folder, 'empty')), ...own })
  } finally {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Without a locale Chromium reads no file name that is more than ASCII. A desktop always has one. */
const localeFor = ({ LC_ALL, LC_CTYPE, LANG }) => (LC_ALL || LC_CTYPE || LANG ? {} : { LC_CTYPE: 'C.UTF-8' })

/**
 * xdg-open asks the desktop and its registered programs before it looks at BROWSER. Where no session bus is named, Chromium
 * has one started again and again, in vain where there is no desktop, and under load some starts never end.
 */
const noDesktop = (empty) => ({
  DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(empty, 'bus')}`,
  WAYLAND_DISPLAY: '',
  XDG_DATA_DIRS: empty,
  XDG_DATA_HOME: empty,
  XDG_CONFIG_DIRS: empty,
  XDG_CONFIG_HOME: empty,
  XDG_CURRENT_DESKTOP: '',
  DESKTOP_SESSION: '',
  GNOME_DESKTOP_SESSION_ID: '',
  KDE_FULL_SESSION: '',
})

function chosenNumber(server) {
  return new Promise((resolve, reject) => {
    let said = ''
    let number = ''
    const fail = (reason) => reject(new SetupFault('system.display', { reason: reason.trim() || 'it said nothing' }))
    const timer = setTimeout(() => fail(`Xvfb was silent for ${START_LIMIT_MS / 1000} s`), START_LIMIT_MS)
    server.once('error', ({ message }) => fail(message))
    server.once('exit', () => fail(said))
    server.once('exit', () => clearTimeout(timer))
    server.stderr.on('data', (data) => {
      said += data
    })
    server.stdio[3].on('data', (data) => {
      number += data
      if (!number.endsWith('\n')) return
      clearTimeout(timer)
      resolve(number.trim())
    })
  })
}
