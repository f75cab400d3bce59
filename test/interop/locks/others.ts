/** Lock files of .NET, Ruby, PHP, C++, Erlang, Dart, R and Haskell, and lists of components. */
import { type Fixtures, json, lines } from './files.ts'

export const DOTNET: Fixtures = {
  NuGet: {
    'packages.lock.json': json({
      version: 1,
      dependencies: {
        'net8.0': { A: { type: 'Direct', resolved: '1.0.0', dependencies: { B: '1' } }, Own: { type: 'Project' } },
        'net9.0': { A: { type: 'Direct', resolved: '1.1.0' } },
      },
    }),
    'packages.config':
      '<?xml version="1.0" encoding="utf-8"?>\n<packages>\n  <package id="C" version="1.0.0" targetFramework="net48" />\n  <package id="D" />\n  <package Id="E" version="1.0.0" />\n <x><package id="F" version="1.0.0"/></x></packages>\n',
    'app.deps.json': json({
      libraries: { 'App/1.0.0': { type: 'project' }, 'G/2.0.0': { type: 'package' }, 'H/1/2': {}, I: {} },
    }),
  },
  'NuGet with a mark before it': {
    'packages.lock.json': `\ufeff${json({ dependencies: { a: { A: { resolved: '1.0.0' } } } })}`,
  },
  'NuGet with another root': { 'packages.config': '<other><package id="C" version="1.0.0"/></other>' },
  'NuGet in Latin letters': {
    'packages.config':
      '<?xml version="1.0" encoding="iso-8859-1"?><packages><package id="C" version="1.0.0"/></packages>',
  },
}

export const OTHERS: Fixtures = {
  RubyGems: {
    'Gemfile.lock': lines(
      'GIT',
      '  remote: https://example.org/x.git',
      '  revision: c0ffee1a2b3c4d5e6f708192a3b4c5d6e7f80912',
      '  specs:',
      '    git (1.0.0)',
      'PATH',
      '  remote: .',
      '  specs:',
      '    own (0.1.0)',
      '      a',
      'GEM',
      '  remote: https://example.org/',
      '  specs:',
      '    a (1.0.0)',
      '      b (~> 2)',
      '    c (3.0.0-x86_64-linux)',
      '    d (4.0.0.rc1)',
      '    e',
      '    f (1.0.0)!',
      'PLATFORMS',
      '  ruby',
      'DEPENDENCIES',
      '  a',
      'CHECKSUMS',
      '    no (1.0.0)',
    ),
    'gems.locked': 'GEM\r\n  specs:\r\n    g (1.0.0)\r\n',
  },
  'RubyGems that begins in the middle': { 'Gemfile.lock': '    a (1.0.0)\nGEM\n    b (1.0.0)\n' },
  Composer: {
    'composer.lock': json({
      packages: [
        { name: 'a/b', version: 'v1.0.0', dist: { reference: 'c0ffee1a2b3c4d5e6f708192a3b4c5d6e7f80912' } },
        { name: 'git/x', version: 'dev-main', dist: { reference: 'c0ffee1a2b3c4d5e6f708192a3b4c5d6e7f80912' } },
      ],
      'packages-dev': [{ name: 'c/d', version: '2.0.0' }, { name: 'e/f' }],
    }),
  },
  'Conan 1': {
    'conan.lock': json({
      graph_lock: {
        nodes: {
          0: { ref: 'own/0.1', path: 'conanfile.txt' },
          1: { ref: 'zlib/1.2.11#abc', options: '' },
          2: { pref: 'old/1.0@user/channel#r:pkg#p' },
          3: { ref: 'nameless' },
          4: {},
        },
      },
      version: '0.4',
    }),
  },
  'Conan 2': {
    'conan.lock': json({
      version: '0.5',
      requires: ['zlib/1.2.11#abc%1675278126'],
      build_requires: ['cmake/3.25'],
      python_requires: ['p/1@u'],
    }),
  },
  Hex: {
    'mix.lock': lines(
      '%{',
      '  "plug": {:hex, :plug, "1.11.1", "c0ffee1a2b3c4d5e6f708192a3b4c5d6e7f80912", [:mix], [], "hexpm", "c0ffee1a2b3c4d5e6f708192a3b4c5d6e7f80912"},',
      '  "git": {:git, "https://example.org/x.git", "c0ffee1a2b3c4d5e6f708192a3b4c5d6e7f80912", []},',
      '}',
    ),
  },
  Pub: {
    'pubspec.lock': lines(
      'packages:',
      '  a:',
      '    dependency: "direct main"',
      '    description:',
      '      name: a',
      '      url: "https://example.org"',
      '    source: hosted',
      '    version: "1.0.0"',
      '  b:',
      '    dependency: "direct dev"',
      '    description: flutter',
      '    source: sdk',
      '    version: 0.0.0',
      '  c:',
      '    version: 1.10',
      'sdks:',
      '  dart: ">=2.0.0"',
    ),
  },
  'Pub that is empty': { 'pubspec.lock': '' },
  R: {
    'renv.lock': json({
      R: { Version: '4.0.0' },
      Packages: {
        a: { Package: 'a', Version: '1.0.0', Source: 'Repository', Repository: 'CRAN' },
        b: { Package: 'b', Version: '1.0.0', Source: 'GitHub' },
      },
    }),
  },
  Haskell: {
    'cabal.project.freeze': lines(
      'active-repositories: hackage',
      'constraints: any.aeson ==2.0.0,',
      '             any.base ==4.1,',
      '             aeson -cffi',
      '-- any.no ==1.0',
    ),
    'stack.yaml.lock': lines(
      'packages:',
      '- completed:',
      '    hackage: text-2.0.1@sha256:abc,123',
      '  original:',
      '    hackage: text-2.0.1',
    ),
  },
  CycloneDX: {
    'bom.json': json({
      bomFormat: 'CycloneDX',
      specVersion: '1.4',
      components: [
        {
          type: 'library',
          name: 'other',
          version: '9',
          purl: 'pkg:npm/%40s/a@1.0.0',
          components: [{ type: 'library', name: 'in', purl: 'pkg:pypi/In_Ner@2.0' }],
        },
        { type: 'library', name: 'j', purl: 'pkg:maven/a.b/c@1.0?type=jar' },
        { type: 'library', name: 'g', purl: 'pkg:golang/example.org/m@v1.0.0#v2/x' },
        { type: 'library', name: 'd', purl: 'pkg:deb/debian/curl@7.0?arch=amd64' },
        { type: 'library', name: 'generic', purl: 'pkg:generic/x@1.0' },
        { type: 'library', name: 'bare', version: '1.0' },
        { type: 'library', name: 'unversioned', version: '1.0', purl: 'pkg:npm/unversioned' },
      ],
    }),
    'sub/My.CDX.xml':
      '<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components><component type="library"><name>x</name><purl>pkg:gem/x@1.0</purl><components><component type="library"><name>y</name><purl>pkg:gem/y@1.0</purl></component></components></component></components></bom>',
    'bare.cdx.json': json({ components: [{ type: 'library', name: 'b', purl: 'pkg:npm/bare@1.0.0' }] }),
    'bad.cdx.json': json({
      bomFormat: 'CycloneDX',
      specVersion: '9',
      components: [{ type: 'library', name: 'a', purl: 'pkg:npm/no@1.0.0' }],
    }),
  },
  SPDX: {
    'own.spdx.json': json({
      spdxVersion: 'SPDX-2.3',
      SPDXID: 'SPDXRef-DOCUMENT',
      dataLicense: 'CC0-1.0',
      name: 'x',
      documentNamespace: 'https://example.org/x',
      creationInfo: { created: '2024-01-01T00:00:00Z', creators: ['Tool: x'] },
      packages: [
        {
          SPDXID: 'SPDXRef-a',
          name: 'a',
          downloadLocation: 'NOASSERTION',
          externalRefs: [
            { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: 'pkg:cargo/a@1.0.0' },
          ],
        },
      ],
    }),
  },
  'what the scanner printed': {
    'osv-scanner-custom.json': json({
      results: [
        {
          source: { path: 'x', type: 'lockfile' },
          packages: [
            { package: { name: 'a', version: '1.0.0', ecosystem: 'npm' } },
            { package: { name: 'b', version: '1.0.0', ecosystem: 'Debian:12' } },
            { package: { name: 'c', version: '1.0.0', ecosystem: 'Nobody' } },
            { package: { name: 'd', version: '', ecosystem: 'npm' } },
          ],
        },
      ],
    }),
  },
}
