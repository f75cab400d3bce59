/**
 * Takes each rejection of the verifier out, one at a time, and says what the forged bundles come to without it. Run as a
 * process of its own: each mutant is a copy of the code that is loaded once. Prints JSON.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as TrustModule from '../../../electron/core/verify/trust.ts'
import type * as VerifyModule from '../../../electron/core/verify/verify.ts'
import { trustedRootJson } from '../../fixtures/forge/authority.ts'
import { DIGEST, EXPECTED } from './asking.ts'
import { ownAttestationCases, sharedAttestationCases } from './attestation-cases.ts'
import { keyCases } from './key-cases.ts'
import { ownCases, unsupportedCases } from './own-cases.ts'
import { sharedCases } from './shared-cases.ts'

export interface Mutant {
  /** `file: the line that was taken out`. */
  readonly check: string
  /** Cases that pass without it, and cases that are rejected for another reason. */
  readonly passes: readonly string[]
  readonly others: readonly string[]
}

const ROOT = join(import.meta.dirname, '../../..')
/** In code, and not in a comment. */
const REJECTS = /(?<!`)throw reject\(/g

const cases = [
  ...sharedCases,
  ...ownCases,
  ...unsupportedCases,
  ...sharedAttestationCases,
  ...ownAttestationCases,
  ...keyCases,
].map(({ what, bundle, request }) => ({ what, bundle: bundle(), request }))

/** By its own root: what it knows of a trusted root is kept beside it. */
async function answersOf(folder: string): Promise<string[]> {
  const load = (name: string) => import(pathToFileURL(join(folder, 'core/verify', name)).href)
  const [{ verifyBundle }, { readTrust }]: [typeof VerifyModule, typeof TrustModule] = await Promise.all([
    load('verify.ts'),
    load('trust.ts'),
  ])
  const trust = readTrust(trustedRootJson())
  return cases.map(({ bundle, request }) => {
    const found = verifyBundle({ bundle, sha256: DIGEST, trust, expectation: EXPECTED, ...request })
    return found.ok ? 'ok' : found.reason
  })
}

/** Inside the clone, so that packages are found. */
mkdirSync(join(ROOT, '.cache'), { recursive: true })
const work = mkdtempSync(join(ROOT, '.cache', 'mutants-'))
try {
  const copy = (name: string): string => {
    const folder = join(work, name)
    for (const room of ['contract', 'core']) {
      cpSync(join(ROOT, 'electron', room), join(folder, room), {
        recursive: true,
        // Signing, exports and kinds of attestations are not asked for.
        filter: (path) => !/core[\\/](signing[\\/]steps|export)/.test(path),
      })
    }
    return folder
  }
  const whole = await answersOf(copy('whole'))
  const mutants: Mutant[] = []
  const verifier = join(ROOT, 'electron/core/verify')
  for (const file of readdirSync(verifier).filter((name) => name.endsWith('.ts'))) {
    const source = readFileSync(join(verifier, file), 'utf8')
    for (const { index } of source.matchAll(REJECTS)) {
      const folder = copy(`${mutants.length}`)
      const without = `${source.slice(0, index)}void reject(${source.slice(index + 'throw reject('.length)}`
      writeFileSync(join(folder, 'core/verify', file), without)
      const answers = await answersOf(folder)
      const line = source.slice(source.lastIndexOf('\n', index) + 1).split('\n')[0] ?? ''
      const changed = cases.filter((_, i) => answers[i] !== whole[i])
      const passes = cases.filter((_, i) => answers[i] === 'ok' && whole[i] !== 'ok').map(({ what }) => what)
      const others = changed.map(({ what }) => what).filter((what) => !passes.includes(what))
      mutants.push({ check: `${file}: ${line.trim()}`, passes, others })
      rmSync(folder, { recursive: true, force: true })
    }
  }
  process.stdout.write(JSON.stringify(mutants))
} finally {
  rmSync(work, { recursive: true, force: true })
}
