/** One workflow of an open project changes: how long until the window shows what came of it, with all that is between. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parityTrees } from '../peers.mjs'
import { ROOT } from '../places.mjs'
import { openApp } from './app.mjs'
import { gather } from './gather.mjs'
import { median } from './measure.mjs'

const FILES = 5_000
const ROUNDS = 15
const PROJECT = `project-${'0'.repeat(31)}1`
const workflow = (permissions) =>
  `on: push\npermissions: ${permissions}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n`

export async function recheck({ folder, env }) {
  const root = join(folder, 'recheck')
  gather(JSON.parse(readFileSync(await parityTrees(), 'utf8')), root, { files: FILES, bytes: 0 })
  const changed = join(root, '.github', 'workflows', 'changed.yml')
  mkdirSync(join(changed, '..'), { recursive: true })
  writeFileSync(changed, workflow('{}'))
  execFileSync('git', ['init', '-q'], { cwd: root })
  execFileSync('git', ['add', '-A'], { cwd: root, stdio: 'pipe' })
  const data = join(folder, 'recheck-data')
  mkdirSync(data)
  const at = new Date().toISOString()
  const project = { id: PROJECT, path: realpathSync(root), addedAt: at, openedAt: at }
  const stored = { ...project, state: 'cannot-tell', dismissed: [], history: [] }
  writeFileSync(join(data, 'projects.json'), JSON.stringify({ version: 1, projects: [stored] }))

  const app = await openApp(ROOT, { ...env, COUNTERMARK_DATA_DIR: data })
  try {
    await app.page(`location.hash = '/projects/${PROJECT}/health'`)
    await app.page(scoreIs(10))
    const times = []
    for (let round = 0; round < ROUNDS; round++) {
      const score = round % 2 === 0 ? 0 : 10
      const shown = app.page(scoreIs(score))
      // The page has to be listening by then.
      await new Promise((resolve) => setTimeout(resolve, 400))
      const begin = Date.now()
      writeFileSync(changed, workflow(score === 10 ? '{}' : 'write-all'))
      times.push((await shown) - begin)
    }
    const detail = `milliseconds, median of ${ROUNDS}, from ${Math.min(...times)} to ${Math.max(...times)}; ${FILES} files`
    return [{ what: 'one workflow changes, until the window shows it', measured: median(times), bar: 150, detail }]
  } finally {
    await app.close()
  }
}

/** When the page showed that score of the permissions of tokens, on the clock of the machine. */
const scoreIs = (score) => `new Promise((resolve) => {
  const isShown = () => new RegExp('Token-Permissions\\\\s+${score}\\\\s').test(document.querySelector('main')?.innerText ?? '')
  if (isShown()) return resolve(Date.now())
  const observer = new MutationObserver(() => {
    if (!isShown()) return
    observer.disconnect()
    resolve(Date.now())
  })
  observer.observe(document.body, { subtree: true, childList: true, characterData: true })
})`
