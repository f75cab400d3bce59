/** `npm run check`: types, style, dead code, documentation. Each is run, whatever the others say. */
import { pathToFileURL } from 'node:url'
import { problemsInDocs } from './docs-check.mjs'
import { setUpPackages } from './packages.mjs'
import { inRoot, projectNode, ROOT, tool } from './places.mjs'
import { entryPoint, run, say } from './run.mjs'

const TOOLS = {
  types: ['tsc', '-b', inRoot('tsconfig.json')],
  style: ['biome', 'ci', '--error-on-warnings', '--diagnostic-level=warn', ROOT],
  'dead code': ['knip', '--no-progress'],
}

/** Runs every check and returns the names of those that failed. */
export async function check() {
  const failed = []
  for (const [name, [program, ...args]] of Object.entries(TOOLS)) {
    say(`checking ${name}…`)
    const status = await run(projectNode(), [tool(program), ...args], { cwd: ROOT })
    if (status !== 0) failed.push(name)
  }
  say('checking the documentation…')
  const problems = problemsInDocs()
  for (const problem of problems) say(`  ${problem}`)
  return problems.length > 0 ? [...failed, 'documentation'] : failed
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await entryPoint(async () => {
    await setUpPackages()
    const failed = await check()
    say(failed.length === 0 ? 'everything is fine' : `not fine: ${failed.join(', ')}`)
    return failed.length === 0 ? 0 : 1
  })
}
