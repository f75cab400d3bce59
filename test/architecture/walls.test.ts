/** The walls bite: each file in `violations/` breaks one rule, and its first line names the error that it must get. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const VIOLATIONS = join(import.meta.dirname, 'violations')

interface Violation {
  readonly path: string
  readonly expected: string
  readonly words: string
}

const violations: Violation[] = readdirSync(VIOLATIONS, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.\w+$/.test(path))
  .sort()
  .map((path) => {
    const [first = ''] = readFileSync(join(VIOLATIONS, path), 'utf8').split('\n')
    const [, expected = '', words = ''] = first.match(/expect: (\w+)(?:: ([^*]+))?/) ?? []
    return { path: path.split(sep).join('/'), expected, words }
  })

const isForCompiler = ({ expected }: Violation): boolean => expected.startsWith('TS')

test('every violation says what it breaks', () => {
  expect(violations.filter(({ expected }) => expected === '')).toEqual([])
})

describe('the linter', () => {
  let folder: string
  let found: Map<string, string[]>

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'countermark-walls-'))
    cpSync(VIOLATIONS, folder, { recursive: true })
    const config = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'))
    const own = { ...config, vcs: { enabled: false }, files: { includes: ['**'] } }
    writeFileSync(join(folder, 'biome.json'), JSON.stringify(own))
    found = lint(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(violations.filter((violation) => !isForCompiler(violation)))(
    '$path: $expected',
    ({ path, expected, words }) => {
      expect(found.get(path)).toContainEqual(expect.stringMatching(new RegExp(`/${expected}: .*${words.trim()}`, 's')))
    },
  )
})

/** Every finding of the linter by file, as `category: message`. */
function lint(folder: string): Map<string, string[]> {
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome')
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.']
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 << 20 })
  const report = JSON.parse(stdout) as {
    diagnostics: { category: string; message: string; location: { path: string } }[]
  }
  const byFile = new Map<string, string[]>()
  for (const { category, message, location } of report.diagnostics) {
    const file = location.path.split(sep).join('/')
    byFile.set(file, [...(byFile.get(file) ?? []), `${category}: ${message}`])
  }
  return byFile
}

describe('the compiler', () => {
  test.each(violations.filter(isForCompiler))('$path: $expected', ({ path, expected }) => {
    expect(compile(path)).toContain(`error ${expected}:`)
  })
})

/** Compiles one file as a part of the room whose folder it stands for. */
function compile(path: string): string {
  const room = path.startsWith('electron/') ? path.split('/').slice(0, 2).join('/') : 'renderer'
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  const folder = mkdtempSync(join(ROOT, '.cache', 'walls-'))
  try {
    const config = join(folder, 'tsconfig.json')
    const compilerOptions = { outDir: join(folder, 'out'), tsBuildInfoFile: join(folder, 'buildinfo') }
    const own = { extends: join(ROOT, room, 'tsconfig.json'), compilerOptions, include: [join(VIOLATIONS, path)] }
    writeFileSync(config, JSON.stringify(own))
    return execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', config], {
      encoding: 'utf8',
    })
  } catch (error) {
    return String((error as { stdout?: string }).stdout)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
