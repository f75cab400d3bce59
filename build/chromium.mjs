/** A browser for the tests: an installed Chromium, Chrome or Edge. */
import { existsSync } from 'node:fs'
import { which } from './system.mjs'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]

const PLACES = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap((folder) => [
    `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
    `${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
  ]),
}

/** The path of a browser, or `undefined`. `COUNTERMARK_TEST_BROWSER` names another one. */
export function installedBrowser() {
  const named = process.env.COUNTERMARK_TEST_BROWSER
  if (named) return existsSync(named) ? named : undefined
  return NAMES.map(which).find(Boolean) ?? PLACES[process.platform]?.find((path) => existsSync(path))
}
