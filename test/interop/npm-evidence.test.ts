/**
 * What npm's registry gave out for a package of Sigstore's own in 2023, verified offline with the shipped trust data: the true
 * workflow, the true commit, and the registry's own attestation that it was published.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const ENTRY = fileURLToPath(new URL('../../out/cli/index.mjs', import.meta.url))
const EVIDENCE = process.env.NPM_EVIDENCE ?? ''
const WORKFLOW = 'https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main'
const ISSUER = 'https://token.actions.githubusercontent.com'
const folder = mkdtempSync(join(tmpdir(), 'countermark-npm-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function verify(bundle: string, ...args: string[]) {
  const env = { PATH: process.env.PATH ?? '', HOME: folder, COUNTERMARK_DATA_DIR: join(folder, 'data') }
  const where = ['--instance', 'public', '--offline', '--bundle', join(EVIDENCE, bundle), '--json']
  const { status, stdout } = spawnSync(process.execPath, [ENTRY, 'verify', ...where, ...args], {
    env,
    encoding: 'utf8',
  })
  return { status, report: JSON.parse(stdout) }
}
const outcomes = ({ report }: ReturnType<typeof verify>) =>
  Object.fromEntries(report.verdicts.map(({ verdict, outcome }: Record<string, string>) => [verdict, outcome]))
const PACKAGE = join(EVIDENCE, 'package.tgz')

test('the provenance is by the workflow that built the package, from the commit that it says', () => {
  const verified = verify('bundle-provenance.json', '--identity', WORKFLOW, '--issuer', ISSUER, PACKAGE)
  expect(verified.status).toBe(0)
  expect(outcomes(verified)).toMatchObject({
    unaltered: 'pass',
    signed: 'pass',
    source: 'pass',
    logged: 'pass',
    expected: 'pass',
  })
  expect(verified.report.build).toMatchObject({
    repository: 'https://github.com/sigstore/sigstore-js',
    commit: 'dae8bd8eb433a4147b4655c00fe73e0f22bc0fb1',
    runner: 'github-hosted',
  })
  expect(verify('bundle-provenance.json', '--identity', `${WORKFLOW}s`, '--issuer', ISSUER, PACKAGE).status).toBe(1)
})

test('the publish attestation is by the key of the registry', () => {
  const verified = verify('bundle-publish.json', '--key', join(EVIDENCE, 'publish_key.pub'), PACKAGE)
  expect(verified.status).toBe(0)
  expect(outcomes(verified)).toMatchObject({ unaltered: 'pass', signed: 'pass', logged: 'pass', expected: 'pass' })
})

test('another package is not what they are about', () => {
  const other = join(folder, 'other.tgz')
  copyFileSync(PACKAGE, other)
  writeFileSync(other, 'and one byte more', { flag: 'a' })
  const verified = verify('bundle-provenance.json', '--any-signer', other)
  expect(verified.status).toBe(1)
  expect(outcomes(verified).unaltered).toBe('fail')
})
