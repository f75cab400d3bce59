/** What lock files of npm's family, of Python and of Go name. That Scorecard's scanner says the same: `npm run interop`. */
import { describe, expect, it } from 'vitest'
import { namedIn } from '../../fakes/around.ts'

type Files = Readonly<Record<string, string>>
const json = (path: string, value: unknown): Files => ({ [path]: JSON.stringify(value) })

const CASES: readonly (readonly [what: string, files: Files, found: readonly string[]])[] = [
  [
    'npm, folders',
    json('package-lock.json', {
      lockfileVersion: 3,
      packages: {
        '': { version: '9.9.9' },
        'node_modules/a': { version: '1.0.0' },
        'node_modules/a/node_modules/@s/b': { version: '2.0.0-rc.1', dev: true },
        'node_modules/alias': { name: 'real', version: '3.0.0', devOptional: true },
        'node_modules/own': { resolved: 'packages/own', link: true },
        'packages/own': { version: '0.1.0', inBundle: true },
      },
    }),
    ['a 1.0.0', '@s/b 2.0.0-rc.1 /dev', 'real 3.0.0 /dev/optional', 'own', 'own 0.1.0 /bundled'],
  ],
  [
    'npm, a tree',
    json('sub/npm-shrinkwrap.json', {
      dependencies: {
        a: { version: '1.0.0', dev: true, dependencies: { b: { version: '2.0.0', dev: true } } },
        alias: { version: 'npm:@s/real@3.0.0' },
        file: { version: 'file:../x' },
        git: { version: 'git+ssh://git@example.org/x.git#abc' },
        forge: { version: 'https://github.com/x/y#abc' },
        b: { version: '2.0.0' },
      },
    }),
    ['a 1.0.0 /dev', '@s/real 3.0.0', 'file', 'git #abc', 'forge #abc', 'b 2.0.0'],
  ],
  [
    'npm, where a shrinkwrap counts',
    { 'package-lock.json': '{"packages":{"x/a":{"version":"1"}}}', 'npm-shrinkwrap.json': '' },
    [],
  ],
  [
    'Yarn 1',
    {
      'yarn.lock':
        '# yarn lockfile v1\n\n"@s/a@^1.0.0", "@s/a@^1.1.0":\n  version "1.2.0"\n  dependencies:\n    b "^2"\n\nb@^2:\n  version "2.0.1"\n\nx@npm:real@^3:\n  version "3.0.0"\n',
    },
    ['@s/a 1.2.0', 'b 2.0.1', 'real 3.0.0'],
  ],
  [
    'Yarn 4',
    {
      'yarn.lock':
        '__metadata:\n  version: 8\n\n"a@npm:^1.0.0, a@npm:^1.1.0":\n  version: 1.2.0\n  resolution: "a@npm:1.2.0"\n\n"own@workspace:.":\n  version: 0.0.0-use.local\n',
    },
    ['a 1.2.0'],
  ],
  [
    'pnpm 9',
    {
      'pnpm-lock.yaml':
        "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      x:\n        version: 1.0.0\npackages:\n\n  a@1.0.0:\n    resolution: {}\n  '@s/b@2.0.0':\n    resolution: {}\n    dev: true\n  c@file:c:\n    name: c\n    version: 3.0.0\nsnapshots:\n  e@5.0.0: {}\n",
    },
    ['a 1.0.0', '@s/b 2.0.0 /dev', 'c 3.0.0'],
  ],
  [
    'pnpm 6',
    {
      'pnpm-lock.yaml':
        "lockfileVersion: '6.0'\npackages:\n  /c@3.0.0:\n    dev: true\n  /@s/d@4.0.0(react@18.0.0):\n    dev: false\n",
    },
    ['c 3.0.0 /dev', '@s/d 4.0.0'],
  ],
  [
    'pnpm 5, as any YAML',
    { 'pnpm-lock.yaml': 'lockfileVersion: 5.4\npackages: {/a/1.0.0_b@2: {dev: yes}}\n' },
    ['a 1.0.0 /dev'],
  ],
  [
    'Bun',
    {
      'bun.lock':
        '{\n  // why\n  "packages": {\n    "a": ["a@1.0.0", "", {}],\n    "@s/b": ["@s/b@2.0.0", ""],\n    "f": ["f@file:f"],\n  },\n}\n',
    },
    ['a 1.0.0', '@s/b 2.0.0', 'f'],
  ],
  [
    'Poetry',
    {
      'poetry.lock':
        '[[package]]\nname = "a"\nversion = "1.0"\ngroups = ["dev"]\n\n[[package]]\nname = "b"\nversion = "2.0"\noptional = true\n',
    },
    ['a 1.0 /dev', 'b 2.0 /optional'],
  ],
  [
    'PDM',
    { 'pdm.lock': '[[package]]\nname = "a"\nversion = "1.0"\ngroups = ["default"]\n[[package]]\nname = "b"\n' },
    ['a 1.0', 'b /optional'],
  ],
  [
    'uv',
    {
      'uv.lock':
        'version = 1\n[[package]]\nname = "own"\nversion = "0.1"\nsource = { virtual = "." }\n[[package]]\nname = "a"\nversion = "1.0"\nsource = { registry = "x" }\n[package.optional-dependencies]\nmore = [{ name = "a" }]\n',
    },
    ['a 1.0 /more'],
  ],
  [
    'Pipenv',
    {
      'Pipfile.lock':
        '{"default":{"a":{"version":"==1.0"}},"develop":{"a":{"version":"==1.0"},"b":{"version":"==2.0"},"c":{"git":"x"},"d":{"version":">1"}}}',
    },
    ['a 1.0', 'b 2.0 /dev'],
  ],
  [
    'requirements',
    {
      'my-requirements-dev.txt':
        'aa==1.0 # why\nbb[extra] >= 2.0 ; python_version < "4"\ncc~=3.0 \\\n  --hash=sha256:00\n-r sub/more.txt\ndd\nee==1.*\nff>1\ngg==${V}\nhh>=1,<2\n',
      'sub/more.txt': '-r ../my-requirements-dev.txt\nii==4.0\n-r gone.txt\n-r ../../../outside.txt\n',
    },
    ['aa 1.0', 'bb 2.0', 'cc 3.0', 'ii 4.0'],
  ],
  [
    'Go',
    {
      'go.mod':
        'module example.org/m\n\ngo 1.24\n\nrequire (\n\ta.b/c v1.2.3 // indirect\n\td.e/f v0.1.0\n)\nrequire g.h/i v2.0.0+incompatible\n\nreplace d.e/f => ../f\nreplace g.h/i v2.0.0+incompatible => j.k/l v1.3.0\n',
    },
    ['a.b/c 1.2.3', '../f', 'j.k/l 1.3.0'],
  ],
  [
    'Go, before it named everything',
    {
      'go.mod': 'module m\ngo 1.16\nrequire a.b/c v1.0.0\n',
      'go.sum': 'a.b/c v1.0.0 h1:x=\nd.e/f v2.0.0/go.mod h1:x=\ng.h/i v0.1.0 h1:x=\n',
    },
    ['a.b/c 1.0.0', 'g.h/i 0.1.0'],
  ],
]

describe('lock files', () => {
  it.each(CASES)('%s', (_, files, found) => expect(namedIn(files)).toEqual(found))
})
