/**
 * `npm run interop`: other Sigstore clients judge what Countermark signs, Countermark judges what they sign, and the
 * conformance cases; Scorecard and Countermark look at the same projects. Arguments go to the test runner.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildApp } from './app-build.mjs'
import { SetupFault } from './faults.mjs'
import { setUpPackages } from './packages.mjs'
import {
  cosign,
  githubEvidence,
  npmEvidence,
  parityTrees,
  scannerSamples,
  scorecard,
  sigstorePython,
} from './peers.mjs'
import { projectNode, ROOT, tool } from './places.mjs'
import { entryPoint, run } from './run.mjs'

async function interop(args) {
  await setUpPackages()
  const data = resolve(ROOT, process.env.SIGSTORE_CONFORMANCE_DATA ?? join('..', 'shared', 'conformance'))
  if (!existsSync(join(data, 'bundle-verify'))) throw new SetupFault('interop.conformance', { folder: data })
  const env = {
    ...process.env,
    SIGSTORE_PYTHON: await sigstorePython(),
    COSIGN: await cosign(),
    NPM_EVIDENCE: await npmEvidence(),
    GITHUB_EVIDENCE: await githubEvidence(),
    SCORECARD: await scorecard(),
    PARITY_TREES: await parityTrees(),
    // Scorecard was built above: what it is built from is here.
    SCANNER_SAMPLES: scannerSamples(),
    SIGSTORE_CONFORMANCE_DATA: data,
  }
  await buildApp()
  return run(projectNode(), [tool('vitest'), 'run', '--project', 'interop', ...args], { cwd: ROOT, env })
}

await entryPoint(interop)
