/**
 * `npm test`: sets everything up, then types, style, dead code and documentation, a build, and the tests. Arguments select
 * parts: `check`, or a project of vitest.config.ts.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { buildApp } from './app-build.mjs'
import { check } from './check.mjs'
import { withVirtualDisplay } from './display.mjs'
import { projectNode, ROOT, tool } from './places.mjs'
import { entryPoint, run, say } from './run.mjs'
import { setUp } from './setup.mjs'
import { runUnprivileged } from './unprivileged.mjs'

const PARTS = ['check', 'unit', 'cli', 'visual', 'e2e']

const isLinux = process.platform === 'linux'

const HELP = `Usage: npm test [-- PART…]

Sets up what is missing and runs the parts: ${PARTS.join(', ')}. Without a PART, all of them.
`

async function test(args) {
  const parts = args.length > 0 ? args : PARTS
  const unknown = parts.filter((part) => !PARTS.includes(part))
  if (unknown.length > 0 || args.includes('--help')) {
    process.stderr.write(HELP)
    return args.includes('--help') ? 0 : 2
  }
  const results = []
  const measure = async (name, work) => {
    const start = Date.now()
    const { isFine, failures = [] } = await work()
    results.push({ name, isFine, failures, seconds: ((Date.now() - start) / 1000).toFixed(1) })
  }

  const runtime = await setUp({ chromium: true, display: isLinux, keyring: isLinux })
  if (parts.includes('check')) await measure('check', async () => ({ isFine: (await check()).length === 0 }))
  const projects = parts.filter((part) => part !== 'check')
  if (projects.length > 0) await measure('build', () => buildApp().then(() => ({ isFine: true })))
  await withDisplay(async (env) => {
    for (const project of projects) await measure(project, () => runProject(project, env))
    if (projects.includes('e2e') && process.getuid?.() === 0) {
      await measure('lock-down in the sandbox', async () => ({
        isFine: await runUnprivileged(runtime, 'test/e2e/lockdown.spec.ts', env),
      }))
    }
  })

  say('summary')
  for (const { name, isFine, failures, seconds } of results) {
    say(`  ${isFine ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`)
    for (const failure of failures) say(`          ${failure}`)
  }
  return results.every(({ isFine }) => isFine) ? 0 : 1
}

/** Runs a project of the tests; its failures are told once more at the end, where the output of a long run is read. */
async function runProject(project, env) {
  const folder = mkdtempSync(join(tmpdir(), 'countermark-report-'))
  const report = join(folder, 'report.json')
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const vitest = [tool('vitest'), 'run', '--project', project, ...reporters]
    const isFine = (await run(projectNode(), vitest, { cwd: ROOT, env })) === 0
    return { isFine, failures: isFine ? [] : failuresIn(report) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function failuresIn(report) {
  let files
  try {
    files = JSON.parse(readFileSync(report, 'utf8')).testResults
  } catch {
    return ['the tests ended without a report']
  }
  return files.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    const told = failed.map((test) => `${test.fullName}: ${firstLine(test.failureMessages[0])}`)
    const outside = status === 'failed' && failed.length === 0 ? [firstLine(message)] : []
    return [...told, ...outside].map((failure) => `${relative(ROOT, name)}: ${failure}`)
  })
}

const firstLine = (text = '') => text.split('\n', 1)[0]

/** On Linux the windows open on a display of their own, and not in the middle of somebody's work. */
const withDisplay = (work) => (isLinux ? withVirtualDisplay(work) : work(process.env))

await entryPoint(test)
