import { expect, test } from 'vitest'
import { parsePurl, purlText } from '../../electron/core/purl.ts'

test.each([
  ['pkg:npm/%40scope/name@1.0.0', 'pkg:npm/%40scope/name@1.0.0'],
  ['pkg:pypi/Foo.Bar_baz@2', 'pkg:pypi/foo-bar-baz@2'],
  ['pkg:maven/org.x/y@1?type=jar#z', 'pkg:maven/org.x/y@1'],
  ['pkg:GitHub/Octo/Cat', 'pkg:github/octo/cat'],
  ['pkg:npm/../../etc/passwd', undefined],
  ['pkg:npm/a%2f..%2fb', undefined],
  ['pkg:npm/a b', undefined],
  ['npm/a', undefined],
])('purl %s', (text, plain) => {
  const purl = parsePurl(text)
  expect(purl && purlText(purl)).toBe(plain)
})
