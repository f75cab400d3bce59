/** Every lock file that is read, by its name. */
import { baseName, extension } from '../path-names.ts'
import { bunLock } from './bun.ts'
import { goMod } from './go.ts'
import type { ReadLock, ReadLockAt } from './locked.ts'
import { gradleLock, gradleMetadata, pomDependencies } from './maven.ts'
import { packageLock } from './npm.ts'
import { depsJson, nugetConfig, nugetLock } from './nuget.ts'
import {
  cabalFreeze,
  cargoLock,
  composerLock,
  conanLock,
  gemfileLock,
  mixLock,
  pubspecLock,
  renvLock,
  stackLock,
} from './others.ts'
import { pnpmLock } from './pnpm.ts'
import { pdmLock, pipfileLock, poetryLock, uvLock } from './python.ts'
import { requirements } from './requirements.ts'
import { cycloneDxJson, cycloneDxXml, scannerResults, spdxJson, spdxTags, spdxYaml } from './sboms.ts'
import { yarnLock } from './yarn.ts'

export interface LockFile {
  /** As OSV calls it; empty where the file says it of each package. */
  readonly ecosystem: string
  readonly read: ReadLockAt
}

/** Of its own text, whatever is around it. */
const of = (ecosystem: string, read: ReadLock): LockFile => ({
  ecosystem,
  read: (path, around) => around.made('locked', path, read),
})

const LOCK_FILES: ReadonlyMap<string, LockFile> = new Map([
  ['package-lock.json', { ecosystem: 'npm', read: packageLock }],
  ['npm-shrinkwrap.json', { ecosystem: 'npm', read: packageLock }],
  ['yarn.lock', of('npm', yarnLock)],
  ['pnpm-lock.yaml', of('npm', pnpmLock)],
  ['bun.lock', of('npm', bunLock)],
  ['poetry.lock', of('PyPI', poetryLock)],
  ['pdm.lock', of('PyPI', pdmLock)],
  ['uv.lock', of('PyPI', uvLock)],
  ['Pipfile.lock', of('PyPI', pipfileLock)],
  ['go.mod', { ecosystem: 'Go', read: goMod }],
  ['Cargo.lock', of('crates.io', cargoLock)],
  ['Gemfile.lock', of('RubyGems', gemfileLock)],
  ['gems.locked', of('RubyGems', gemfileLock)],
  ['gradle.lockfile', of('Maven', gradleLock)],
  ['buildscript-gradle.lockfile', of('Maven', gradleLock)],
  ['pom.xml', { ecosystem: 'Maven', read: pomDependencies }],
  ['packages.lock.json', of('NuGet', nugetLock)],
  ['packages.config', of('NuGet', nugetConfig)],
  ['composer.lock', of('Packagist', composerLock)],
  ['conan.lock', of('ConanCenter', conanLock)],
  ['mix.lock', of('Hex', mixLock)],
  ['pubspec.lock', of('Pub', pubspecLock)],
  ['renv.lock', of('CRAN', renvLock)],
  ['cabal.project.freeze', of('Hackage', cabalFreeze)],
  ['stack.yaml.lock', of('Hackage', stackLock)],
  ['osv-scanner-custom.json', of('', scannerResults)],
])

const REQUIREMENTS: LockFile = { ecosystem: 'PyPI', read: requirements }
const METADATA = of('Maven', gradleMetadata)
const DEPS = of('NuGet', depsJson)
/** Endings that are the same in any case. */
const SBOMS: readonly (readonly [name: RegExp, file: LockFile])[] = [
  [/(?:\.cdx\.json|(?:^|\/)bom\.json)$/i, of('', cycloneDxJson)],
  [/(?:\.cdx\.xml|(?:^|\/)bom\.xml)$/i, of('', cycloneDxXml)],
  [/\.spdx\.json$/i, of('', spdxJson)],
  [/\.spdx\.yml$/i, of('', spdxYaml)],
  [/\.spdx$/i, of('', spdxTags)],
]

/** What `npm install` put there are lock files of others. */
const isInstalled = (path: string, { ecosystem }: LockFile): boolean =>
  ecosystem === 'npm' && path.split('/').slice(0, -1).includes('node_modules')

/** `path` from the root of the project. */
export function lockFileOf(path: string): LockFile | undefined {
  const base = baseName(path)
  const exact = LOCK_FILES.get(base)
  if (exact) return isInstalled(path, exact) ? undefined : exact
  if (extension(base) === '.txt' && base.includes('requirements')) return REQUIREMENTS
  if (/(?:^|\/)gradle\/verification-metadata\.xml$/.test(path)) return METADATA
  if (base.endsWith('.deps.json')) return DEPS
  return SBOMS.find(([name]) => name.test(path))?.[1]
}
