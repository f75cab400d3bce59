import { expect, test } from 'vitest'
import { formats } from '../../../electron/core/attestations/schema/formats.ts'

test.each([
  ['date', ['2024-02-29', '0001-01-31'], ['2023-02-29', '2026-13-01', '2026-1-1', '2026-01-31Z', '']],
  [
    'date-time',
    ['2026-01-31T09:30:00Z', '2026-01-31t23:59:60.25+14:00'],
    ['2026-01-31', '2026-01-31T09:30:00', '2026-01-31 09:30:00Z', '2026-02-30T09:30:00Z', '2026-01-31T24:00:00Z'],
  ],
  ['iri-reference', ['', '../a?b#c', 'https://exämple.org/%7Ea'], [' ', 'a b', '%zz', 'a\\b', '<a>', '\u0000']],
  ['uri', ['a:b', 'https://example.org/?q=1#f'], ['a', '//example.org', 'https://exämple.org/', ':a', 'a: b']],
  ['idn-email', ['ä@exämple.org', '"a b"@example.org'], ['a', '@example.org', 'a@', 'a b@example.org', 'a@b@c']],
])('%s', (name, good, bad) => {
  const fits = (text: string) => formats.get(name)?.fits(text)
  expect(good.filter((text) => !fits(text))).toEqual([])
  expect(bad.filter(fits)).toEqual([])
})
