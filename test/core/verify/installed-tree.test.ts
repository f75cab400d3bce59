import { expect, it } from 'vitest'
import { purlText } from '../../../electron/core/purl.ts'
import { installedIn } from '../../../electron/core/verify/installed-tree.ts'

const INTEGRITY = `sha512-${Buffer.alloc(64, 7).toString('base64')}`
const lock = (packages: unknown, lockfileVersion = 3) => installedIn(JSON.stringify({ lockfileVersion, packages }))

it('what is installed is each version of each package, once', () => {
  const found = lock({
    '': { name: 'project', version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', integrity: INTEGRITY },
    'node_modules/@s/b': { version: '2.0.0', integrity: `sha1-x ${INTEGRITY}` },
    'node_modules/@s/b/node_modules/a': { version: '1.0.0', integrity: INTEGRITY },
    'node_modules/@s/b/node_modules/c': { version: '3.0.0', integrity: 'sha1-x' },
    'node_modules/alias': { name: '@real/name', version: '4.0.0', integrity: INTEGRITY },
    'node_modules/own': { link: true, version: '1.0.0' },
    'packages/own': { version: '1.0.0' },
  })
  expect(found?.map(({ purl, sha512 }) => [purlText(purl), sha512 !== undefined])).toEqual([
    ['pkg:npm/a@1.0.0', true],
    ['pkg:npm/%40s/b@2.0.0', true],
    ['pkg:npm/c@3.0.0', false],
    ['pkg:npm/%40real/name@4.0.0', true],
  ])
})

it.each([
  '',
  '[]',
  '{"lockfileVersion":1,"packages":{}}',
  '{"lockfileVersion":3}',
  '{"lockfileVersion":3,"packages":{"node_modules/a":1}}',
])('%s is no such lock file', (text) => {
  expect(installedIn(text)).toBeUndefined()
})
