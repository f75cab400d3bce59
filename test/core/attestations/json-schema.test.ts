/** The checker of schemas, held against another implementation on documents that were changed at random. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, type Schema, Validator } from '@cfworker/json-schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formats } from '../../../electron/core/attestations/schema/formats.ts'
import { schemaChecker } from '../../../electron/core/attestations/schema/json-schema.ts'
import { whole } from './sboms.ts'

const folder = join(import.meta.dirname, '../../../resources/schemas')
const read = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))

/** By the name that the schemas of CycloneDX refer to. */
const others = new Map([
  ['spdx.SNAPSHOT.schema.json', read('cyclonedx-licences')],
  ['jsf-0.82.SNAPSHOT.schema.json', read('cyclonedx-jsf')],
  ['cryptography-defs.SNAPSHOT.schema.json', read('cyclonedx-cryptography')],
])

// It knows no formats that are not in the ASCII drafts: there the question is whether they are asked at all.
for (const name of ['iri-reference', 'idn-email']) format[name] = (text) => formats.get(name)?.fits(text) ?? false

type Path = readonly (string | number)[]

function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, part]) => placesIn(part, [...path, key]))]
}

/** A copy in which the value at the path is another one, or gone. */
function changed(document: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to
  const copy = structuredClone(document) as Record<string | number, unknown>
  if (rest.length === 0 && to === undefined) delete copy[key]
  else copy[key] = changed(copy[key], rest, to)
  return Array.isArray(copy) ? copy.filter((item) => item !== undefined) : copy
}

describe('the checker of schemas', () => {
  it('knows every keyword and format of the published schemas', () => {
    const names = readdirSync(folder).filter((file) => /^(cyclonedx-1|spdx-)/.test(file))
    expect(names).toHaveLength(whole.length)
    for (const file of names) expect(() => schemaChecker(read(file.replace('.json', '')), others)).not.toThrow()
  })

  it('refuses a schema with a keyword or a reference that it does not know', () => {
    expect(() => schemaChecker({ multipleOf: 3 })).toThrow('Unknown keyword multipleOf')
    expect(() => schemaChecker({ format: 'colour' })).toThrow('Unknown format colour')
    expect(() => schemaChecker({ $ref: '#/definitions/none' })).toThrow('Nothing is at #/definitions/none')
  })

  it.each(whole)('agrees with another checker on %s, %s, however it is changed', (_, name, document) => {
    const schema = read(name.toLowerCase().replace(' ', '-'))
    const draft = schema.$schema.includes('draft-07') ? '7' : schema.$schema.includes('2019') ? '2019-09' : '2020-12'
    const base = 'http://cyclonedx.org/schema/'
    const reference = new Validator(structuredClone(schema) as Schema, draft, false)
    for (const [file, other] of others) reference.addSchema(structuredClone(other) as Schema, `${base}${file}`)
    const check = schemaChecker(schema, others)
    expect(check(document)).toEqual([])

    const value = fc.oneof(
      fc.constant(undefined),
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom<unknown>('MIT', 'library', 'a:b', '2026-01-31T09:30:00Z', 'Person', 'no', {}, [], 1, 1.5),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...placesIn(document)),
        fc.option(fc.string({ maxLength: 3 })),
        value,
        (path, added, to) => {
          const altered = changed(document, added === null ? path : [...path.slice(0, -1), added], to)
          fc.pre(altered !== undefined)
          expect(check(altered).length === 0).toBe(reference.validate(altered).valid)
        },
      ),
      { numRuns: name.startsWith('SPDX 3') ? 30 : 1_000 },
    )
  })
})
