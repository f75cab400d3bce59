/** Whether a tag is the release that the clone says it is: `node build/release-check.mjs v1.2.3`. Needs no packages. */
import { readFileSync } from 'node:fs'
import { SetupFault } from './faults.mjs'
import { inRoot } from './places.mjs'
import { entryPoint, say } from './run.mjs'

await entryPoint(async ([tag = '']) => {
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
  if (tag !== `v${version}`) throw new SetupFault('release.other-tag', { tag, version })
  const changes = readFileSync(inRoot('CHANGELOG.md'), 'utf8')
  if (!changes.includes(`\n## [${version}]`)) throw new SetupFault('release.no-changes', { version })
  say(`${tag} is version ${version}, and the changelog says what is in it`)
  return 0
})
