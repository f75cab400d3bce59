/**
 * From the start of the process to the last large thing painted on the first screen, against a window of the same
 * Electron that shows one line. The page itself tells when that was.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronRuntime } from '../electron-runtime.mjs'
import { ROOT } from '../places.mjs'
import { inPairs, median } from './measure.mjs'

const ROUNDS = 9
const LIMIT_MS = 20_000

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
async function usableAfter(app, env) {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const begin = Date.now()
  const child = spawn(electronRuntime().path, [...root, '--remote-debugging-port=0', app], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  try {
    return (await paintedAt(await debuggerHost(child))) - begin
  } finally {
    child.kill()
    await ended
  }
}

function debuggerHost(child) {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
      const host = /DevTools listening on ws:\/\/([^/]+)/.exec(said)?.[1]
      if (host) resolve(host)
    })
    child.once('close', () => reject(new Error(`Electron ended:\n${said}`)))
  })
}

/** When the page that has a heading had painted the largest thing on it, on the clock of the machine. */
async function paintedAt(host) {
  for (const deadline = Date.now() + LIMIT_MS; Date.now() < deadline; ) {
    const pages = await (await fetch(`http://${host}/json/list`)).json()
    const page = pages.find(({ type }) => type === 'page')
    const time = page && (await askPage(page.webSocketDebuggerUrl))
    if (time) return time
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('no page was painted')
}

/** By the Chrome DevTools Protocol. Undefined while there is no answer: the page may be on its way to another address. */
function askPage(address) {
  return new Promise((resolve) => {
    const socket = new WebSocket(address)
    const late = setTimeout(() => socket.close(), 500)
    const params = { expression: PAINTED, awaitPromise: true, returnByValue: true }
    socket.onopen = () => socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }))
    socket.onclose = () => resolve(undefined)
    socket.onerror = () => resolve(undefined)
    socket.onmessage = ({ data }) => {
      clearTimeout(late)
      resolve(JSON.parse(data).result?.result?.value)
      socket.close()
    }
  })
}

const PAINTED = `new Promise((resolve) => {
  if (document.querySelector('h1') === null) return resolve(0)
  const told = (list) => resolve(performance.timeOrigin + list.getEntries().at(-1).startTime)
  new PerformanceObserver(told).observe({ type: 'largest-contentful-paint', buffered: true })
})`
