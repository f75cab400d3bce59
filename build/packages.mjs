/** The packages of the lock file, installed once for each lock file. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { SetupFault } from './faults.mjs'
import { inRoot, projectNode, tool } from './places.mjs'
import { run, say } from './run.mjs'

const OLDEST_NODE = 20
const stamp = inRoot('node_modules', '.countermark-setup')

export async function setUpPackages() {
  const found = process.versions.node
  if (Number(found.split('.')[0]) < OLDEST_NODE) throw new SetupFault('setup.node-too-old', { found })
  const wanted = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && areThere()) return
  say('installing the packages of package-lock.json (npm ci; no install scripts run)…')
  // Inside `npm run` the environment carries settings of that npm, which a second one would read as its own.
  const status = await run(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'],
    {
      cwd: inRoot(),
      env: withoutNpm(process.env),
      shell: process.platform === 'win32',
    },
  )
  if (status !== 0) throw new SetupFault('setup.npm-failed')
  if (!areThere()) {
    throw new SetupFault('setup.node-missing', { platform: `${process.platform} ${process.arch}` })
  }
  writeFileSync(stamp, wanted)
}

const areThere = () =>
  projectNode() !== process.execPath && existsSync(tool('vitest')) && existsSync(inRoot('node_modules/electron'))

const withoutNpm = (env) =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^npm_(package|lifecycle|command|execpath|node)/.test(name)),
  )
