/** What Electron and the tests need of the system: shared libraries and a few programs, with their Debian packages. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ask } from './run.mjs'

/** The packages that bring the libraries Electron links to. What is not listed has no known package. */
const LIBRARIES = {
  'libX11.so.6': 'libx11-6',
  'libX11-xcb.so.1': 'libx11-xcb1',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libasound.so.2': 'libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgdk_pixbuf-2.0.so.0': 'libgdk-pixbuf-2.0-0',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libsecret-1.so.0': 'libsecret-1-0',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libpangocairo-1.0.so.0': 'libpangocairo-1.0-0',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
}

/** Libraries that are opened only when a window is, so that the linker's list does not name them. */
const OPENED_LATER = ['libgtk-3.so.0']

const PROGRAMS = {
  Xvfb: 'xvfb',
  xauth: 'xauth',
  'xdg-open': 'xdg-utils',
  git: 'git',
  chromium: 'chromium',
  'dbus-daemon': 'dbus',
  'dbus-monitor': 'dbus',
  'gnome-keyring-daemon': 'gnome-keyring',
}

/** The libraries that an executable needs and this system does not have; `more` are opened by what it loads. */
export function missingLibraries(executable, more = []) {
  if (process.platform !== 'linux') return []
  const { stdout } = ask('ldd', [executable])
  const linked = [...stdout.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => name)
  const cache = ask('/sbin/ldconfig', ['-p']).stdout
  return [
    ...new Set([...linked, ...[...OPENED_LATER, ...more].filter((name) => cache !== '' && !cache.includes(name))]),
  ]
}

export const missingPrograms = (names) => (process.platform === 'linux' ? names.filter((name) => !which(name)) : [])

/** The full path of a program on PATH. */
export function which(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/bin', '/usr/bin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** The Debian package that brings a library or program, or `undefined`. */
export const packageOf = (name) => LIBRARIES[name] ?? PROGRAMS[name]
