/**
 * Attestations that GitHub gave out, verified offline with the shipped trust data: of a public repository by a workflow that
 * others share, and of GitHub's own instance, whose root is not here.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const ENTRY = fileURLToPath(new URL('../../out/cli/index.mjs', import.meta.url))
const EVIDENCE = process.env.GITHUB_EVIDENCE ?? ''
const ISSUER = 'https://token.actions.githubusercontent.com'
const SHARED =
  'https://github.com/github/artifact-attestations-workflows/.github/workflows/attest.yml@09b495c3f12c7881b3cc17209a327792065c1a1d'
const folder = mkdtempSync(join(tmpdir(), 'countermark-github-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function verify(artifact: string, bundle: string, ...args: string[]) {
  const env = { PATH: process.env.PATH ?? '', HOME: folder, COUNTERMARK_DATA_DIR: join(folder, 'data') }
  const where = ['--instance', 'public', '--offline', '--json', '--bundle', join(EVIDENCE, bundle)]
  const all = [ENTRY, 'verify', ...where, ...args, join(EVIDENCE, artifact)]
  const { status, stdout } = spawnSync(process.execPath, all, { env, encoding: 'utf8' })
  const report = JSON.parse(stdout)
  const outcomes = Object.fromEntries(
    report.verdicts.map(({ verdict, outcome }: Record<string, string>) => [verdict, outcome]),
  )
  return { status, report, outcomes }
}

test('the signer is the workflow that holds the job, the source is the repository that called it', () => {
  const bundle = 'reusable-workflow-attestation.sigstore.json'
  const { status, report } = verify('reusable-workflow-artifact', bundle, '--identity', SHARED, '--issuer', ISSUER)
  expect(status).toBe(0)
  expect(report.build).toMatchObject({
    repository: 'https://github.com/malancas/attest-demo',
    workflow: 'https://github.com/malancas/attest-demo/.github/workflows/shared.yml@refs/heads/main',
    signer: SHARED,
  })
  expect(report.sources.statement).toMatchObject({ repository: 'https://github.com/malancas/attest-demo' })
  expect(verify('sigstore-js-2.1.0.tgz', bundle, '--any-signer')).toMatchObject({
    status: 1,
    outcomes: { unaltered: 'fail' },
  })
})

test('several attestations in one file: the one that is by who was expected speaks', () => {
  const bundle = 'sigstore-js-2.1.0_with_2_bundles.jsonl'
  const identity = 'https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main'
  expect(verify('sigstore-js-2.1.0.tgz', bundle, '--identity', identity, '--issuer', ISSUER).status).toBe(0)
})

test('what GitHub\u2019s own instance signed is no forgery: nothing is known of it', () => {
  const name = 'github_provenance_demo-0.0.12-py3-none-any'
  const { status, report } = verify(`${name}.whl`, `${name}-bundle.jsonl`, '--any-signer')
  expect(status).toBe(3)
  expect(report.reason).toBe('certificate-untrusted')
  expect(report.verdicts[1].says).toContain('GitHub')
})
