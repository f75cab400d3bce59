/** Lock files that are none, or that somebody made to do harm. The scanner names nothing in them, or the part that it could read. */
import { type Files, type Fixtures, json, lines } from './files.ts'

const NAMES = [
  'package-lock.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'poetry.lock',
  'uv.lock',
  'Pipfile.lock',
  'requirements.txt',
  'go.mod',
  'Cargo.lock',
  'Gemfile.lock',
  'composer.lock',
  'gradle.lockfile',
  'packages.lock.json',
  'packages.config',
  'x.deps.json',
  'conan.lock',
  'mix.lock',
  'pubspec.lock',
  'renv.lock',
  'bom.json',
  'x.cdx.xml',
  'x.spdx.json',
  'osv-scanner-custom.json',
] as const
/** Something that can be read stands beside each, so that something is asked. */
const SOUND: Files = { 'sound/Cargo.lock': '[[package]]\nname = "sound"\nversion = "1.0.0"\n' }
const TEXTS: Files = {
  nothing: '',
  'an open bracket': '{',
  'a list': '[]',
  'a number': '1',
  'a text': '"a@1.0.0"',
  'bytes that are no text': '\u0000\u0001\ufffe',
  'a merge that was not ended': '<<<<<<< HEAD\na@1:\n  version "1.0.0"\n=======\n',
  'lists in lists': '['.repeat(5000),
  'objects in objects': '{"packages":'.repeat(2000),
}

const deep = (levels: number): string => {
  let text = '{"version":"1.0.0"}'
  for (let i = 0; i < levels; i++) text = `{"version":"1.0.${i}","dependencies":{"a":${text}}}`
  return `{"dependencies":{"a":${text}}}`
}

export const BROKEN: Fixtures = {
  ...Object.fromEntries(
    Object.entries(TEXTS).map(([what, text]) => [
      what,
      { ...SOUND, ...Object.fromEntries(NAMES.map((name, i) => [`${i}/${name}`, text])) },
    ]),
  ),
  'wrong types': {
    ...SOUND,
    '1/package-lock.json': json({ packages: { 'node_modules/a': { version: 1 } } }),
    '2/package-lock.json': json({ packages: [], dependencies: {} }),
    '3/package-lock.json': json({ packages: { 'node_modules/a': { version: '1.0.0', dev: 'yes' } } }),
    '4/package-lock.json': json({ packages: { 'node_modules/a': { version: '1.0.0' } }, dependencies: { b: 1 } }),
    '5/package-lock.json': json({ lockfileVersion: 1.5, packages: { 'node_modules/a': { version: '1.0.0' } } }),
    '6/Pipfile.lock': json({ default: { aa: { version: '==1.0' }, bb: 1 } }),
    '7/composer.lock': json({ packages: [{ name: 'a/b', version: 1 }] }),
    '8/packages.lock.json': json({ dependencies: { a: { A: 'x' } } }),
    '9/Cargo.lock': 'version = "4"\n[[package]]\nname = "a"\nversion = "1.0.0"\n',
    '10/Cargo.lock': '[package]\nname = "a"\nversion = "1.0.0"\n',
    '11/poetry.lock': '[[package]]\nname = "aa"\nversion = "1.0"\noptional = "no"\n',
    '12/uv.lock': '[[package]]\nname = "aa"\nversion = "1.0"\nsource = "x"\n',
    '13/pnpm-lock.yaml': "lockfileVersion: '9.0'\npackages: [a@1.0.0]\n",
    '14/pnpm-lock.yaml': 'lockfileVersion: [9]\npackages:\n  a@1.0.0: {}\n',
    '15/bun.lock': json({ packages: { a: 'a@1.0.0' } }),
    '16/pubspec.lock': 'packages:\n  a: [1]\n',
    '17/renv.lock': json({ Packages: { a: { Package: 'a', Version: 1, Repository: 'CRAN' } } }),
    '18/conan.lock': json({ requires: [1] }),
  },
  'what is said twice': {
    ...SOUND,
    '1/package-lock.json': '{"packages":{"node_modules/a":{"version":"1.0.0"},"node_modules/a":{"version":"2.0.0"}}}',
    '2/Cargo.lock': '[[package]]\nname = "a"\nname = "b"\nversion = "1.0.0"\n',
    '3/pnpm-lock.yaml': lines(
      "lockfileVersion: '9.0'",
      'packages:',
      '  a@1.0.0:',
      '    dev: true',
      '  a@1.0.0:',
      '    dev: true',
    ),
    '4/pnpm-lock.yaml': lines(
      "lockfileVersion: '9.0'",
      'packages:',
      '  a@1.0.0:',
      '    dev: true',
      'packages:',
      '  b@1.0.0:',
    ),
    '5/pubspec.lock': lines('packages:', '  a:', '    version: 1.0.0', '  a:', '    version: 2.0.0'),
    '6/yarn.lock': 'a@1:\n  version "1.0.0"\n  version "2.0.0"\na@1:\n  version "3.0.0"\n',
  },
  'far down': { ...SOUND, 'package-lock.json': deep(1500), 'deeper/package-lock.json': deep(6000) },
  'a line without end': {
    ...SOUND,
    '1/yarn.lock': `a@1:\n  version "1.0.0"\n# ${'x'.repeat(70_000)}\nb@1:\n  version "1.0.0"\n`,
    '2/Gemfile.lock': `GEM\n    a (1.0.0)\n${'x'.repeat(70_000)}\nGEM\n    b (1.0.0)\n`,
    '3/gradle.lockfile': `a.b:c:1.0=x\n${'x'.repeat(70_000)}\n`,
    '4/mix.lock': `  "plug": {:hex, :plug, "1.0.0", "a", [:mix]},\n${'x'.repeat(70_000)}\n`,
    '5/requirements.txt': `aa==1.0\n${'x'.repeat(65_535)}\nbb==1.0\n`,
    '6/requirements.txt': `cc==1.0\n${'x'.repeat(65_534)}\r\ndd==1.0\n`,
    '7/requirements.txt': `ee==1.0\n${'x'.repeat(65_536)}\nff==1.0\n`,
    '8/go.mod': 'module m\ngo 1.16\nrequire a.b/c v1.0.0\n',
    '8/go.sum': `d.e/f v1.0.0 h1:x=\n${'x'.repeat(70_000)}\n`,
  },
}
