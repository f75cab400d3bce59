/** What lock files of other families name, and lists of components. That Scorecard's scanner says the same: `npm run interop`. */
import { describe, expect, it } from 'vitest'
import { namedIn } from '../../fakes/around.ts'

type Files = Readonly<Record<string, string>>
const json = (path: string, value: unknown): Files => ({ [path]: JSON.stringify(value) })

const CASES: readonly (readonly [what: string, files: Files, found: readonly string[]])[] = [
  ['Cargo', { 'Cargo.lock': 'version = 4\n[[package]]\nname = "a"\nversion = "1.0.0"\n' }, ['a 1.0.0']],
  [
    'RubyGems',
    {
      'Gemfile.lock':
        'GEM\n  remote: x\n  specs:\n    a (1.0.0)\n      b (~> 2)\n    c (3.0.0-x86_64-linux)\n\nDEPENDENCIES\n  a\n',
    },
    ['a 1.0.0', 'c 3.0.0'],
  ],
  ['Gradle', { 'gradle.lockfile': '# x\na.b:c:1.0=runtimeClasspath\nempty=\n' }, ['a.b:c 1.0']],
  [
    'Gradle, what is verified',
    {
      'gradle/verification-metadata.xml':
        '<m><components><component group="a.b" name="c" version="1.0"/></components></m>',
    },
    ['a.b:c 1.0'],
  ],
  [
    'Maven',
    {
      'sub/pom.xml':
        '<project><parent><groupId>p</groupId><artifactId>q</artifactId><version>1</version></parent><properties><v>2.0</v></properties><dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId><version>${v}</version><scope>test</scope></dependency><dependency><groupId>c</groupId><artifactId>d</artifactId></dependency><dependency><groupId>e</groupId><artifactId>f</artifactId><version>${nobody}</version></dependency></dependencies></project>',
      'pom.xml':
        '<project><groupId>p</groupId><artifactId>q</artifactId><version>1</version><packaging>pom</packaging><dependencyManagement><dependencies><dependency><groupId>c</groupId><artifactId>d</artifactId><version>[3.0,4.0)</version></dependency></dependencies></dependencyManagement></project>',
    },
    ['a:b 2.0 /test', 'c:d 3.0'],
  ],
  [
    'NuGet',
    { 'packages.lock.json': '{"dependencies":{"net8.0":{"A":{"resolved":"1.0.0"},"Own":{"type":"Project"}}}}' },
    ['A 1.0.0', 'Own'],
  ],
  [
    'NuGet, older',
    { 'packages.config': '<packages><package id="A" version="1.0.0" targetFramework="net48" /></packages>' },
    ['A 1.0.0'],
  ],
  [
    '.NET, what was built',
    { 'bin/App.deps.json': '{"libraries":{"App/1.0.0":{"type":"project"},"A/2/3":{}}}' },
    ['App 1.0.0'],
  ],
  [
    'Composer',
    {
      'composer.lock':
        '{"packages":[{"name":"a/b","version":"1.0.0"}],"packages-dev":[{"name":"c/d","version":"2.0.0"}]}',
    },
    ['a/b 1.0.0', 'c/d 2.0.0 /dev'],
  ],
  ['Conan', { 'conan.lock': '{"requires":["zlib/1.2#abc%1","nameless"]}' }, ['zlib 1.2 /requires']],
  [
    'Conan, a graph',
    { 'conan.lock': '{"graph_lock":{"nodes":{"0":{"ref":"o/1","path":"x"},"1":{"pref":"a/1@u/c#r:p"}}}}' },
    ['a 1'],
  ],
  [
    'Hex',
    { 'mix.lock': '  "plug": {:hex, :plug, "1.11.1", "abc", [:mix]},\n  "git": {:git, "x", "abc", []},\n' },
    ['plug 1.11.1', 'git #abc'],
  ],
  ['Pub', { 'pubspec.lock': 'packages:\n  a:\n    dependency: "direct dev"\n    version: 1.10\n' }, ['a 1.10 /dev']],
  [
    'R',
    { 'renv.lock': '{"Packages":{"a":{"Package":"a","Version":"1","Repository":"CRAN"},"b":{"Package":"b"}}}' },
    ['a 1'],
  ],
  ['Cabal', { 'cabal.project.freeze': 'constraints: any.aeson ==2.0.0,\n-- any.no ==1\n' }, ['aeson 2.0.0']],
  ['Stack', { 'stack.yaml.lock': '    hackage: text-2.0.1@sha256:abc,1\n' }, ['text 2.0.1']],
  [
    'CycloneDX',
    json('bom.json', {
      specVersion: '1.5',
      components: [
        { name: 'a', purl: 'pkg:npm/%40s/a@1.0', components: [{ purl: 'pkg:maven/b.c/d@2.0' }] },
        { name: 'g', purl: 'pkg:golang/e.f/g@v3.0#v2' },
        { name: 'h', purl: 'pkg:deb/debian/h@4.0' },
        { name: 'i', purl: 'pkg:generic/i@5.0' },
      ],
    }),
    ['npm @s/a 1.0', 'Go e.f/g/v2 v3.0', 'Debian h 4.0', 'Maven b.c:d 2.0'],
  ],
  [
    'CycloneDX, as XML',
    {
      'x.CDX.xml':
        '<bom><components><component><name>a</name><purl>pkg:gem/a@1.0</purl></component></components></bom>',
    },
    ['RubyGems a 1.0'],
  ],
  [
    'SPDX',
    json('x.spdx.json', {
      spdxVersion: 'SPDX-2.3',
      packages: [{ externalRefs: [{ referenceType: 'purl', referenceLocator: 'pkg:cargo/a@1.0' }] }],
    }),
    ['crates.io a 1.0'],
  ],
  [
    'SPDX, as YAML',
    {
      'x.spdx.yml':
        'spdxVersion: SPDX-2.2\npackages:\n- externalRefs:\n  - referenceType: purl\n    referenceLocator: pkg:hex/a@1.0\n',
    },
    ['Hex a 1.0'],
  ],
  [
    'SPDX, as tags',
    { 'x.spdx': 'SPDXVersion: SPDX-2.3\nPackageName: a\nExternalRef: PACKAGE-MANAGER purl pkg:pypi/a@1.0\n' },
    ['PyPI a 1.0'],
  ],
  [
    'what the scanner printed',
    {
      'osv-scanner-custom.json':
        '{"results":[{"packages":[{"package":{"name":"a","version":"1","ecosystem":"Debian:12"}},{"package":{"name":"b","version":"1","ecosystem":"Nobody"}}]}]}',
    },
    ['Debian:12 a 1'],
  ],
]

describe('lock files of others', () => {
  it.each(CASES)('%s', (_, files, found) => expect(namedIn(files)).toEqual(found))
})
