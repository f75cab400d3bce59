import { describe, expect, it } from 'vitest'
import { predicateOf } from '../../../electron/core/attestations/kinds.ts'
import { cyclonedxOf, spdx2Of, spdx3Of, whole } from './sboms.ts'

describe('a bill of materials', () => {
  it.each(whole)('of kind %s, %s, is taken as it stands', async (kind, _, document) => {
    const predicate = await predicateOf(kind, JSON.stringify(document))
    expect(predicate).toMatchObject({ kind, body: document })
  })

  it.each([
    ['cyclonedx', cyclonedxOf('1.6'), 'https://cyclonedx.org/bom'],
    ['https://cyclonedx.org/bom', cyclonedxOf('1.4'), 'https://cyclonedx.org/bom'],
    ['https://cyclonedx.org/bom/v1.5', cyclonedxOf('1.5'), 'https://cyclonedx.org/bom/v1.5'],
    ['spdx', spdx2Of('SPDX-2.2'), 'https://spdx.dev/Document/v2.2'],
    ['spdx', spdx2Of('SPDX-2.3'), 'https://spdx.dev/Document/v2.3'],
    ['spdx', spdx3Of('3.0.1'), 'https://spdx.dev/Document/v3'],
    ['spdxjson', spdx2Of('SPDX-2.3'), 'https://spdx.dev/Document'],
    ['https://spdx.dev/Document/v2.3', spdx2Of('SPDX-2.3'), 'https://spdx.dev/Document/v2.3'],
  ])('asked for as %s has its type', async (type, document, uri) => {
    expect((await predicateOf(type, JSON.stringify(document))).type).toBe(uri)
  })

  it.each<[string, string, object, string]>([
    ['a version to come', 'cyclonedx', cyclonedxOf('9.9'), 'attestation.other-version'],
    ['a version that is too old', 'cyclonedx', cyclonedxOf('1.3'), 'attestation.other-version'],
    [
      'a version that is a number',
      'cyclonedx',
      { ...cyclonedxOf('1.6'), specVersion: 1.6 },
      'attestation.other-version',
    ],
    ['a version named like a method', 'spdx', spdx2Of('constructor'), 'attestation.other-version'],
    ['SPDX for CycloneDX', 'cyclonedx', spdx2Of('SPDX-2.3'), 'attestation.other-type'],
    ['CycloneDX for SPDX', 'spdx', cyclonedxOf('1.6'), 'attestation.other-type'],
    ['an empty object', 'spdx', {}, 'attestation.other-type'],
    ['another version than the type', 'https://spdx.dev/Document/v2.2', spdx2Of('SPDX-2.3'), 'attestation.other-type'],
    ['CycloneDX of another version', 'https://cyclonedx.org/bom/v1.4', cyclonedxOf('1.6'), 'attestation.other-type'],
  ])('is refused: %s', async (_, type, document, code) => {
    await expect(predicateOf(type, JSON.stringify(document))).rejects.toMatchObject({ code })
  })
})

const named = (name: unknown) => [{ type: 'library', name }]
const licensed = (license: object) => [{ type: 'library', name: 'a', licenses: [license] }]

describe('a bill of materials that does not fit is refused, with the place:', () => {
  it.each<[string, object, string]>([
    ['cyclonedx', cyclonedxOf('1.4', { components: named(7) }), 'components[0].name has to be a text'],
    ['cyclonedx', cyclonedxOf('1.5', { components: [{ type: 'library' }] }), 'components[0].name is missing'],
    ['cyclonedx', cyclonedxOf('1.6', { komponents: [] }), 'komponents is not allowed'],
    ['cyclonedx', cyclonedxOf('1.6', { serialNumber: '7' }), 'serialNumber is not written as it has to be'],
    ['cyclonedx', cyclonedxOf('1.6', { version: 0 }), 'version is less than 1'],
    ['cyclonedx', cyclonedxOf('1.6', { version: 1.5 }), 'version has to be a whole number'],
    [
      'cyclonedx',
      cyclonedxOf('1.7', { components: licensed({ license: { id: 'MYT' } }) }),
      'licenses[0].license.id is not one of',
    ],
    [
      'cyclonedx',
      cyclonedxOf('1.6', { metadata: { timestamp: '2026-02-30T00:00:00Z' } }),
      'metadata.timestamp is not a time',
    ],
    [
      'cyclonedx',
      cyclonedxOf('1.6', { components: [...named('a'), ...named('a')] }),
      'components[1] is in its list twice',
    ],
    [
      'cyclonedx',
      cyclonedxOf('1.6', { components: [{ type: 'libary', name: 'a' }] }),
      'components[0].type is not one of',
    ],
    [
      'cyclonedx',
      JSON.parse('{"bomFormat":"CycloneDX","specVersion":"1.6","__proto__":{}}'),
      '__proto__ is not allowed',
    ],
    ['spdx', spdx2Of('SPDX-2.3', { name: undefined }), 'name is missing'],
    ['spdx', spdx2Of('SPDX-2.3', { packages: [{ name: 'a' }] }), 'packages[0].SPDXID is missing'],
    ['spdx', spdx2Of('SPDX-2.2', { creationInfo: [] }), 'creationInfo has to be an object'],
    ['spdx', spdx3Of('3.0.1', [{ type: 'software_Pakage', spdxId: 'a:b' }]), '@graph[4].type is none of'],
    ['spdx', spdx3Of('3.0.1', [{ type: 'Person', spdxId: 'a:b' }]), '@graph[4].creationInfo is missing'],
    [
      'spdx',
      spdx3Of('3.0.1', [{ type: 'Person', spdxId: 'a:b', creationInfo: '_:info', nane: 'a' }]),
      '@graph[4].nane is not allowed',
    ],
    ['spdx', { '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld', '@graph': {} }, '@graph has to be a list'],
  ])('%s %#', async (type, document, problem) => {
    await expect(predicateOf(type, JSON.stringify(document))).rejects.toMatchObject({
      code: 'attestation.does-not-fit',
      details: { problems: expect.stringContaining(problem) },
    })
  })

  it('names the first three problems, and counts the others', async () => {
    const components = Array.from({ length: 30 }, (_, at) => ({ type: 'library', name: at }))
    await expect(predicateOf('cyclonedx', JSON.stringify(cyclonedxOf('1.6', { components })))).rejects.toMatchObject({
      details: {
        format: 'CycloneDX 1.6',
        problems:
          'components[0].name has to be a text; components[1].name has to be a text; components[2].name has to be a text; and 27 more',
      },
    })
  })

  it('is refused in one sentence, however much is wrong', async () => {
    const many = Array.from({ length: 150_000 }, (_, at) => ({ type: at }))
    for (const [type, document] of [
      ['cyclonedx', cyclonedxOf('1.6', { components: many })],
      ['spdx', spdx3Of('3.0.1', many)],
    ] as const) {
      await expect(predicateOf(type, JSON.stringify(document))).rejects.toMatchObject({
        code: 'attestation.does-not-fit',
        details: { problems: expect.stringMatching(/^.{1,300}; and many more$/) },
      })
    }
  })

  it('shows what is invisible in a name', async () => {
    const document = cyclonedxOf('1.6', { 'a\u202eb': 1 })
    await expect(predicateOf('cyclonedx', JSON.stringify(document))).rejects.toMatchObject({
      details: { problems: 'a⟨U+202E⟩b is not allowed' },
    })
  })
})
