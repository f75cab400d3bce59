/** The browser that plays the system's one, and shows the pages of the visual tests. */
import type { LaunchOptions } from 'playwright-core'
import { installedBrowser } from '../../build/chromium.mjs'

/** Chromium would otherwise ask the network for things that no test needs. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
]

/** An installed Chromium, Chrome or Edge. */
export function findChromium(): LaunchOptions {
  const executablePath = installedBrowser()
  if (!executablePath) throw new Error('there is no Chromium, Chrome or Edge: run npm test, which says what to install')
  return { executablePath, args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...QUIET] }
}
