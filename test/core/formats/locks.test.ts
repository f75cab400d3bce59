/** What lock files name, in every form that their tools have written, and what is no such file. */
import { describe, expect, it } from 'vitest'
import { lockFileOf } from '../../../electron/core/formats/locks/index.ts'

const read = (name: string, text: string) =>
  lockFileOf(name)
    ?.read(text)
    ?.map((one) => `${one.name} ${one.version}`)

const CASES: readonly (readonly [what: string, name: string, text: string, found: readonly string[]])[] = [
  [
    'npm, folders',
    'package-lock.json',
    JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': { version: '9.9.9' },
        'node_modules/a': { version: '1.0.0' },
        'node_modules/a/node_modules/@s/b': { version: '2.0.0-rc.1', dev: true },
        'node_modules/alias': { name: 'real', version: '3.0.0' },
        'node_modules/own': { resolved: 'packages/own', link: true },
        'node_modules/git': { version: 'git+ssh://x/y#abc' },
      },
    }),
    ['a 1.0.0', '@s/b 2.0.0-rc.1', 'real 3.0.0'],
  ],
  [
    'npm, a tree',
    'package-lock.json',
    JSON.stringify({
      dependencies: {
        a: { version: '1.0.0', dependencies: { b: { version: '2.0.0' } } },
        alias: { version: 'npm:@s/real@3.0.0' },
        file: { version: 'file:../x' },
      },
    }),
    ['a 1.0.0', '@s/real 3.0.0', 'b 2.0.0'],
  ],
  [
    'Yarn 1',
    'yarn.lock',
    '# yarn lockfile v1\n\n"@s/a@^1.0.0", "@s/a@^1.1.0":\n  version "1.2.0"\n  dependencies:\n    b "^2"\n\nb@^2:\n  version "2.0.1"\n\nx@npm:real@^3:\n  version "3.0.0"\n',
    ['@s/a 1.2.0', 'b 2.0.1', 'real 3.0.0'],
  ],
  [
    'Yarn 4',
    'yarn.lock',
    '__metadata:\n  version: 8\n\n"a@npm:^1.0.0, a@npm:^1.1.0":\n  version: 1.2.0\n  resolution: "a@npm:1.2.0"\n\n"own@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "own@workspace:."\n',
    ['a 1.2.0'],
  ],
  [
    'pnpm',
    'pnpm-lock.yaml',
    "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      a:\n        version: 1.0.0\npackages:\n  a@1.0.0:\n    resolution: {}\n  '@s/b@2.0.0':\n    resolution: {}\n  /c/3.0.0:\n    dev: true\n  /@s/d@4.0.0(react@18.0.0):\n    dev: true\nsnapshots:\n  e@5.0.0: {}\n",
    ['a 1.0.0', '@s/b 2.0.0', 'c 3.0.0', '@s/d 4.0.0'],
  ],
  [
    'Bun',
    'bun.lock',
    '{\n  "packages": {\n    "a": ["a@1.0.0", "", {}, "sha512-x"],\n    "@s/b": ["@s/b@2.0.0", ""],\n    "w": ["w@workspace:w"],\n  },\n}\n',
    ['a 1.0.0', '@s/b 2.0.0'],
  ],
  [
    'Poetry',
    'poetry.lock',
    '[[package]]\nname = "a"\nversion = "1.0"\n\n[[package]]\nname = "b"\nversion = "2.0"\n',
    ['a 1.0', 'b 2.0'],
  ],
  [
    'uv',
    'uv.lock',
    'version = 1\n[[package]]\nname = "own"\nversion = "0.1"\nsource = { virtual = "." }\n[[package]]\nname = "a"\nversion = "1.0"\nsource = { registry = "x" }\n',
    ['a 1.0'],
  ],
  [
    'Pipenv',
    'Pipfile.lock',
    '{"default":{"a":{"version":"==1.0"}},"develop":{"b":{"version":"==2.0"},"c":{"git":"x"}}}',
    ['b 2.0', 'a 1.0'],
  ],
  [
    'requirements',
    'requirements-dev.txt',
    'a==1.0 # why\nb[extra] >= 2.0 ; python_version < "4"\nc~=3.0 \\\n  --hash=sha256:00\n-r other.txt\nd\ne==1.*\nf>1\ng==${V}\nh>=1,<2\n',
    ['a 1.0', 'b 2.0', 'c 3.0'],
  ],
  [
    'Go',
    'go.mod',
    'module example.org/m\n\ngo 1.24\n\nrequire (\n\ta.b/c v1.2.3 // indirect\n\td.e/f v0.1.0\n)\nrequire g.h/i v2.0.0+incompatible\n\nreplace d.e/f => ../f\nreplace g.h/i v2.0.0+incompatible => j.k/l v3.0.0\n',
    ['a.b/c 1.2.3', 'j.k/l 3.0.0'],
  ],
  ['Cargo', 'Cargo.lock', 'version = 4\n[[package]]\nname = "a"\nversion = "1.0.0"\n', ['a 1.0.0']],
  [
    'RubyGems',
    'Gemfile.lock',
    'GEM\n  remote: x\n  specs:\n    a (1.0.0)\n      b (~> 2)\n    c (3.0.0-x86_64-linux)\n\nDEPENDENCIES\n  a\n',
    ['a 1.0.0', 'c 3.0.0'],
  ],
  ['Gradle', 'gradle.lockfile', '# x\na.b:c:1.0=runtimeClasspath\nempty=\n', ['a.b:c 1.0']],
  [
    'Maven',
    'pom.xml',
    '<project><properties><v>2.0</v></properties><dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId><version>${v}</version></dependency><dependency><groupId>c</groupId><artifactId>d</artifactId></dependency></dependencies></project>',
    ['a:b 2.0'],
  ],
  [
    'NuGet',
    'packages.lock.json',
    '{"version":1,"dependencies":{"net8.0":{"A":{"type":"Direct","resolved":"1.0.0"},"Own":{"type":"Project"}}}}',
    ['A 1.0.0'],
  ],
  [
    'NuGet, older',
    'packages.config',
    '<packages><package id="A" version="1.0.0" targetFramework="net48" /></packages>',
    ['A 1.0.0'],
  ],
  [
    'Composer',
    'composer.lock',
    '{"packages":[{"name":"a/b","version":"1.0.0"}],"packages-dev":[{"name":"c/d","version":"2.0.0"}]}',
    ['a/b 1.0.0', 'c/d 2.0.0'],
  ],
]

describe('lock files', () => {
  it.each(CASES)('%s', (_, name, text, found) => expect(read(name, text)).toEqual(found))

  it.each([...new Set(CASES.map(([, name]) => name))])('%s that is none names nothing, and breaks nothing', (name) => {
    for (const text of ['', '{', '[[', '<a>', '\u0000\u0001', '[]', 'null', '1', '{"packages":[]}', 'a: [', '(((']) {
      expect(read(name, text) ?? []).toEqual([])
    }
  })

  it('are read in no more than the time that their length asks for', () => {
    const many = Array.from({ length: 40_000 }, (_, i) => `p${i}@^1:\n  version "1.0.${i}"\n`).join('\n')
    expect(read('yarn.lock', many)).toHaveLength(40_000)
    let deep = '{"version":"1.0.0"}'
    for (let i = 0; i < 2000; i++) deep = `{"version":"1.0.0","dependencies":{"a":${deep}}}`
    expect(() => read('package-lock.json', `{"dependencies":{"a":${deep}}}`)).not.toThrow()
  })
})
