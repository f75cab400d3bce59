import { expect, test } from 'vitest'
import { capital, count, counted } from '../../electron/contract/counted.ts'
import { date, duration, preciseTime, size } from '../../renderer/ui/format.ts'

test.each([
  [0, 'no'],
  [1, 'one'],
  [12, 'twelve'],
  [13, '13'],
  [999, '999'],
  [1000, '1\u202f000'],
  [10_000, '10\u202f000'],
  [1_234_567, '1\u202f234\u202f567'],
])('%i is said %s', (n, words) => {
  expect(count(n)).toBe(words)
})

test('one file, three files, at the beginning of a sentence', () => {
  expect([counted(1, 'file'), counted(3, 'file'), capital(counted(3, 'file'))]).toEqual([
    'one file',
    'three files',
    'Three files',
  ])
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 KB'],
  [9949, '9.9 KB'],
  [9950, '10 KB'],
  [184_210, '184 KB'],
  [999_999, '1.0 MB'],
  [4_294_967_296, '4.3 GB'],
  [5e15, '5000 TB'],
])('%i bytes are %s', (bytes, words) => {
  expect(size(bytes)).toBe(words)
})

test.each([
  [180, '0.2 s'],
  [1180, '1.2 s'],
  [42_000, '42 s'],
  [119_000, '2 min'],
])('%i ms are %s', (ms, words) => {
  expect(duration(ms)).toBe(words)
})

test('dates are written out', () => {
  expect(date('2026-11-23T12:00:00Z')).toBe('23 November 2026')
  expect(preciseTime('2026-11-23T12:00:07Z')).toMatch(/^23 November 2026, \d\d:00:07 \S+$/)
})
