/** Writes resources/licences.json: the licence of every package whose code ships in the app. Run after a change of dependencies. */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** What was rewritten after the code of others, and is in no package. */
const imitated = [
  { name: 'github.com/moby/buildkit', version: '0.26.3', licence: 'Apache-2.0' },
  { name: 'go.yaml.in/yaml', version: '4.0.0-rc.3', licence: 'MIT' },
  { name: 'mvdan.cc/sh', version: '3.12.0', licence: 'BSD-3-Clause' },
]

/** The installed packages that the runtime dependencies need, from the lock file: what is only for development stays out. */
const shipped = Object.entries(read('package-lock.json').packages)
  .filter(([path, { dev, devOptional, optional }]) => path !== '' && !dev && !devOptional && !optional)
  .map(([path, { version, license }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    return { name, version, licence: license ?? String(read(join(path, 'package.json')).license ?? 'unknown') }
  })
  .concat(imitated)
  .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'))

writeFileSync(join(root, 'resources/licences.json'), `${JSON.stringify(shipped, null, 1)}\n`)
