/** Evidence of packages on npm. */
import { describe, expect, it } from 'vitest'
import { integrityOf, npmKey } from '../fakes/registry.ts'
import { ARTIFACT, forgeAttestation, SIGNER } from '../fixtures/forge.ts'
import { about, answers, only, registryOfEachTest, SHA512 } from './asked-registry.ts'

const registry = registryOfEachTest()

describe('npm', () => {
  const key = npmKey()
  const PURL = 'pkg:npm/%40lattice/left-pad@1.4.2'
  const NAME = '@lattice/left-pad@1.4.2'
  const PATH = '/@lattice%2fleft-pad'
  const ATTESTATIONS = `/-/npm/v1/attestations${PATH}@1.4.2`
  const KEYS = { keys: [{ keyid: key.keyid, key: key.key, keytype: 'ecdsa-sha2-nistp256', expires: null }] }
  const subject = { name: PURL, digest: { sha512: SHA512 } }
  const publish = () => {
    const bundle = forgeAttestation({
      keys: key.pair,
      isKept: true,
      payload: about(subject, 'https://github.com/npm/attestation/tree/main/specs/publish/v0.1'),
    })
    const { verificationMaterial } = bundle
    return { ...bundle, verificationMaterial: { ...verificationMaterial, publicKey: { hint: key.keyid } } }
  }
  const version = (over: Record<string, unknown> = {}) => ({
    name: '@lattice/left-pad',
    version: '1.4.2',
    repository: { type: 'git', url: 'git+https://github.com/lattice/left-pad.git' },
    dist: {
      integrity: integrityOf(ARTIFACT),
      signatures: [{ keyid: key.keyid, sig: key.sign(`${NAME}:${integrityOf(ARTIFACT)}`) }],
      attestations: { url: 'https://elsewhere.test/attestations' },
      ...over,
    },
  })
  const serves = (
    over: Record<string, unknown> = {},
    attested: unknown[] = [publish(), forgeAttestation({ payload: about(subject) })],
  ) => ({
    [`${PATH}/1.4.2`]: version(over),
    [ATTESTATIONS]: {
      attestations: attested.map((bundle, i) => ({
        predicateType: i === 1 ? 'https://slsa.dev/provenance/v1' : 'https://github.com/npm/attestation/publish/v0.1',
        bundle,
      })),
    },
    '/-/npm/v1/keys': KEYS,
  })

  it('provenance speaks, the publish attestation and the signature of the registry beside it; asked at the registry itself', async () => {
    registry.answers = serves()
    const served = only(await registry.find(PURL))
    expect(served).toMatchObject({
      name: 'left-pad-1.4.2.tgz',
      sha512: SHA512,
      repository: expect.stringContaining('lattice'),
    })
    expect(served.evidence.map(({ kind }) => kind)).toEqual(['bundle', 'bundle', 'registry-signature'])
    const { outcomes, examination } = await answers(served)
    expect(outcomes).toMatchObject({ unaltered: 'pass', signed: 'pass', logged: 'pass', expected: 'cannot-tell' })
    expect(examination.pieces?.map(({ outcome }) => outcome)).toEqual(['cannot-tell', 'cannot-tell', 'cannot-tell'])
    expect(examination.pieces?.every(({ says: said }) => said !== '')).toBe(true)
    expect(registry.asked()).toContain(ATTESTATIONS)
  })

  it('who was expected is compared with the provenance, whatever the registry attests', async () => {
    registry.answers = serves()
    const served = only(await registry.find(PURL))
    const expected = (name: string) => answers(served, {}, { kind: 'identity', name, issuer: SIGNER.issuer })
    expect((await expected(SIGNER.name)).examination.outcome).toBe('pass')
    expect((await expected('eve@example.org')).outcomes.expected).toBe('fail')
  })

  it('a version without attestations has the signature of the registry, which says nothing of who made it', async () => {
    registry.answers = serves({ attestations: undefined })
    const { outcomes, says: said, examination } = await answers(only(await registry.find(PURL)))
    expect(outcomes).toMatchObject({
      unaltered: 'pass',
      signed: 'pass',
      source: 'cannot-tell',
      logged: 'cannot-tell',
      expected: 'cannot-tell',
    })
    expect(said('signed')).toContain('the npm registry')
    expect(examination.outcome).toBe('cannot-tell')
  })

  it('a file that is not the one that the registry signed fails, whatever else holds', async () => {
    registry.answers = serves()
    const { outcomes } = await answers(only(await registry.find(PURL)), { sha512: 'a'.repeat(128) })
    expect(outcomes.unaltered).toBe('fail')
  })

  it.each<[string, Record<string, unknown>, unknown[] | undefined]>([
    [
      'a signature over something else',
      { signatures: [{ keyid: key.keyid, sig: key.sign('left-pad@9:sha512-x') }] },
      [],
    ],
    [
      'a signature by another key',
      { signatures: [{ keyid: key.keyid, sig: npmKey().sign(`${NAME}:${integrityOf(ARTIFACT)}`) }] },
      [],
    ],
    [
      'provenance of another file',
      {},
      [publish(), forgeAttestation({ payload: about({ name: PURL, digest: { sha512: 'b'.repeat(128) } }) })],
    ],
    [
      'provenance that was altered',
      {},
      [publish(), forgeAttestation({ payload: about(subject), signOver: Buffer.from('x') })],
    ],
    [
      'a publish attestation by another key',
      {},
      [{ ...forgeAttestation({ isKept: true, payload: about(subject) }), x: 1 }],
    ],
  ])('%s is an alarm, though other pieces hold', async (what, over, attested) => {
    const bundles = attested?.map((bundle) =>
      what.startsWith('a publish')
        ? {
            ...(bundle as ReturnType<typeof publish>),
            verificationMaterial: {
              ...(bundle as ReturnType<typeof publish>).verificationMaterial,
              publicKey: { hint: key.keyid },
            },
          }
        : bundle,
    )
    registry.answers = serves(over, bundles)
    expect((await answers(only(await registry.find(PURL)))).examination.outcome).toBe('fail')
  })

  it('keys are held to when a version was published, and not to today', async () => {
    const ended = { keys: [{ ...KEYS.keys[0], expires: '2025-01-29T00:00:00.000Z' }] }
    const dated = (at: string) => ({
      ...serves({ attestations: undefined }),
      '/-/npm/v1/keys': ended,
      [PATH]: { time: { '1.4.2': at } },
    })
    registry.answers = dated('2024-06-01T00:00:00.000Z')
    expect((await answers(only(await registry.find(PURL)))).outcomes.signed).toBe('pass')
    registry.answers = dated('2025-06-01T00:00:00.000Z')
    expect((await answers(only(await registry.find(PURL)))).outcomes.signed).toBe('fail')
  })

  it('a publish attestation that was logged after its key had ended fails', async () => {
    registry.answers = {
      ...serves({ signatures: [] }, [publish()]),
      '/-/npm/v1/keys': { keys: [{ ...KEYS.keys[0], expires: '2026-01-01T00:00:00.000Z' }] },
    }
    expect((await answers(only(await registry.find(PURL)))).outcomes.signed).toBe('fail')
  })

  it('a key that nobody knows leaves the question open', async () => {
    registry.answers = { ...serves({ attestations: undefined }), '/-/npm/v1/keys': { keys: [] } }
    const { outcomes, says: said } = await answers(only(await registry.find(PURL)))
    expect(outcomes.signed).toBe('cannot-tell')
    expect(said('signed')).toContain(key.keyid)
  })

  it('what is not published is said', async () => {
    await expect(registry.find('pkg:npm/none@1.0.0')).rejects.toMatchObject({ code: 'evidence.not-published' })
  })
})
