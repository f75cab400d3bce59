import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTrust } from '../../../electron/core/verify/trust.ts'
import { ecKeys, trustedRootJson } from '../../fixtures/forge/authority.ts'
import { forge, forgeAttestation, SIGNER, statement } from '../../fixtures/forge.ts'
import { ask, DIGEST } from './asking.ts'
import { ENVELOPE_ENTRIES } from './cases.ts'
import { givenKey, KEPT } from './key-cases.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Judged by name; those of a key that somebody keeps, by that key. */
const bundles = [
  forge(),
  forge({ log: 1 }),
  forge({ version: '0.1', log: 1 }),
  forge({ version: '0.2', stamps: [{}], log: 1 }),
  ...ENVELOPE_ENTRIES.map((entry) => forgeAttestation(entry)),
  forgeAttestation({ version: '0.1', log: 1, kind: 'intoto' }),
  forge({ keys: KEPT, isKept: true }),
  forgeAttestation({ keys: KEPT, isKept: true, log: 1, kind: 'dsse' }),
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

interface Edit {
  readonly place: string[]
  readonly change: (old: Json) => Json
}

const isEdit = (value: unknown): value is Edit =>
  typeof value === 'object' && value !== null && 'change' in value && typeof value.change === 'function'

describe('whatever the bundle is', () => {
  it('a mutated one never throws, and never verifies as anybody else', () => {
    fc.assert(
      fc.property(mutated, (bundle) => {
        const verification = ask(bundle, { expectation: { kind: 'any-signer' } })
        if (verification.ok) expect(verification.signer).toEqual(SIGNER)
        else expect(verification.detail).not.toBe('')
        const byKey = ask(bundle, givenKey(KEPT.publicKey))
        if (byKey.ok) expect(byKey.signer.kind).toBe('key')
        for (const { statement } of [verification, byKey].filter((answer) => answer.ok)) {
          if (statement) expect(statement.subjects[1]?.sha256).toBe(DIGEST)
        }
      }),
      { numRuns: 1_000 },
    )
  }, 60_000)

  it('any payload under a sound signature is answered, and only a statement about the artifact accepted', () => {
    const keys = ecKeys()
    const edit = fc.record({ place: fc.constantFrom(...placesIn(JSON.parse(JSON.stringify(statement())))), change })
    const bytes = fc.uint8Array({ minLength: 1 }).map((array) => Buffer.from(array))
    const spoilt = edit.map(({ place, change }) => replaced(JSON.parse(JSON.stringify(statement())), place, change))
    fc.assert(
      fc.property(fc.oneof(spoilt, fc.jsonValue(), bytes), (payload) => {
        const verification = ask(forgeAttestation({ keys, payload }))
        if (verification.ok) {
          expect(verification.statement?.subjects.map(({ sha256 }) => sha256)).toContain(DIGEST)
        } else {
          expect(['statement-unreadable', 'subject-mismatch']).toContain(verification.reason)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('any record of the log is answered with a rejection', () => {
    const bundle = forgeAttestation({ log: 1, kind: 'dsse' })
    const [entry] = bundle.verificationMaterial.tlogEntries
    const record = JSON.parse(Buffer.from(entry?.canonicalizedBody ?? '', 'base64').toString()) as Json
    const edit = fc.record({ place: fc.constantFrom(...placesIn(record)), change })
    fc.assert(
      fc.property(fc.oneof(edit, fc.jsonValue()), (json) => {
        const written = isEdit(json) ? replaced(record, json.place, json.change) : json
        const canonicalizedBody = Buffer.from(JSON.stringify(written)).toString('base64')
        Object.assign(entry ?? {}, { canonicalizedBody })
        return !ask(bundle).ok || JSON.stringify(written) === JSON.stringify(record)
      }),
      { numRuns: 500 },
    )
  })

  it('any text is answered where a key should be', () => {
    const pem = fc.tuple(fc.constantFrom('', '-----BEGIN PUBLIC KEY-----'), fc.base64String(), fc.string())
    fc.assert(
      fc.property(pem, (parts) => {
        const verification = ask(bundles.at(-1), { expectation: { kind: 'key', pem: parts.join('\n') } })
        expect(verification).toMatchObject({ ok: false, reason: 'key-unreadable' })
      }),
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
