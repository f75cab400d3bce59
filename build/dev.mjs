/** `npm run dev`: the app with its window reloading as the sources change. */
import { electronRuntime } from './electron-runtime.mjs'
import { projectNode, ROOT, tool } from './places.mjs'
import { entryPoint, run } from './run.mjs'
import { sandboxArguments } from './sandbox.mjs'
import { setUp } from './setup.mjs'

await entryPoint(async (args) => {
  await setUp()
  const env = { ...process.env, ELECTRON_EXEC_PATH: electronRuntime().path }
  const flags = sandboxArguments().length > 0 ? ['--noSandbox'] : []
  return run(projectNode(), [tool('electron-vite'), 'dev', ...flags, ...args], { cwd: ROOT, env })
})
