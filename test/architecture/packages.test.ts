/** The rules for packages: exact versions, a complete lock file, no install scripts, a reason for each. */
import { describe, expect, test } from 'vitest'
import { readJson, readText } from './source-files.ts'

interface Manifest {
  readonly dependencies: Record<string, string>
  readonly devDependencies: Record<string, string>
  readonly optionalDependencies: Record<string, string>
  readonly overrides: Record<string, string>
}

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly hasInstallScript?: boolean
  readonly dependencies?: Record<string, string>
  readonly optionalDependencies?: Record<string, string>
}

const manifest = readJson<Manifest>('package.json')
const { '': root, ...locked } = readJson<{ packages: Record<string, Locked> }>('package-lock.json').packages
const reasons = readText('docs/dependencies.md')

const named = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }

test.each(Object.entries({ ...named, ...manifest.overrides }))('%s %s is an exact version', (_, version) => {
  expect(version).toMatch(/^(npm:(@[\w-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/)
})

test.each(Object.keys(named))('%s has its reason in docs/dependencies.md', (name) => {
  expect(
    reasons.split('\n').filter((line) => line.startsWith(`| \`${name}\` | `) && !line.includes('| install script: ')),
  ).toHaveLength(1)
})

test('docs/dependencies.md names no package that is gone', () => {
  const listed = [...reasons.matchAll(/^\| `([^`]+)` \| [^|]+ \|$/gm)].map(([, name]) => name ?? '')
  const scripted = [...reasons.matchAll(/^\| `([^`]+)` \| install script: /gm)].map(([, name]) => name)
  expect(listed.filter((name) => !(name in named) && !scripted.includes(name))).toEqual([])
})

test('at most 30 packages ship in the app', () => {
  expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(30)
})

describe('the lock file', () => {
  const entries = Object.entries(locked)

  test('belongs to package.json', () => {
    const { dependencies, devDependencies, optionalDependencies } = root as unknown as Manifest
    expect({ dependencies, devDependencies, optionalDependencies }).toEqual({
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
      optionalDependencies: manifest.optionalDependencies,
    })
  })

  test('has a version and a digest for every package, and no address', () => {
    expect(entries.filter(([, { version, integrity }]) => !version || !integrity?.startsWith('sha512-'))).toEqual([])
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
  })

  /** A lock file that was made where a registry was incomplete lacks other platforms, and `npm ci` refuses it. */
  test('has the packages of every platform', () => {
    const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(path, name)),
    )
    expect(missing).toEqual([])
  })

  test('has no install scripts but those that are listed, and npm runs none', () => {
    const listed = [...reasons.matchAll(/^\| `([^`]+)` \| install script: /gm)].map(([, name]) => name)
    const scripted = entries
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.split('node_modules/').at(-1))
    expect(scripted).toEqual(listed)
    expect(readText('.npmrc')).toMatch(/^ignore-scripts=true$/m)
  })
})

/** Whether a package finds another: in its own folder, or in any above it. */
function isLocked(from: string, name: string): boolean {
  const parts = from.split('node_modules/')
  const folders = parts.map((_, i) => parts.slice(0, i + 1).join('node_modules/'))
  return folders.some(
    (folder) => `${folder === '' || folder.endsWith('/') ? folder : `${folder}/`}node_modules/${name}` in locked,
  )
}
