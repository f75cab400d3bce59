/** The documentation names only what is there: every path of the clone and every npm script that it mentions. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { inRoot, ROOT } from './places.mjs'

const PLACES = ['build', 'docs', 'electron', 'renderer', 'resources', 'test', '.github', '.ci']

/** One sentence for each thing that is named and is not there. */
export function problemsInDocs() {
  const scripts = Object.keys(JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).scripts)
  return documents().flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    const problems = [...missingPaths(text, dirname(file)), ...missingScripts(text, scripts)]
    return problems.map((problem) => `${relative(ROOT, file)} names ${problem}`)
  })
}

function documents() {
  const top = readdirSync(ROOT)
    .filter((name) => name.endsWith('.md'))
    .map((name) => inRoot(name))
  const docs = readdirSync(inRoot('docs'), { recursive: true }).filter((name) => name.endsWith('.md'))
  return [...top, ...docs.map((name) => inRoot('docs', name))]
}

function missingPaths(text, folder) {
  const linked = [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, target]) => target)
  const links = linked.filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(folder, decodeURI(target))))
  const quoted = [...text.matchAll(/`([\w.@-]+(?:\/[\w.@-]*)+)`/g)].map(([, path]) => path)
  const paths = quoted.filter((path) => PLACES.includes(path.split('/')[0]) && !existsSync(inRoot(path)))
  return [...links, ...paths].map((path) => `${path}, which is not there`)
}

function missingScripts(text, scripts) {
  const named = [...text.matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g)].map(([, run, short]) => run ?? short)
  return [...new Set(named)]
    .filter((name) => !scripts.includes(name))
    .map((name) => `npm run ${name}, which is no script`)
}
