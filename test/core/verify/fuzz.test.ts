import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTrust } from '../../../electron/core/verify/trust.ts'
import { trustedRootJson } from '../../fixtures/forge/authority.ts'
import { forge, SIGNER } from '../../fixtures/forge.ts'
import { ask } from './asking.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const bundles = [
  forge(),
  forge({ log: 1 }),
  forge({ version: '0.1', log: 1 }),
  forge({ version: '0.2', stamps: [{}], log: 1 }),
].map((bundle) => JSON.parse(JSON.stringify(bundle)) as Json)

/** Every place in a JSON value, as the keys that lead to it. */
function placesIn(value: Json, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, member]) => placesIn(member, [...path, key]))]
}

function replaced(value: Json, [key, ...rest]: readonly string[], change: (old: Json) => Json): Json {
  if (key === undefined) return change(value)
  if (Array.isArray(value))
    return value.map((member, i) => (String(i) === key ? replaced(member, rest, change) : member))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, name === key ? replaced(member, rest, change) : member]),
  )
}

/** Changes one byte of base64, one character of other text, or puts something else in the place. */
const change = fc.oneof(
  fc.record({ at: fc.nat(), xor: fc.integer({ min: 1, max: 255 }) }).map(({ at, xor }) => (old: Json): Json => {
    if (typeof old !== 'string' || old === '') return old
    const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(old) && old.length % 4 === 0
    const bytes = Buffer.from(old, isBase64 ? 'base64' : 'latin1')
    const index = at % bytes.length
    bytes[index] = (bytes[index] ?? 0) ^ xor
    return bytes.toString(isBase64 ? 'base64' : 'latin1')
  }),
  fc.nat().map(
    (length) =>
      (old: Json): Json =>
        typeof old === 'string' ? old.slice(0, length % (old.length + 1)) : old,
  ),
  fc.jsonValue({ maxDepth: 2 }).map((value) => (): Json => value as Json),
)
const mutated = fc.integer({ min: 0, max: bundles.length - 1 }).chain((which) => {
  const bundle = bundles[which] ?? null
  const edit = fc.record({ place: fc.constantFrom(...placesIn(bundle)), change })
  return fc
    .array(edit, { minLength: 1, maxLength: 3 })
    .map((edits) => edits.reduce((json, { place, change }) => replaced(json, place, change), bundle))
})

describe('whatever the bundle is', () => {
  it('a mutated one never throws, and never verifies as anybody else', () => {
    fc.assert(
      fc.property(mutated, (bundle) => {
        const verification = ask(bundle, { expectation: { kind: 'any-signer' } })
        if (verification.ok) expect(verification.signer).toEqual(SIGNER)
        else expect(verification.detail).not.toBe('')
      }),
      { numRuns: 1_000 },
    )
  })

  it('any JSON is answered with a rejection', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => !ask(json).ok))
  })

  it('any value at all is answered with a rejection', () => {
    fc.assert(fc.property(fc.anything({ withNullPrototype: true }), (value) => !ask(value).ok))
  })

  it('an object that fights back is answered with a rejection', () => {
    const hostile = new Proxy(
      { mediaType: '' },
      {
        get: () => {
          throw new Error('no')
        },
      },
    )
    expect(ask(hostile)).toMatchObject({ ok: false, reason: 'unreadable-bundle' })
  })
})

it('a mutated trusted root never throws', () => {
  const root = JSON.parse(JSON.stringify(trustedRootJson())) as Json
  const edit = fc.record({ place: fc.constantFrom(...placesIn(root)), change })
  fc.assert(
    fc.property(edit, ({ place, change }) => {
      const trust = readTrust(replaced(root, place, change))
      expect(typeof ask(bundles[0], { trust }).ok).toBe('boolean')
    }),
    { numRuns: 300 },
  )
})
