import { describe, expect, it } from 'vitest'
import type { SeenPackages, Sighting } from '../../../electron/contract/model/seen.ts'
import type { Examination } from '../../../electron/contract/model/verification.ts'
import { made } from '../../../electron/core/purl.ts'
import { comparable, compare, remembering, seenNow, withSighting } from '../../../electron/core/verify/memory.ts'
import { examined, TOLD, type Told } from '../../fakes/verification-world.ts'

const AT = new Date('2026-11-23T10:00:00Z')
const REPOSITORY = 'https://github.com/lattice/left-pad'
const GITHUB = 'https://token.actions.githubusercontent.com'
const workflow = (file: string, ref: string, repository = REPOSITORY) =>
  `${repository}/.github/workflows/${file}@${ref}`
const sighting = (version: string, over: Partial<Sighting> = {}): Sighting => ({
  version,
  at: AT.toISOString(),
  kind: 'provenance',
  signer: { kind: 'uri', name: workflow('release.yml', `refs/tags/v${version}`), issuer: GITHUB },
  repository: REPOSITORY,
  repositoryId: '19432',
  ...over,
})
const person = (name: string, issuer = 'https://accounts.google.com'): Partial<Sighting> => ({
  kind: 'signature',
  signer: { kind: 'email', name, issuer },
})
const whats = (answer: ReturnType<typeof compare>) =>
  answer.is === 'changed' ? answer.changes.map(({ what }) => what) : answer.is

async function examination(told: Told): Promise<Examination> {
  const one = await examined(told)
  if (!('examination' in one)) throw new Error('not examined')
  return one.examination
}
const PURL = made({ type: 'npm', name: 'left-pad', version: '1.4.2' })
const seen = (examined: Examination, wasAsked = false) => seenNow(examined, PURL, { at: AT, wasAsked })

describe('what is seen', () => {
  it('is who signed, from which repository, with which kind of evidence', async () => {
    const { name, sighting: found } = seen(await examination(TOLD.expected)) ?? {}
    expect(name).toBe('pkg:npm/left-pad')
    expect(found).toMatchObject({ version: '1.4.2', kind: 'provenance', repository: REPOSITORY, repositoryId: '19432' })
    expect(seen(await examination(TOLD['nobody-asked']))?.sighting?.kind).toBe('signature')
  })

  it('is never practice, nor what does not hold', async () => {
    for (const told of [TOLD.practice, TOLD.altered, TOLD['signature-wrong']] as Told[]) {
      expect(seen(await examination(told), true)).toBeUndefined()
    }
  })

  it('is nothing only where somebody was asked, and had none', async () => {
    expect(seen(await examination(TOLD['no-evidence']))).toBeUndefined()
    expect(seen(await examination(TOLD['no-evidence']), true)).toEqual({
      name: 'pkg:npm/left-pad',
      sighting: undefined,
    })
  })
})

describe('a version compared with those before', () => {
  const before = ['1.4.0', '1.4.1'].map((version) => sighting(version))

  it.each<[string, Sighting | undefined, readonly Sighting[], unknown]>([
    ['nothing was seen before', sighting('1.4.2'), [], 'first'],
    ['only the same version was', sighting('1.4.0'), before.slice(0, 1), 'first'],
    ['the tag is another one each time', sighting('1.4.2'), before, 'same'],
    ['the version again', sighting('1.4.1'), before, 'same'],
    [
      'another workflow',
      sighting('1.4.2', { signer: { kind: 'uri', name: workflow('other.yml', 'refs/tags/v1.4.2'), issuer: GITHUB } }),
      before,
      ['workflow'],
    ],
    [
      'another issuer',
      sighting('1.4.2', {
        signer: { kind: 'uri', name: workflow('release.yml', 'x'), issuer: 'https://elsewhere.test' },
      }),
      before,
      ['issuer'],
    ],
    [
      'another repository',
      sighting('1.4.2', {
        repository: 'https://github.com/eve/left-pad',
        repositoryId: '7',
        signer: { kind: 'uri', name: workflow('release.yml', 'x', 'https://github.com/eve/left-pad'), issuer: GITHUB },
      }),
      before,
      ['repository'],
    ],
    ['a name that somebody else took', sighting('1.4.2', { repositoryId: '7' }), before, ['repository']],
    [
      'a person instead of a workflow',
      sighting('1.4.2', person('ada@lovelace.example')),
      before,
      ['issuer', 'publisher', 'kind'],
    ],
    ['weaker evidence', sighting('1.4.2', { kind: 'registry-signature' }), before, ['kind']],
    ['no evidence at all', undefined, before, ['evidence']],
    ['stronger evidence', sighting('1.4.2'), [sighting('1.4.1', { kind: 'signature' })], 'same'],
    [
      'another person',
      sighting('2', person('eve@example.org')),
      [sighting('1', person('ada@lovelace.example'))],
      ['publisher'],
    ],
    [
      'the same person at another provider',
      sighting('2', person('a@b.c', 'https://github.com/login/oauth')),
      [sighting('1', person('a@b.c'))],
      ['issuer'],
    ],
  ])('%s', (_, now, was, answer) => {
    expect(whats(compare(now, was))).toEqual(answer)
  })

  it('a repository that was renamed is the same by its number', () => {
    const repository = 'https://github.com/lattice/pad-left'
    const name = workflow('release.yml', 'refs/tags/v1.4.2', repository)
    const renamed = sighting('1.4.2', { repository, signer: { kind: 'uri', name, issuer: GITHUB } })
    expect(compare(renamed, before)).toEqual({ is: 'same', versions: 2 })
  })

  it('what was accepted is what holds from then on', () => {
    const moved = sighting('1.4.2', { ...person('ada@lovelace.example'), accepted: 'the project said so' })
    expect(compare(sighting('1.4.3', person('ada@lovelace.example')), [...before, moved])).toEqual({
      is: 'same',
      versions: 1,
    })
    expect(whats(compare(sighting('1.4.3'), [...before, moved]))).toEqual(['issuer', 'publisher'])
  })

  it('of which one artifact has evidence misses none for the others', () => {
    const one = { name: 'pkg:pypi/a', sighting: sighting('1') }
    const none = { name: 'pkg:pypi/a', sighting: undefined }
    const other = { name: 'pkg:pypi/b', sighting: undefined }
    expect(comparable([none, one, undefined, other])).toEqual([undefined, one, undefined, other])
  })

  it('may have several signers, and the nearest counts', () => {
    const docs = (version: string) =>
      sighting(version, {
        signer: { kind: 'uri', name: workflow('docs.yml', `refs/tags/v${version}`), issuer: GITHUB },
      })
    let packages: SeenPackages = {}
    for (const one of [sighting('1.4.1'), docs('1.4.1'), docs('1.4.1')]) packages = withSighting(packages, 'a', one)
    expect(packages.a).toHaveLength(2)
    for (const one of [sighting('1.4.2'), docs('1.4.2')]) expect(compare(one, packages.a ?? []).is).toBe('same')
  })

  it('only the last fifty are kept, each version once', () => {
    let packages: SeenPackages = {}
    for (let i = 0; i < 60; i++) packages = withSighting(packages, 'pkg:npm/a', sighting(`1.0.${i % 55}`))
    expect(packages['pkg:npm/a']).toHaveLength(50)
    expect(new Set(packages['pkg:npm/a']?.map(({ version }) => version)).size).toBe(50)
  })
})

describe('the answer to who was expected', () => {
  const expectedOf = ({ verdicts }: Examination) => verdicts.find(({ verdict }) => verdict === 'expected')

  it('is never a pass at the first sight, one for a person at the next, and none for a script', async () => {
    const found = await examination(TOLD['nobody-asked'])
    expect(expectedOf(remembering(found, { is: 'first' }, { mayApprove: true }))?.outcome).toBe('cannot-tell')
    const same = { is: 'same', versions: 5 } as const
    const approved = remembering(found, same, { mayApprove: true })
    expect(expectedOf(approved)).toMatchObject({
      outcome: 'pass',
      says: expect.stringContaining('the 5 versions before'),
    })
    expect(approved.outcome).toBe('pass')
    expect(expectedOf(remembering(found, same, { mayApprove: false }))?.outcome).toBe('cannot-tell')
  })

  it('says nothing of a first sight where there was nothing to see', async () => {
    const found = await examination(TOLD['no-evidence'])
    expect(remembering(found, { is: 'first' }, { mayApprove: true })).toEqual(found)
  })

  it('is a fail where something changed, with both sides', async () => {
    const found = await examination(TOLD['nobody-asked'])
    const changes = [{ what: 'publisher', was: 'ada', is: 'eve' }] as const
    const told = remembering(found, { is: 'changed', since: '1.4.1', changes: [...changes] }, { mayApprove: true })
    expect(told.outcome).toBe('fail')
    expect(expectedOf(told)?.says).toBe('Not as in 1.4.1: the signer was ada, and is eve.')
  })

  it('is that of whoever was named, whatever was seen before', async () => {
    const found = await examination(TOLD.expected)
    const told = remembering(
      found,
      { is: 'changed', since: '1', changes: [{ what: 'kind', was: 'a', is: 'b' }] },
      { mayApprove: true },
    )
    expect(expectedOf(told)?.outcome).toBe('pass')
    expect(told.remembered?.is).toBe('changed')
  })
})
