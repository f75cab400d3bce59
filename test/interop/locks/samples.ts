/** Files with which the scanner of Scorecard is tested, by the names that it reads. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Files } from './files.ts'

/** The folder of each reader, and the name that its samples bear in a project. */
const NAMES: Readonly<Record<string, string>> = {
  'cpp/conanlock': 'conan.lock',
  'dart/pubspec': 'pubspec.lock',
  'dotnet/depsjson': 'x.deps.json',
  'dotnet/packagesconfig': 'packages.config',
  'dotnet/packageslockjson': 'packages.lock.json',
  'erlang/mixlock': 'mix.lock',
  'golang/gomod': 'go.mod',
  'haskell/cabal': 'cabal.project.freeze',
  'haskell/stacklock': 'stack.yaml.lock',
  'java/gradlelockfile': 'gradle.lockfile',
  'java/gradleverificationmetadataxml': 'gradle/verification-metadata.xml',
  'java/pomxml': 'pom.xml',
  'javascript/bunlock': 'bun.lock',
  'javascript/packagelockjson': 'package-lock.json',
  'javascript/pnpmlock': 'pnpm-lock.yaml',
  'javascript/yarnlock': 'yarn.lock',
  'php/composerlock': 'composer.lock',
  'python/pdmlock': 'pdm.lock',
  'python/pipfilelock': 'Pipfile.lock',
  'python/poetrylock': 'poetry.lock',
  'python/requirements': 'requirements.txt',
  'python/uvlock': 'uv.lock',
  'r/renvlock': 'renv.lock',
  'ruby/gemfilelock': 'Gemfile.lock',
  'rust/cargolock': 'Cargo.lock',
}

/** A project for each reader, with each of its samples in a folder of its own. `extractors` is where the readers lie. */
export const scannerSamples = (extractors: string): readonly (readonly [reader: string, files: Files])[] =>
  Object.entries(NAMES).map(([reader, name]) => {
    const folder = join(extractors, 'language', reader, 'testdata')
    const samples = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const paths = samples.map(({ parentPath, name: file }) => join(parentPath, file)).sort()
    return [reader, Object.fromEntries(paths.map((path, i) => [`${i}/${name}`, readFileSync(path, 'utf8')]))]
  })
