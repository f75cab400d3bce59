/** Files that are named like lock files, and are none: nobody falls over them, and nobody takes them for read. */
import { describe, expect, it } from 'vitest'
import { lockFileOf } from '../../../electron/core/formats/locks/index.ts'
import { lockIn, namedIn } from '../../fakes/around.ts'

const NAMES = [
  ...[
    'package-lock.json',
    'yarn.lock',
    'pnpm-lock.yaml',
    'bun.lock',
    'poetry.lock',
    'pdm.lock',
    'uv.lock',
    'Pipfile.lock',
  ],
  ...[
    'requirements.txt',
    'go.mod',
    'Cargo.lock',
    'Gemfile.lock',
    'gradle.lockfile',
    'gradle/verification-metadata.xml',
  ],
  ...['pom.xml', 'packages.lock.json', 'packages.config', 'x.deps.json', 'composer.lock', 'conan.lock', 'mix.lock'],
  ...['pubspec.lock', 'renv.lock', 'cabal.project.freeze', 'stack.yaml.lock', 'bom.json', 'bom.xml', 'x.spdx.json'],
  ...['x.spdx.yml', 'x.spdx', 'osv-scanner-custom.json'],
]

describe('lock files', () => {
  it.each([
    [
      'package-lock.json.bak',
      'node_modules/a/package-lock.json',
      'node_modules/a/yarn.lock',
      'x/node_modules/y/bun.lock',
    ],
    [
      'requirements.in',
      'Requirements.txt',
      'requirements/base.txt',
      'verification-metadata.xml',
      'lib.pom',
      'my-bom.json',
    ],
    ['deps.json', 'package.json', 'Cargo.toml', 'pyproject.toml', 'x.spdx.rdf'],
  ])('and what only looks like one: %s, %s, %s…', (...names) => {
    for (const name of names) expect(lockFileOf(name)).toBeUndefined()
  })

  it.each(NAMES)('%s that is none names nothing, and breaks nothing', (name) => {
    const deep = (open: string, close: string) => open.repeat(20_000) + close.repeat(20_000)
    const texts = [
      '{',
      '[[',
      '<a>',
      '\u0000\u0001',
      '(((',
      '[]',
      '1',
      '{"packages":[1]}',
      'a: [',
      '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    ]
    for (const text of [...texts, deep('{"a":', '}'), deep('[', ']'), deep('<a>', '</a>'), deep('a: [', ']')]) {
      const { packages = [] } = lockIn({ [name]: text }) ?? {}
      expect(packages.filter(({ version }) => version !== '')).toEqual([])
    }
  })

  it.each([
    ['package-lock.json', '{"packages":{"node_modules/a":{"version":1}}}'],
    ['package-lock.json', '{"packages":{},"dependencies":{"a":{"version":"npm:none"}}}'],
    ['package-lock.json', '{"packages":{'],
    ['pnpm-lock.yaml', "lockfileVersion: '9.0'\npackages:\n  a@1.0.0:\n    dev: true\n  a@1.0.0:\n    dev: true\n"],
    ['pnpm-lock.yaml', "lockfileVersion: '9.0'\n<<<<<<< HEAD\npackages:\n  a@1.0.0:\n    dev: true\n"],
    ['Cargo.lock', '[[package]]\nname = "a"\nname = "b"\nversion = "1"\n'],
    ['Pipfile.lock', '{"default":{"a":{"version":1}}}'],
    ['go.mod', 'module m\nrequire a.b/c v1.0.0\nwhat is this\n'],
    ['go.mod', 'module m\nrequire (\n\ta.b/c v1.0.0\n'],
    ['go.mod', 'module m\nrequire a.b/c v2.0.0\n'],
    ['pom.xml', '<project><dependencies>'],
    ['packages.config', '<other><package id="a" version="1"/></other>'],
    ['x.deps.json', '{"libraries":{}}'],
    ['Gemfile.lock', '    a (1.0.0)\nGEM\n'],
    ['bom.json', '{"specVersion":"9","components":[]}'],
  ])('%s that is broken is none at all: %j', (name, text) => expect(lockIn({ [name]: text })).toBeUndefined())

  it('with a line that is longer than Go takes is none either', () => {
    const list = (length: number) => lockIn({ 'requirements.txt': `aa==1.0\n${'b'.repeat(length)}\n` })?.packages
    expect(list(65_535)).toHaveLength(1)
    expect(list(65_536)).toBeUndefined()
  })

  it.each([
    ['bun.lock', '{"packages":{"a":["a@1.0.0"],"b":[]}}', 'a 1.0.0'],
    [
      'pnpm-lock.yaml',
      'lockfileVersion: 5.4\npackages:\n  /a/1.0.0:\n    dev: false\n  nothing:\n    dev: false\n',
      'a 1.0.0',
    ],
  ])('%s that is broken in part names the rest', (name, text, found) => {
    expect(lockIn({ [name]: text })?.isBroken).toBe(true)
    expect(namedIn({ [name]: text })).toEqual([found])
  })

  it('are read in no more than the time that their length asks for', () => {
    const many = Array.from({ length: 40_000 }, (_, i) => `p${i}@^1:\n  version "1.0.${i}"\n`).join('\n')
    expect(namedIn({ 'yarn.lock': many })).toHaveLength(40_000)
    let deep = '{"version":"1.0.0"}'
    for (let i = 0; i < 2000; i++) deep = `{"version":"1.0.0","dependencies":{"a":${deep}}}`
    expect(namedIn({ 'package-lock.json': `{"dependencies":{"a":${deep}}}` })).toEqual(['a 1.0.0'])
    for (const text of ['"a\\'.repeat(300_000), ' '.repeat(60_000), '/*'.repeat(300_000), '${'.repeat(30_000)]) {
      for (const name of ['bun.lock', 'package-lock.json', 'requirements.txt', 'go.mod', 'yarn.lock']) {
        expect((lockIn({ [name]: `${text}x` })?.packages ?? []).every(({ version }) => version === '')).toBe(true)
      }
    }
    const address = `git+ssh://${'@#'.repeat(300_000)}`
    const npm = JSON.stringify({ packages: { 'x/a': { version: '1.0.0', resolved: address } } })
    expect(namedIn({ 'package-lock.json': npm })).toEqual(['a 1.0.0'])
    const replaced = Array.from({ length: 10_000 }, (_, i) => `require a.b/p${i} v1.0.0\nreplace a.b/p${i} => ./x\n`)
    expect(lockIn({ 'go.mod': `module m\n${replaced.join('')}` })?.packages).toEqual([{ name: './x', version: '' }])
    // Properties that name each other twice would make a text of a million million.
    const names = Array.from({ length: 60 }, (_, i) => `<p${i}>\${p${i + 1}}\${p${i + 1}}</p${i}>`).join('')
    const one =
      '<dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId><version>${p0}</version></dependency></dependencies>'
    expect(
      lockIn({ 'pom.xml': `<project><properties>${names}<p60>x</p60></properties>${one}</project>` }),
    ).toBeUndefined()
  })
})
