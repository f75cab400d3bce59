/** The package folder of the command line, as npm would publish and install it. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writePackage } from '../../build/npm-package.mjs'

let folder: string
let tarball: string

const run = (program: string, args: readonly string[], cwd: string, input = '') =>
  execFileSync(program, args, {
    cwd,
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      COUNTERMARK_DATA_DIR: join(folder, 'data'),
      npm_config_cache: join(folder, 'cache'),
    },
  })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-package-'))
  const out = writePackage({ out: join(folder, 'npm') })
  const [{ filename, files }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], out))
  tarball = join(folder, filename)
  packed = files.map(({ path }: { path: string }) => path)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let packed: string[]

test('holds the programs, the licences and nothing else', () => {
  const programs = packed.filter((name) => /^(?:index|worker|keychain-process|part-[\w.-]+)\.mjs$/.test(name))
  expect(programs).toEqual(expect.arrayContaining(['index.mjs', 'worker.mjs', 'keychain-process.mjs']))
  expect(packed.filter((name) => !programs.includes(name)).sort()).toEqual([
    'LICENSE',
    'README.md',
    'licences.json',
    'package.json',
  ])
  const manifest = JSON.parse(readFileSync(join(folder, 'npm', 'package.json'), 'utf8'))
  expect(manifest).toMatchObject({
    bin: { countermark: 'index.mjs' },
    publishConfig: { access: 'public', provenance: true },
  })
  expect(manifest).not.toHaveProperty('dependencies')
  expect(manifest).not.toHaveProperty('scripts')
})

test('the same sources make the same folder', () => {
  const again = writePackage({ out: join(folder, 'again') })
  for (const name of packed) expect(readFileSync(join(again, name))).toEqual(readFileSync(join(folder, 'npm', name)))
})

test('installed without a network, it signs and verifies', () => {
  const place = join(folder, 'somewhere')
  mkdirSync(place)
  writeFileSync(join(place, 'package.json'), '{}')
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', '--omit=optional', tarball], place)
  const countermark = (args: readonly string[], input = '') =>
    run(join(place, 'node_modules', '.bin', 'countermark'), args, place, input)
  expect(countermark(['--version']).trim()).toBe(
    JSON.parse(readFileSync(join(folder, 'npm', 'package.json'), 'utf8')).version,
  )
  writeFileSync(join(place, 'a.bin'), 'a')
  const token = countermark(['practice', 'token', '--email', 'ada@lovelace.example'])
  countermark(['sign', '--instance', 'practice', '--identity-token-file', '-', 'a.bin'], token)
  const verified = countermark(['verify', '--instance', 'practice', '--any-signer', 'a.bin'])
  expect(verified).toContain('ada@lovelace.example')
})
