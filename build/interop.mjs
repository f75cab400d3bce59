/**
 * `npm run interop`: other Sigstore clients judge what Countermark signs, and Countermark judges the conformance cases.
 * The Python client goes into an environment of its own, by hashes.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { SetupFault } from './faults.mjs'
import { setUpPackages } from './packages.mjs'
import { inCache, inRoot, projectNode, ROOT, tool } from './places.mjs'
import { ask, entryPoint, run, say } from './run.mjs'

async function interop(args) {
  await setUpPackages()
  const data = resolve(ROOT, process.env.SIGSTORE_CONFORMANCE_DATA ?? join('..', 'shared', 'conformance'))
  if (!existsSync(join(data, 'bundle-verify'))) throw new SetupFault('interop.conformance', { folder: data })
  const python = await pythonWithSigstore()
  const env = { ...process.env, SIGSTORE_PYTHON: python, SIGSTORE_CONFORMANCE_DATA: data }
  return run(projectNode(), [tool('vitest'), 'run', '--project', 'interop', ...args], { cwd: ROOT, env })
}

/** The Python of an environment that has the client, made anew whenever the requirements change. */
async function pythonWithSigstore() {
  const requirements = inRoot('test', 'interop', 'requirements.txt')
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex')
  const folder = inCache(`interop-${digest.slice(0, 16)}`)
  const python = join(folder, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']))
  const stamp = join(folder, 'complete')
  if (existsSync(stamp)) return python
  say('installing sigstore-python into an environment of its own…')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(dirname(folder), { recursive: true })
  const made = ask(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', folder])
  if (made.status !== 0) throw new SetupFault('interop.python', { reason: lastLine(made.stderr || made.stdout) })
  const options = ['--disable-pip-version-check', '--quiet', '--require-hashes', '--only-binary', ':all:']
  const status = await run(python, ['-m', 'pip', 'install', ...options, '-r', requirements])
  if (status !== 0) throw new SetupFault('interop.python', { reason: 'pip says why above' })
  writeFileSync(stamp, new Date().toISOString())
  return python
}

const lastLine = (text) => text.trim().split('\n').at(-1) || 'python3 is not there'

await entryPoint(interop)
