import { expect, it } from 'vitest'
import { isBase64 } from '../../../electron/core/verify/base64.ts'

it.each(['AA==', 'AAA=', 'AAAA', 'AA', 'AAA', '+/+/', '-_-_', 'AA\n==', 'AA\r\nAA'])('%j is base64', (text) => {
  expect(isBase64(text)).toBe(true)
})

it.each([
  '',
  '=',
  '==',
  'A',
  'AAAAA',
  'A===',
  'AA=',
  'AAA==',
  'AAAA=',
  '====',
  'AA=A',
  '!AAA',
  'AA AA',
  'ÄAAA',
  'AA\u0000A',
])('%j is not', (text) => {
  expect(isBase64(text)).toBe(false)
})
