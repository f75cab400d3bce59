/** What Go's `net/url` prints of what it parsed. The expectations were made with Go itself. */
import { expect, test } from 'vitest'
import { printedByGo } from '../../../electron/core/signing/go-url.ts'

test.each([
  ['https://a.example', 'https://a.example'],
  ['https://a.example/b/c:d@e', 'https://a.example/b/c:d@e'],
  ["https://a.example/!$&'()*+,;=[x]", "https://a.example/!$&'()*+,;=[x]"],
  ['https://a.example/a%2Fb', 'https://a.example/a%2Fb'],
  ['https://a.example/a b', 'https://a.example/a%20b'],
  ['https://a.example/ü', 'https://a.example/%C3%BC'],
  ["https://a.example/a b!'()*[x]", 'https://a.example/a%20b%21%27%28%29%2A%5Bx%5D'],
  ['https://a.example/a b$&+,/:;=@', 'https://a.example/a%20b$&+,/:;=@'],
  ['https://a.example/a b%2Fc', 'https://a.example/a%20b/c'],
  ['https://a.example/a#12', 'https://a.example/a#12'],
  ['https://a.example/a b#12', 'https://a.example/a%20b#12'],
])('%s becomes %s', (uri, printed) => {
  expect(printedByGo(uri)).toBe(printed)
})

test.each([
  'https://a.example/%zz b',
  'https://a.example/a\nb',
  'https://a.example/?a=b',
  'https://a.example/#ü',
  'https://a.example/#',
  'a.example/b',
  'HTTPS://a.example/b',
  'https://ada:pw@a.example/',
  '//a.example',
  '',
])('of %j it is not known', (uri) => {
  expect(printedByGo(uri)).toBeUndefined()
})
