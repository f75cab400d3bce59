import fc from 'fast-check'
import { expect, test } from 'vitest'
import { initials } from '../../electron/contract/initials.ts'

test.each([
  ['ada.lovelace@example.org', 'AL'],
  ['ada@lovelace.example', 'AL'],
  ['ada_king-noel+releases@example.org', 'AK'],
  ['élodie@œuvre.example', 'ÉŒ'],
  ['7zip@maintainers.example', '7M'],
  ['.ada@lovelace.example', 'AL'],
  ['https://github.com/lattice/left-pad/.github/workflows/release.yml@refs/tags/v1', 'LL'],
  ['https://gitlab.com/group', 'G'],
  ['', '?'],
  ['@', '?'],
])('%s is %s', (identity, letters) => {
  expect(initials(identity)).toBe(letters)
})

test('whatever the identity, one or two signs fit on the mark', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (identity) => {
      const letters = initials(identity)
      expect([...letters].length).toBeGreaterThanOrEqual(1)
      expect([...letters].length).toBeLessThanOrEqual(4)
      expect(letters).not.toMatch(/\s/)
    }),
  )
})
