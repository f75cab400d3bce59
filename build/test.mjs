/**
 * `npm test`: sets everything up, then types, style, dead code and documentation, a build, and the tests. Arguments select
 * parts: `check`, or a project of vitest.config.ts.
 */
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
    const isFine = await work()
    results.push({ name, isFine, seconds: ((Date.now() - start) / 1000).toFixed(1) })
  }

  const runtime = await setUp({ chromium: true, display: isLinux, keyring: isLinux })
  if (parts.includes('check')) await measure('check', async () => (await check()).length === 0)
  const projects = parts.filter((part) => part !== 'check')
  if (projects.length > 0) await measure('build', () => buildApp().then(() => true))
  await withDisplay(async (env) => {
    for (const project of projects) {
      const vitest = [tool('vitest'), 'run', '--project', project]
      await measure(project, async () => (await run(projectNode(), vitest, { cwd: ROOT, env })) === 0)
    }
    if (projects.includes('e2e') && process.getuid?.() === 0) {
      await measure('lock-down in the sandbox', () => runUnprivileged(runtime, 'test/e2e/lockdown.spec.ts', env))
    }
  })

  say('summary')
  for (const { name, isFine, seconds } of results) say(`  ${isFine ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`)
  return results.every(({ isFine }) => isFine) ? 0 : 1
}

/** On Linux the windows open on a display of their own, and not in the middle of somebody's work. */
const withDisplay = (work) => (isLinux ? withVirtualDisplay(work) : work(process.env))

await entryPoint(test)
