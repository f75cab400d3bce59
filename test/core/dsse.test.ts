import { expect, test } from 'vitest'
import { pae } from '../../electron/core/dsse.ts'

test('the example of the protocol is encoded as it stands there', () => {
  expect(pae('http://example.com/HelloWorld', Buffer.from('hello world')).toString()).toBe(
    'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
  )
})

test('lengths count bytes, not characters', () => {
  expect(pae('tÿpe', Buffer.from('héllo')).toString()).toBe('DSSEv1 5 tÿpe 6 héllo')
})

test('an empty type and an empty payload keep their places', () => {
  expect(pae('', new Uint8Array()).toString()).toBe('DSSEv1 0  0 ')
})

test('bytes that are no text stay as they are', () => {
  const payload = Buffer.from([0x00, 0xff, 0x0a, 0x20])
  expect(pae('a', payload).subarray(-payload.length)).toEqual(payload)
})
