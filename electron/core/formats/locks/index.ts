/** Every lock file that is read, by its name. */
import type { ReadLock } from './locked.ts'
import { bunLock, packageLock, pnpmLock, yarnLock } from './npm.ts'
import {
  cargoLock,
  composerLock,
  gemfileLock,
  goMod,
  gradleLock,
  nugetConfig,
  nugetLock,
  pomDependencies,
} from './others.ts'
import { pipfileLock, pythonLock, requirements } from './python.ts'

export interface LockFile {
  /** As OSV calls it. */
  readonly ecosystem: string
  readonly read: ReadLock
}

const of = (ecosystem: string, read: ReadLock): LockFile => ({ ecosystem, read })

const LOCK_FILES: ReadonlyMap<string, LockFile> = new Map([
  ['package-lock.json', of('npm', packageLock)],
  ['yarn.lock', of('npm', yarnLock)],
  ['pnpm-lock.yaml', of('npm', pnpmLock)],
  ['bun.lock', of('npm', bunLock)],
  ['poetry.lock', of('PyPI', pythonLock)],
  ['pdm.lock', of('PyPI', pythonLock)],
  ['uv.lock', of('PyPI', pythonLock)],
  ['Pipfile.lock', of('PyPI', pipfileLock)],
  ['go.mod', of('Go', goMod)],
  ['Cargo.lock', of('crates.io', cargoLock)],
  ['Gemfile.lock', of('RubyGems', gemfileLock)],
  ['gems.locked', of('RubyGems', gemfileLock)],
  ['gradle.lockfile', of('Maven', gradleLock)],
  ['buildscript-gradle.lockfile', of('Maven', gradleLock)],
  ['pom.xml', of('Maven', pomDependencies)],
  ['packages.lock.json', of('NuGet', nugetLock)],
  ['packages.config', of('NuGet', nugetConfig)],
  ['composer.lock', of('Packagist', composerLock)],
])

export const lockFileOf = (name: string): LockFile | undefined =>
  LOCK_FILES.get(name) ?? (/requirements.*\.txt$/.test(name) ? of('PyPI', requirements) : undefined)
