import fc from 'fast-check'
import { compress } from 'snappyjs'
import { describe, expect, it } from 'vitest'
import { unsnap } from '../../../electron/core/verify/evidence/snappy.ts'

const MOST = 1_000_000
const bytes = (...values: number[]) => Uint8Array.from(values)

describe('a block of Snappy', () => {
  it('comes back as it went in', () => {
    const texts = fc.oneof(
      fc.uint8Array({ maxLength: 2000 }),
      fc.array(fc.constantFrom(1, 2, 3), { maxLength: 90_000, size: 'max' }).map((list) => Uint8Array.from(list)),
    )
    fc.assert(
      fc.property(texts, (data) => {
        expect(unsnap(compress(data), MOST)).toEqual(data)
      }),
      { numRuns: 60 },
    )
  })

  it.each<[string, Uint8Array, string]>([
    ['a literal', bytes(3, 8, 97, 98, 99), 'abc'],
    ['a literal with a length of one more byte', bytes(3, 240, 2, 97, 98, 99), 'abc'],
    ['a literal with a length of four more bytes', bytes(3, 252, 2, 0, 0, 0, 97, 98, 99), 'abc'],
    ['a copy that overlaps itself', bytes(7, 4, 97, 98, 5, 2), 'abababa'.slice(0, 2) + 'ababa'],
    ['a copy by two bytes', bytes(4, 4, 97, 98, 6, 2, 0), 'abab'],
    ['a copy by four bytes', bytes(4, 4, 97, 98, 7, 2, 0, 0, 0), 'abab'],
    ['nothing', bytes(0), ''],
  ])('is read where it has %s', (_, block, text) => {
    expect(Buffer.from(unsnap(block, MOST) ?? []).toString()).toBe(text)
  })

  it.each<[string, Uint8Array]>([
    ['nothing at all', bytes()],
    ['a length without an end', bytes(255, 255, 255, 255, 255, 1)],
    ['a length of more than 32 bits', bytes(255, 255, 255, 255, 127)],
    ['more than may be', bytes(193, 132, 61)],
    ['a literal that is cut off', bytes(3, 8, 97)],
    ['a literal that is longer than it says', bytes(1, 8, 97, 98, 99)],
    ['a literal of a length below zero', bytes(9, 252, 250, 255, 255, 255, 97)],
    ['a copy from before the beginning', bytes(5, 0, 97, 1, 2)],
    ['a copy from nowhere', bytes(5, 0, 97, 1, 0)],
    ['a copy that is cut off', bytes(5, 0, 97, 2, 1)],
    ['a copy over the end', bytes(2, 0, 97, 254, 1, 0)],
    ['less than it says', bytes(3, 0, 97)],
  ])('is refused where it has %s', (_, block) => {
    expect(unsnap(block, MOST)).toBeUndefined()
  })

  it('ends, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
        expect(unsnap(data, MOST)?.length ?? 0).toBeLessThanOrEqual(MOST)
      }),
      { numRuns: 2000 },
    )
  })
})
