import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { predicateOf } from '../../../electron/core/attestations/kinds.ts'
import { makeProvenance } from '../../../electron/core/attestations/make-provenance.ts'

const commit = 'c0ffee'.padEnd(40, '0')
const source = { repository: 'https://github.com/owner/name', commit, ref: 'refs/tags/v1.4.0' }
const page = 'https://github.com/countermark/countermark/blob/main/docs/provenance-v1.md'

describe('provenance of a build on a workstation', () => {
  it('claims the source, the command, and that a workstation built it, and nothing else', () => {
    expect(makeProvenance({ source, command: 'npm pack', version: '0.1.0' })).toEqual({
      type: 'https://slsa.dev/provenance/v1',
      body: {
        buildDefinition: {
          buildType: `${page}#declared-build`,
          externalParameters: { source: 'git+https://github.com/owner/name@refs/tags/v1.4.0', command: 'npm pack' },
          resolvedDependencies: [
            { uri: 'git+https://github.com/owner/name@refs/tags/v1.4.0', digest: { gitCommit: commit } },
          ],
        },
        runDetails: { builder: { id: `${page}#workstation`, version: { countermark: '0.1.0' } } },
      },
    })
  })

  it('leaves out what is not known', () => {
    expect(makeProvenance({ source: {}, version: '0.1.0' }).body).toEqual({
      buildDefinition: { buildType: `${page}#declared-build`, externalParameters: {} },
      runDetails: { builder: { id: `${page}#workstation`, version: { countermark: '0.1.0' } } },
    })
    expect(makeProvenance({ source: { commit, ref: 'refs/heads/main' }, version: '0.1.0' }).body).toMatchObject({
      buildDefinition: { externalParameters: {}, resolvedDependencies: [{ digest: { gitCommit: commit } }] },
    })
  })

  it.each([{}, source, { commit }, { repository: 'ssh://a.test/b', ref: 'refs/heads/ü' }])(
    'has the published shape (%j)',
    async (facts) => {
      const { type, body } = makeProvenance({ source: facts, version: '0.1.0' })
      expect(await predicateOf('provenance', JSON.stringify(body))).toEqual({ type, body, kind: 'provenance' })
    },
  )

  it('names places that its page has', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../docs/provenance-v1.md'), 'utf8')
    const anchors = [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title?.toLowerCase().replaceAll(' ', '-'))
    expect(anchors).toEqual(['workstation', 'declared-build'])
  })
})

const sound = {
  buildDefinition: {
    buildType: 'https://example.test/build/v1',
    externalParameters: {},
    resolvedDependencies: [{ uri: 'git+https://example.test/a', digest: { gitCommit: commit }, example_note: 1 }],
  },
  runDetails: {
    builder: { id: 'https://example.test/builder' },
    metadata: { invocationId: '1', startedOn: '2026-01-31T09:30:00Z', finishedOn: '2026-01-31T10:30:00+01:00' },
  },
}

describe('provenance from a file', () => {
  it.each(['provenance', 'slsaprovenance1', 'https://slsa.dev/provenance/v1'])(
    'is taken as it stands (%s)',
    async (type) => {
      const predicate = await predicateOf(type, JSON.stringify(sound))
      expect(predicate).toEqual({ type: 'https://slsa.dev/provenance/v1', body: sound, kind: 'provenance' })
    },
  )

  it('of an older version is not looked into', async () => {
    expect(await predicateOf('slsaprovenance02', '{"buildType":"a"}')).toMatchObject({
      type: 'https://slsa.dev/provenance/v0.2',
      kind: 'custom',
    })
  })

  const { buildDefinition, runDetails } = sound
  it.each([
    [{}, 'buildDefinition is missing'],
    [{ buildDefinition }, 'runDetails is missing'],
    [{ ...sound, runDetails: { builder: { id: 'me' } } }, 'runDetails.builder.id is not an absolute address'],
    [
      { ...sound, runDetails: { ...runDetails, metadata: { startedOn: 'now' } } },
      'runDetails.metadata.startedOn is not a time',
    ],
    [
      { ...sound, buildDefinition: { ...buildDefinition, externalParameters: [] } },
      'externalParameters is missing or of a wrong sort',
    ],
    [
      { ...sound, buildDefinition: { ...buildDefinition, resolvedDependencies: [{ name: 'a' }] } },
      'resolvedDependencies[0] has none of',
    ],
    [
      { ...sound, runDetails: { ...runDetails, byproducts: [{ digest: { sha256: 'XY' } }] } },
      'byproducts[0].digest.sha256 is not lower-case',
    ],
  ])('is refused where it does not fit %#', async (body, problem) => {
    await expect(predicateOf('provenance', JSON.stringify(body))).rejects.toMatchObject({
      code: 'attestation.does-not-fit',
      details: { problems: expect.stringContaining(problem) },
    })
  })
})
