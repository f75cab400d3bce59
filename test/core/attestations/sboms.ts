/** Small bills of materials: one that fits for each version, and what is done to them so that they do not. */

const component = { type: 'library', name: 'left-pad', version: '1.3.0', purl: 'pkg:npm/left-pad@1.3.0' }

export const cyclonedxOf = (specVersion: string, more: object = {}) => ({
  bomFormat: 'CycloneDX',
  specVersion,
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  version: 1,
  metadata: { timestamp: '2026-01-31T09:30:00Z', component: { type: 'application', name: 'toolbox' } },
  components: [
    { ...component, licenses: [{ license: { id: 'MIT' } }], hashes: [{ alg: 'SHA-256', content: 'ab'.repeat(32) }] },
    { type: 'file', name: 'x', licenses: [{ expression: 'MIT OR Apache-2.0' }] },
    { type: 'framework', name: 'y', components: [component], externalReferences: [{ type: 'vcs', url: 'a.test/ü' }] },
  ],
  dependencies: [{ ref: 'a', dependsOn: ['b'] }],
  ...more,
})

export const spdx2Of = (spdxVersion: string, more: object = {}) => ({
  spdxVersion,
  SPDXID: 'SPDXRef-DOCUMENT',
  creationInfo: { created: '2026-01-31T09:30:00Z', creators: ['Tool: sbom-1.0'] },
  dataLicense: 'CC0-1.0',
  name: 'toolbox',
  documentNamespace: 'https://example.test/toolbox',
  packages: [
    {
      SPDXID: 'SPDXRef-toolbox',
      name: 'toolbox',
      downloadLocation: 'NOASSERTION',
      copyrightText: 'NOASSERTION',
      licenseConcluded: 'MIT',
      licenseDeclared: 'MIT',
    },
  ],
  relationships: [
    { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'SPDXRef-toolbox' },
  ],
  ...more,
})

export const spdx3Of = (version: string, more: readonly object[] = []) => ({
  '@context': `https://spdx.org/rdf/${version}/spdx-context.jsonld`,
  '@graph': [
    {
      type: 'CreationInfo',
      '@id': '_:info',
      specVersion: version,
      created: '2026-01-31T09:30:00Z',
      createdBy: ['https://example.test/ada'],
    },
    { type: 'Person', spdxId: 'https://example.test/ada', creationInfo: '_:info', name: 'Ada' },
    {
      type: 'software_Package',
      spdxId: 'https://example.test/toolbox',
      creationInfo: '_:info',
      name: 'toolbox',
      verifiedUsing: [{ type: 'Hash', algorithm: 'sha256', hashValue: 'ab'.repeat(32) }],
    },
    {
      type: 'SpdxDocument',
      spdxId: 'https://example.test/document',
      creationInfo: '_:info',
      rootElement: ['https://example.test/toolbox'],
    },
    ...more,
  ],
})

export const whole: readonly (readonly [kind: 'cyclonedx' | 'spdx', name: string, document: object])[] = [
  ...['1.4', '1.5', '1.6', '1.7'].map(
    (version) => ['cyclonedx', `CycloneDX ${version}`, cyclonedxOf(version)] as const,
  ),
  ...['2.2', '2.3'].map((version) => ['spdx', `SPDX ${version}`, spdx2Of(`SPDX-${version}`)] as const),
  ...['3.0.0', '3.0.1'].map((version) => ['spdx', `SPDX ${version}`, spdx3Of(version)] as const),
]
