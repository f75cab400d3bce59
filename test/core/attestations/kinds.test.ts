import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attestationKinds, predicateOf, predicateTypeNamed } from '../../../electron/core/attestations/kinds.ts'
import { makeStatement } from '../../../electron/core/attestations/statement.ts'

const TYPE = 'https://example.test/review/v1'

describe('a predicate of a type of one’s own', () => {
  it('is taken as it stands', async () => {
    expect(await predicateOf(TYPE, '{"approved":true,"by":["a"]}')).toEqual({
      type: TYPE,
      body: { approved: true, by: ['a'] },
      kind: 'custom',
    })
  })

  it('is what it was after it went through a statement', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false })), async (value) => {
        const text = JSON.stringify(value)
        const predicate = await predicateOf(TYPE, text)
        const { preview } = makeStatement([{ name: 'a', sha256: 'ab'.repeat(32) }], predicate)
        expect(JSON.stringify(JSON.parse(preview).predicate)).toBe(text)
      }),
      { numRuns: 40 },
    )
  })

  it('keeps keys that name the prototype, and changes no prototype', async () => {
    const { body } = await predicateOf(TYPE, '{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}}}')
    expect(Object.keys(body)).toEqual(['__proto__', 'constructor'])
    expect(JSON.stringify(body)).toBe('{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}}}')
    expect(Object.hasOwn(Object.prototype, 'a')).toBe(false)
  })

  it('may hold texts of many megabytes', async () => {
    for (const part of ['x', '\\n', '\\"', '\\\\']) {
      const text = `{"a":"${part.repeat(7_000_000)}","b":1}`
      expect(Object.keys((await predicateOf(TYPE, text)).body)).toEqual(['a', 'b'])
    }
  })

  it('is read as UTF-8, and as nothing else', async () => {
    const text = '{"name":"ü"}'
    expect((await predicateOf(TYPE, Buffer.from(`\uFEFF${text}`))).body).toEqual({ name: 'ü' })
    for (const encoding of ['utf16le', 'latin1'] as const) {
      await expect(predicateOf(TYPE, Buffer.from(`\uFEFF${text}`, encoding))).rejects.toMatchObject({
        code: 'attestation.not-json',
        details: { reason: expect.stringContaining('UTF-8') },
      })
    }
  })

  it('may begin with a byte order mark', async () => {
    expect((await predicateOf(TYPE, '\uFEFF{}')).body).toEqual({})
  })

  it.each([
    ['an empty file', '', 'attestation.not-json'],
    ['XML', '\n<?xml version="1.0"?><bom/>', 'attestation.not-json'],
    ['tags and values', '# by a tool\nSPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0', 'attestation.not-json'],
    ['half of a surrogate pair', '{"a":"\\ud83d!"}', 'attestation.ambiguous'],
    ['half of a surrogate pair in a key', '{"\\uDE00":1}', 'attestation.ambiguous'],
    ['half of a document', '{"a":', 'attestation.not-json'],
    ['a list', '[]', 'attestation.not-json'],
    ['null', 'null', 'attestation.not-json'],
    ['a text', '"a"', 'attestation.not-json'],
    ['a key given twice', '{"a":1,"b":{"a":1},"a":2}', 'attestation.ambiguous'],
    ['a key given twice in two spellings', '{"a":1,"\\u0061":2}', 'attestation.ambiguous'],
    ['a number beyond every double', '{"a":1e400}', 'attestation.ambiguous'],
    ['a number too small for a double', '{"a":1e-400}', 'attestation.ambiguous'],
    ['more digits than a double has', '{"a":[12345678901234567890]}', 'attestation.ambiguous'],
    ['an exponent of a million digits', `{"a":1e${'9'.repeat(1_000_000)}}`, 'attestation.ambiguous'],
    ['ten million digits', `{"a":0.${'1'.repeat(10_000_000)}}`, 'attestation.ambiguous'],
    ['deep nesting', `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'attestation.too-deep'],
    ['17 MiB', `{"a":"${'x'.repeat(17 * 2 ** 20)}"}`, 'attestation.too-large'],
  ])('refuses %s', async (_, text, code) => {
    await expect(predicateOf(TYPE, text)).rejects.toMatchObject({ code })
  })

  it.each([
    '{"a":1.0}',
    '{"a":-0}',
    '{"a":"\\ud83d\\ude00"}',
    '{"a":[-1,0,true,false,null,1e-7,5e-324]}',
    ' { "a" : [ ] , "b" : { } } ',
    '{"a":"\\\\","b":"\\\\\\"","c":"{\\"a\\":1,\\"a\\":2}"}',
    '{"a":0.10}',
    '{"a":1E+2}',
    '{"a":1e23}',
    '{"a":"1e400, {[\\""}',
    '{"a":[{"b":1},{"b":1}]}',
  ])('takes %s', async (text) => {
    expect((await predicateOf(TYPE, text)).body).toEqual(JSON.parse(text))
  })
})

describe('the type of a predicate', () => {
  it.each([
    ['link', 'https://in-toto.io/Link/v1'],
    ['openvex', 'https://openvex.dev/ns'],
    ['vuln', 'https://cosign.sigstore.dev/attestation/vuln/v1'],
    ['urn:example:review', 'urn:example:review'],
  ])('%s is %s', async (type, uri) => {
    expect((await predicateOf(type, '{}')).type).toBe(uri)
  })

  it.each([
    'sbom',
    'custom',
    '',
    'https://',
    'file:///etc/passwd',
    'https://a b',
    'constructor',
    'javascript:alert(1)',
  ])('cannot be “%s”, and the known ones are listed', async (type) => {
    await expect(predicateOf(type, '{}')).rejects.toMatchObject({
      code: 'attestation.unknown-type',
      details: { known: expect.stringContaining('link, openvex') },
    })
  })
})

describe('the type that somebody expects', () => {
  it('is found by its short name or its address', () => {
    expect(predicateTypeNamed('cyclonedx')).toBe('https://cyclonedx.org/bom')
    expect(predicateTypeNamed('spdxjson')).toBe('https://spdx.dev/Document')
    expect(predicateTypeNamed(TYPE)).toBe(TYPE)
  })

  it('is asked for where the name stands for several', () => {
    expect(() => predicateTypeNamed('spdx')).toThrow(
      expect.objectContaining({
        code: 'attestation.several-types',
        details: expect.objectContaining({ known: expect.stringContaining('https://spdx.dev/Document/v2.3') }),
      }),
    )
  })
})

describe('the list of kinds', () => {
  it('has every file of the folder, under its own name', () => {
    const files = readdirSync(join(import.meta.dirname, '../../../electron/core/attestations/kinds'))
    expect(attestationKinds.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort())
  })

  it('gives each short name to one kind', () => {
    const names = attestationKinds.flatMap((kind) => [...kind.names.keys()])
    expect(names).toEqual([...new Set(names)])
  })
})
