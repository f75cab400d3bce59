/** What is asked about: names and versions out of all lock files of a project, less what its maintainers leave out. */
import { describe, expect, it } from 'vitest'
import { CHECKS } from '../../electron/core/checks/index.ts'
import { scan } from '../../electron/core/scan.ts'
import { type Files, treeOf } from '../fakes/tree.ts'

const NOW = new Date('2026-06-01T00:00:00Z')

async function look(files: Files, links: readonly string[] = []) {
  const tree = { ...treeOf(files), isLink: (path: string) => links.includes(path) }
  const checks = CHECKS.filter(({ id }) => id === 'vulnerabilities')
  return scan(checks, { tree, signal: new AbortController().signal, pause: async () => {}, now: NOW })
}

const asked = async (files: Files, links?: readonly string[]) =>
  (await look(files, links)).locked.map(({ name, version, path }) => `${name} ${version} ${path}`)

const list = (...names: readonly string[]) => names.map((name) => `${name}==1.0\n`).join('')
const override = (...lines: readonly string[]) => ['[[PackageOverrides]]', ...lines, 'ignore = true', ''].join('\n')

describe('the packages of a project', () => {
  it('stand in the order of their files, and each once', async () => {
    const files = {
      'a/requirements.txt': list('bb', 'aa'),
      'a-b/requirements.txt': list('cc', 'bb'),
      'a/go.mod': 'module m\ngo 1.24\nrequire b.c/d v1.0.0\n',
    }
    expect(await asked(files)).toEqual([
      'bb 1.0 a-b/requirements.txt',
      'cc 1.0 a-b/requirements.txt',
      'b.c/d 1.0.0 a/go.mod',
      'aa 1.0 a/requirements.txt',
    ])
  })

  it('of Python are named as PyPI does', async () => {
    expect(await asked({ 'requirements.txt': list('Zz_a', 'AA--b') })).toEqual([
      'aa-b 1.0 requirements.txt',
      'zz-a 1.0 requirements.txt',
    ])
  })

  it('have a version and a kind', async () => {
    const bom = '{"components":[{"purl":"pkg:npm/a"},{"purl":"pkg:generic/a@1"},{"purl":"pkg:npm/a@1"}]}'
    expect(await asked({ 'bom.json': bom, 'yarn.lock': 'a@1:\n' })).toEqual(['a 1 bom.json'])
  })

  it('have a commit where they have no version, and nothing is asked about that is none', async () => {
    const [one, other] = ['a'.repeat(40), 'b'.repeat(40)]
    const line = (name: string, commit: string) => `  "${name}": {:git, "https://x", "${commit}", []},\n`
    const { locked } = await look({
      'mix.lock': line('aa', one) + line('bb', 'main') + line('cc', other.slice(0, 7)),
      'z/mix.lock': line('dd', one) + line('ee', other),
    })
    expect(locked).toEqual([
      { ecosystem: 'Hex', name: 'aa', version: '', commit: one, path: 'mix.lock' },
      { ecosystem: 'Hex', name: 'ee', version: '', commit: other, path: 'z/mix.lock' },
    ])
  })

  it('are not those that git ignores, that a link leads to, or that were installed', async () => {
    const files = {
      '.gitignore': 'out/\n',
      'out/requirements.txt': list('aa'),
      'linked/requirements.txt': list('bb'),
      'node_modules/x/yarn.lock': 'cc@1:\n  version "1.0.0"\n',
      'requirements.txt': '-r out/requirements.txt\n',
    }
    expect(await asked(files, ['linked/requirements.txt'])).toEqual(['aa 1.0 requirements.txt'])
  })

  it('are those of files that name each other in a circle', async () => {
    const files = { 'requirements.txt': `-r b.txt\n${list('aa')}`, 'b.txt': `-r requirements.txt\n${list('bb')}` }
    expect(await asked(files)).toEqual(['bb 1.0 requirements.txt', 'aa 1.0 requirements.txt'])
  })
})

describe('osv-scanner.toml', () => {
  const lock = '{"packages":{"x/a":{"version":"1","dev":true},"x/b":{"version":"1"}}}'
  it.each([
    ['by name', override('name = "a"'), ['b']],
    ['by name and version', override('name = "a"', 'version = "2"'), ['a', 'b']],
    ['by kind', override('ecosystem = "npm"'), []],
    ['by group', override('group = "dev"'), ['b']],
    ['until a day that is over', override('name = "a"', 'effectiveUntil = 2026-01-01'), ['a', 'b']],
    ['until a day to come', override('name = "a"', 'effectiveUntil = 2027-01-01'), ['b']],
    ['that is never vulnerable', '[[PackageOverrides]]\nname = "a"\nvulnerability.ignore = true\n', ['b']],
    ['with an unknown word', override('name = "a"', 'why = "x"'), ['a', 'b']],
  ])('leaves a package out: %s', async (_, config, names) => {
    const { locked } = await look({ 'package-lock.json': lock, 'osv-scanner.toml': config })
    expect(locked.map(({ name }) => name)).toEqual(names)
  })

  it('holds for its own folder, and says of each file which advisories it leaves out', async () => {
    const ignored = (...ids: readonly string[]) => ids.map((id) => `[[IgnoredVulns]]\nid = "${id}"\n`).join('')
    const { locked } = await look({
      'a/requirements.txt': list('aa', 'bb', 'cc'),
      'a/osv-scanner.toml': `${ignored('X')}ignoreUntil = 2020-01-01\n${ignored('Y', 'X')}`,
      'b/requirements.txt': list('bb', 'cc'),
      'b/osv-scanner.toml': ignored('Z'),
      'c/requirements.txt': list('cc'),
    })
    expect(locked.map(({ name, ignored: some }) => [name, some])).toEqual([
      ['aa', [['Y']]],
      ['bb', [['Y'], ['Z']]],
      ['cc', undefined],
    ])
  })
})

describe('files that cannot be read', () => {
  it('are named, and the rest is asked about', async () => {
    const files = {
      'package-lock.json': '{',
      'bun.lock': '{"packages":{"a":["a@1.0.0"],"b":[]}}',
      'osv-scanner.toml': '[[',
    }
    const { checks, locked, unread } = await look(files)
    expect(locked.map(({ name }) => name)).toEqual(['a'])
    expect(unread).toEqual(['bun.lock', 'osv-scanner.toml', 'package-lock.json'])
    expect(checks[0]?.cannotTell?.why).toMatch(/ cannot be read: bun\.lock, osv-scanner\.toml, package-lock\.json\.$/)
  })

  it('are told where nothing else is to be asked about, and count for nothing, as for Scorecard', async () => {
    const broken = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`${i}/Cargo.lock`, '[[']))
    const [check] = (await look(broken)).checks
    expect(check).toMatchObject({ score: 10, reason: '0 existing vulnerabilities detected', details: [] })
    expect(check?.says).toContain('0/Cargo.lock, 1/Cargo.lock, 2/Cargo.lock, 3/Cargo.lock, 4/Cargo.lock and 2 more.')
  })
})
