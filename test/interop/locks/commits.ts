/** Packages that have no version, and are taken from a repository at a commit. */
import { createHash } from 'node:crypto'
import { type Fixtures, json, lines } from './files.ts'

/** A commit that no other name has. */
const commit = (name: string): string => createHash('sha1').update(name).digest('hex')

export const COMMITS: Fixtures = {
  'npm 1': {
    'package-lock.json': json({
      dependencies: {
        git: { version: `git+ssh://git@example.org/x/y.git#${commit('npm git')}` },
        again: { version: `github:x/y#${commit('npm git')}` },
        forge: { version: `https://github.com/x/y#${commit('npm forge')}`, dev: true },
        tarball: { version: `https://codeload.github.com/x/y/tar.gz/${commit('npm tarball')}` },
        branch: { version: 'github:x/y#main' },
        short: { version: 'github:x/y#c0ffee1' },
        local: { version: 'file:here' },
        usual: { version: '1.0.0', dependencies: { below: { version: `github:x/z#${commit('npm below')}` } } },
      },
    }),
  },
  'npm 3': {
    'package-lock.json': json({
      lockfileVersion: 3,
      packages: {
        'node_modules/versionless': { resolved: `git+ssh://git@example.org/x/y.git#${commit('npm 3')}` },
        'node_modules/versioned': { version: '1.0.0', resolved: `git+https://example.org/x.git#${commit('no')}` },
      },
    }),
  },
  Yarn: {
    'yarn.lock': lines(
      '# yarn lockfile v1',
      '"git@git+ssh://git@example.org/x/y.git":',
      `  resolved "git+ssh://git@example.org/x/y.git#${commit('yarn 1')}"`,
      '',
      '"b@https://github.com/x/b.git":',
      `  resolution: "b@https://github.com/x/b.git#commit=${commit('yarn 4')}"`,
      '  version: "none at all"',
      '"c@1.0.0":',
      '  version "1.0.0"',
      `  resolved "https://codeload.github.com/x/y/tar.gz/${commit('no')}"`,
    ),
  },
  Bun: {
    'bun.lock': json({
      packages: {
        g: [`g@git+ssh://git@example.org/g.git#${commit('bun')}`, {}, 'abc'],
        '@s/h': [`@s/h@github:x/y#${commit('bun').toUpperCase()}`],
        f: ['f@file:here'],
      },
    }),
  },
  Poetry: {
    'poetry.lock': lines(
      '[[package]]',
      'name = "Git_x"',
      'optional = true',
      '[package.source]',
      `resolved_reference = "${commit('poetry')}"`,
    ),
  },
  PDM: { 'pdm.lock': lines('[[package]]', 'name = "git"', `revision = "${commit('pdm')}"`) },
  uv: {
    'uv.lock': lines(
      'version = 1',
      '[[package]]',
      'name = "git"',
      `source = { git = "https://x?rev=1#${commit('uv')}" }`,
    ),
  },
  Composer: {
    'composer.lock': json({
      packages: [
        { name: 'git/x', dist: { reference: commit('composer') } },
        { name: 'git/y', dist: { reference: '1.0' } },
      ],
      'packages-dev': [{ dist: { reference: commit('nameless') } }],
    }),
  },
  Hex: { 'mix.lock': lines('%{', `  "git": {:git, "https://example.org/x.git", "${commit('hex')}", []},`, '}') },
  Pub: {
    'pubspec.lock': lines(
      'packages:',
      '  a:',
      '    description:',
      '      url: "https://example.org"',
      `      resolved-ref: "${commit('pub')}"`,
      '    source: git',
      '  b:',
      '    description: flutter',
      '  c:',
      '    description: [flutter]',
    ),
  },
  'the same in two files': {
    'a/mix.lock': lines(`  "one": {:git, "https://example.org/x.git", "${commit('both')}", []},`),
    'b/pdm.lock': lines('[[package]]', 'name = "other"', `revision = "${commit('both')}"`),
  },
  'left out': {
    'osv-scanner.toml': lines('[[PackageOverrides]]', 'name = "git"', 'ignore = true'),
    'mix.lock': lines(
      `  "git": {:git, "https://example.org/x.git", "${commit('left out')}", []},`,
      `  "other": {:git, "https://example.org/x.git", "${commit('stays')}", []},`,
    ),
  },
}
