/**
 * `npm run bench`: how fast and how small, as ratios of one run on one machine. Prints a table, writes out/bench.json, and
 * ends with 1 where a bar of docs/performance.md is missed. Arguments select measures.
 */
import { buildApp } from './app-build.mjs'
import { inRoot, projectNode, ROOT } from './places.mjs'
import { entryPoint, run } from './run.mjs'
import { setUp } from './setup.mjs'

await entryPoint(async (args) => {
  await setUp({ display: process.platform === 'linux' })
  await buildApp()
  return run(projectNode(), [inRoot('build', 'bench', 'run.mjs'), ...args], { cwd: ROOT, stdout: 1 })
})
