/**
 * From the start of the process to the last large thing painted on the first screen, against a window of the same
 * Electron that shows one line. The page itself tells when that was.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../places.mjs'
import { openApp } from './app.mjs'
import { inPairs, median } from './measure.mjs'

const ROUNDS = 9

const EMPTY_MAIN = `
const { app, BrowserWindow } = require('electron')
app.setPath('userData', process.env.EMPTY_DATA)
app.whenReady().then(() => new BrowserWindow({ width: 1200, height: 800 }).loadFile('index.html'))
app.on('window-all-closed', () => app.quit())
`
const EMPTY_PAGE = '<!doctype html><title>Empty</title><h1>An empty window</h1>'

export async function window({ folder, env }) {
  const empty = join(folder, 'empty-app')
  mkdirSync(empty)
  writeFileSync(join(empty, 'package.json'), '{"name":"empty","version":"0.0.0","main":"main.js"}')
  writeFileSync(join(empty, 'main.js'), EMPTY_MAIN)
  writeFileSync(join(empty, 'index.html'), EMPTY_PAGE)
  const data = (name) => join(folder, `window-${name}`)
  const start = (app, name) => usableAfter(app, { ...env, COUNTERMARK_DATA_DIR: data(name), EMPTY_DATA: data(name) })
  // Once each for the caches.
  await start(ROOT, 'app')
  await start(empty, 'empty')
  const times = await inPairs(
    ROUNDS,
    () => start(ROOT, 'app'),
    () => start(empty, 'empty'),
  )
  const [ours, theirs] = [median(times.ours), median(times.theirs)]
  return [
    {
      what: 'window usable: times that of an empty window of the same Electron',
      measured: ours / theirs,
      bar: 1.25,
      detail: `${ours.toFixed(0)} ms against ${theirs.toFixed(0)} ms`,
    },
  ]
}

/** Milliseconds from the start of the process until its page was painted. */
async function usableAfter(folder, env) {
  const app = await openApp(folder, env)
  try {
    return (await app.page(PAINTED)) - app.begin
  } finally {
    await app.close()
  }
}

/** When the page that has a heading had painted the largest thing on it, on the clock of the machine. */
const PAINTED = `new Promise((resolve) => {
  if (document.querySelector('h1') === null) return resolve(0)
  const told = (list) => resolve(performance.timeOrigin + list.getEntries().at(-1).startTime)
  new PerformanceObserver(told).observe({ type: 'largest-contentful-paint', buffered: true })
  setTimeout(() => resolve(0), 500)
})`
