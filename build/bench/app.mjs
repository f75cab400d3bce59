/** The app in a process of its own, and its page by the Chrome DevTools Protocol. */
import { spawn } from 'node:child_process'
import { electronRuntime } from '../electron-runtime.mjs'

const LIMIT_MS = 20_000

/** Opens what lies in a folder; `page` asks the page to evaluate an expression. */
export async function openApp(folder, env) {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const begin = Date.now()
  const child = spawn(electronRuntime().path, [...root, '--remote-debugging-port=0', folder], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const close = async () => {
    child.kill()
    await ended
  }
  try {
    const host = await debuggerHost(child)
    return { begin, page: (expression) => untilAnswered(host, expression), close }
  } catch (error) {
    await close()
    throw error
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

/** Asks until the page has an answer that is something: it may not be there yet, or be on its way to another address. */
async function untilAnswered(host, expression) {
  for (const deadline = Date.now() + LIMIT_MS; Date.now() < deadline; ) {
    const pages = await (await fetch(`http://${host}/json/list`)).json()
    const page = pages.find(({ type }) => type === 'page')
    const value = page && (await ask(page.webSocketDebuggerUrl, expression))
    if (value) return value
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`the page never answered: ${expression.slice(0, 200)}`)
}

/** Undefined while there is no answer. */
function ask(address, expression) {
  return new Promise((resolve) => {
    const socket = new WebSocket(address)
    const late = setTimeout(() => socket.close(), LIMIT_MS)
    const params = { expression, awaitPromise: true, returnByValue: true }
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
