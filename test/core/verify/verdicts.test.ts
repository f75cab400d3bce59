import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { utf8String } from '../../../electron/adapters/practice/der.ts'
import { VERDICTS, type VerdictName } from '../../../electron/contract/model/verification.ts'
import { type Judgement, judge, type Question } from '../../../electron/core/verify/judge.ts'
import { readTrust } from '../../../electron/core/verify/trust.ts'
import { outcomeOf } from '../../../electron/core/verify/verdicts.ts'
import { strangers, trustedRootJson } from '../../fixtures/forge/authority.ts'
import { type AttestationPlan, forge, forgeAttestation, type Plan, SIGNER, statement } from '../../fixtures/forge.ts'
import { DIGEST, EXPECTED } from './asking.ts'

const trust = readTrust(trustedRootJson())
const REPOSITORY = 'https://github.com/lovelace/engine'
const COMMIT = 'c7b3dfb335f051e1c86bda4c716fac97df62ad81'
const WORKFLOW = `${REPOSITORY}/.github/workflows/release.yml@refs/tags/v1.0.0`
const JOB: Plan = {
  signer: { kind: 'uri', name: WORKFLOW, issuer: 'https://token.actions.githubusercontent.com' },
  claims: [
    [11, utf8String('github-hosted')],
    [12, utf8String(REPOSITORY)],
    [13, utf8String(COMMIT)],
    [14, utf8String('refs/tags/v1.0.0')],
    [18, utf8String(WORKFLOW)],
    [20, utf8String('push')],
    [21, utf8String(`${REPOSITORY}/actions/runs/1`)],
  ],
}

const ask = (bundle: unknown, rest: Partial<Question> = {}): ReturnType<typeof judge> =>
  judge({ bundle, sha256: DIGEST, trust, expected: { kind: 'any-signer' }, ...rest })

const outcomes = ({ verdicts }: Judgement) =>
  Object.fromEntries(verdicts.map(({ verdict, outcome }) => [verdict, outcome]))
const says = ({ verdicts }: Judgement, name: VerdictName) => verdicts.find(({ verdict }) => verdict === name)?.says

test('every question has an answer, with what was compared, and with what to do where it is no pass', () => {
  for (const judgement of [ask(forge()), ask(forge(JOB)), ask(forge(), { sha256: '0'.repeat(64) }), ask(undefined)]) {
    expect(judgement.verdicts.map(({ verdict }) => verdict)).toEqual(VERDICTS)
    for (const { outcome, says, compared, next } of judgement.verdicts) {
      expect(says).toMatch(/\.$/)
      expect(compared).toMatch(/\.$/)
      expect(next === undefined).toBe(outcome === 'pass' || outcome === 'not-applicable')
      expect([says, compared, next].join(' ')).not.toMatch(/\bsafe\b/i)
    }
  }
})

describe('a sound bundle', () => {
  it('by a person says who, by whose word, and when', () => {
    const judgement = ask(forge(), { expected: EXPECTED })
    expect(outcomes(judgement)).toEqual({
      unaltered: 'pass',
      signed: 'pass',
      source: 'cannot-tell',
      logged: 'pass',
      expected: 'pass',
      rebuilt: 'cannot-tell',
    })
    expect(outcomeOf(judgement.verdicts)).toBe('pass')
    expect(says(judgement, 'signed')).toContain(`${SIGNER.name}, by the word of ${SIGNER.issuer}`)
    expect(says(judgement, 'logged')).toContain('at 2026-06-01T12:03:00.000Z by the word of a timestamp authority')
  })

  it('by a person who signed in with a known provider names it, and its address', () => {
    const signer = { ...SIGNER, issuer: 'https://accounts.google.com' }
    expect(says(ask(forge({ signer })), 'signed')).toContain('by the word of Google (https://accounts.google.com)')
  })

  it('by a job names repository, commit, file and runner', () => {
    const judgement = ask(forge(JOB))
    expect(says(judgement, 'signed')).toContain(
      `A job on a github-hosted runner started by push: ${REPOSITORY}/actions/runs/1.`,
    )
    expect(says(judgement, 'source')).toBe(`The certificate says ${REPOSITORY} at commit ${COMMIT} (refs/tags/v1.0.0).`)
    expect(outcomes(judgement).source).toBe('pass')
  })

  it('of the log alone says that the time is by its word', () => {
    expect(says(ask(forge({ log: 1, stamps: [] })), 'logged')).toContain('by the word of the log')
  })

  it('that nobody had an expectation of is not approved', () => {
    const judgement = ask(forge(), { expected: undefined })
    expect(outcomes(judgement).expected).toBe('cannot-tell')
    expect(outcomeOf(judgement.verdicts)).toBe('cannot-tell')
  })

  it('by somebody else is told apart from one that is broken: all the rest is still answered', () => {
    const judgement = ask(forge(JOB), { expected: EXPECTED })
    expect(outcomes(judgement)).toMatchObject({ unaltered: 'pass', signed: 'pass', source: 'pass', expected: 'fail' })
    expect(judgement.unexpected?.reason).toBe('signer-mismatch')
    expect(says(judgement, 'expected')).toContain(WORKFLOW)
    expect(outcomeOf(judgement.verdicts)).toBe('fail')
  })

  it('of another kind than was asked for, too', () => {
    const judgement = ask(forge(), { predicateType: 'https://slsa.dev/provenance/v1' })
    expect(outcomes(judgement)).toMatchObject({ signed: 'pass', expected: 'fail' })
    expect(judgement.unexpected?.reason).toBe('predicate-type-mismatch')
  })
})

describe('a certificate', () => {
  const claims = (...list: [number, Buffer][]) => {
    const { verification } = ask(forge({ ...JOB, claims: list }))
    return verification.ok ? verification.claims : undefined
  }

  it('in the older form names a repository of GitHub by its path', () => {
    const old = claims(
      [2, Buffer.from('push')],
      [3, Buffer.from(COMMIT.toUpperCase())],
      [5, Buffer.from('lovelace/engine')],
    )
    expect(old).toEqual({ trigger: 'push', commit: COMMIT, repository: REPOSITORY })
  })

  it('in the older form of another issuer names no repository', () => {
    const { verification } = ask(forge({ claims: [[5, Buffer.from('lovelace/engine')]] }))
    expect(verification).toMatchObject({ ok: true, claims: {} })
  })

  it('prefers the newer form', () => {
    expect(claims([3, Buffer.from('0'.repeat(40))], [13, utf8String(COMMIT)])).toEqual({ commit: COMMIT })
  })

  it.each([
    ['no text', Buffer.from([0x02, 1, 7])],
    ['text and more', Buffer.concat([utf8String('a'), utf8String('b')])],
    ['no DER', Buffer.from('raw')],
    ['no UTF-8', Buffer.from([0x0c, 2, 0xc3, 0x28])],
    ['nothing', utf8String('')],
  ])('leaves out what is %s', (_, value) => {
    expect(claims([12, value])).toEqual({})
  })

  it('cannot hide anything in what it says', () => {
    const [right, wrong] = ['\u202e', '\n']
    const job = [
      [12, utf8String(`${REPOSITORY}${right}`)],
      [18, utf8String(`w${wrong}`)],
    ] as const
    const judgement = ask(forge({ ...JOB, claims: job }))
    for (const { says } of judgement.verdicts) expect(says).not.toMatch(/[\u202e\n]/)
  })
})

describe('the source', () => {
  const v1 = (...dependencies: unknown[]) => ({
    ...statement(),
    predicate: { buildDefinition: { resolvedDependencies: dependencies } },
  })
  const v02 = (configSource: unknown, ...materials: unknown[]) => ({
    ...statement(),
    predicateType: 'https://slsa.dev/provenance/v0.2',
    predicate: { invocation: { configSource }, materials },
  })
  const git = (uri: string, digest: object = { gitCommit: COMMIT }) => ({ uri: `git+${uri}`, digest })
  const found = (payload: unknown, plan: AttestationPlan = JOB) => {
    const judgement = ask(forgeAttestation({ ...plan, payload }))
    return { outcome: outcomes(judgement).source, says: says(judgement, 'source') }
  }

  it.each([
    ['the same', v1(git(`${REPOSITORY}@refs/tags/v1.0.0`))],
    ['in another spelling', v1(git('https://GitHub.com/Lovelace/Engine.git'))],
    ['with the older name of the digest', v1(git(REPOSITORY, { sha1: COMMIT.toUpperCase() }))],
    ['without a commit', v1(git(REPOSITORY, {}))],
    [
      'among other things',
      v1({ uri: 'pkg:npm/left-pad@1.0.0', digest: { sha512: '00' } }, 7, git('https://x.test/y'), git(REPOSITORY)),
    ],
    ['in provenance of v0.2', v02(git(REPOSITORY, { sha1: COMMIT }))],
    ['in the materials of v0.2', v02(undefined, git(REPOSITORY, { sha1: COMMIT }))],
  ])('agrees: %s', (_, payload) => {
    expect(found(payload)).toMatchObject({
      outcome: 'pass',
      says: expect.stringMatching(/^Certificate and attestation say/),
    })
  })

  it.each([
    ['another repository', v1(git('https://github.com/babbage/engine')), 'babbage/engine'],
    ['another commit', v1(git(REPOSITORY, { gitCommit: '1'.repeat(40) })), '1'.repeat(40)],
    [
      'another commit, after another thing',
      v1(git('https://x.test/y'), git(REPOSITORY, { sha1: '1'.repeat(40) })),
      '1'.repeat(40),
    ],
    ['another repository in v0.2', v02(git('https://github.com/babbage/engine', {})), 'babbage/engine'],
  ])('disagrees: %s', (_, payload, what) => {
    const { outcome, says } = found(payload)
    expect(outcome).toBe('cannot-tell')
    expect(says).toMatch(/^They disagree/)
    expect(says).toContain(COMMIT)
    expect(says).toContain(what)
  })

  it('is by the word of the signer alone where the certificate has none', () => {
    expect(found(v1(git(REPOSITORY)), {})).toMatchObject({
      outcome: 'cannot-tell',
      says: expect.stringContaining('the certificate says nothing of it'),
    })
  })

  it.each([
    ['no source', statement()],
    ['no list', { ...statement(), predicate: { buildDefinition: { resolvedDependencies: 'all' } } }],
    ['no predicate', { ...statement(), predicate: undefined }],
    ['another predicate', { ...v1(git(REPOSITORY)), predicateType: 'https://example.org/reviewed/v1' }],
  ])('is by the word of the certificate alone where the attestation has %s', (_, payload) => {
    expect(found(payload)).toMatchObject({ outcome: 'pass', says: expect.stringMatching(/^The certificate says/) })
  })
})

describe('whatever is said', () => {
  const anything = fc.jsonValue({ maxDepth: 6 })
  const provenance = fc.constantFrom('https://slsa.dev/provenance/v1', 'https://slsa.dev/provenance/v0.2')
  const material = fc.record({
    uri: fc.oneof(
      anything,
      fc.string().map((text) => `git+https://${text}`),
    ),
    digest: anything,
  })
  const materials = fc.oneof(anything, fc.array(fc.oneof(material, anything)))
  const predicates = fc.oneof(
    anything,
    fc.record({ buildDefinition: fc.record({ resolvedDependencies: materials }) }),
    fc.record({ invocation: fc.oneof(anything, fc.record({ configSource: material })), materials }),
  )

  it('by an attestation, every question is answered', () => {
    fc.assert(
      fc.property(provenance, predicates, (predicateType, predicate) => {
        const payload = { ...statement(), predicateType, predicate }
        const judgement = ask(forgeAttestation({ ...JOB, payload }))
        expect(outcomes(judgement)).toMatchObject({ unaltered: 'pass', signed: 'pass' })
        expect(judgement.verdicts).toHaveLength(VERDICTS.length)
      }),
      { numRuns: 150 },
    )
  })

  it('by a certificate, it is text that shows itself, or nothing', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 }).map((characters) => utf8String(characters))
    const value = fc.oneof(
      text,
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    )
    const number = fc.integer({ min: 2, max: 24 }).filter((n) => n !== 7 && n !== 8)
    const claims = fc.uniqueArray(fc.tuple(number, value), { selector: ([n]) => n })
    fc.assert(
      fc.property(claims, (list) => {
        const judgement = ask(forge({ ...JOB, claims: list }))
        expect(outcomes(judgement)).toMatchObject({ unaltered: 'pass', signed: 'pass' })
        for (const { says } of judgement.verdicts) expect(says).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      }),
      { numRuns: 150 },
    )
  })
})

describe('what fails', () => {
  it.each<[VerdictName, string, unknown, Partial<Question>]>([
    ['unaltered', 'another file', forge(), { sha256: '0'.repeat(64) }],
    ['unaltered', 'an attestation about other files', forgeAttestation({ payload: statement('1'.repeat(64)) }), {}],
    ['signed', 'no bundle', undefined, {}],
    ['signed', 'a certificate of another authority', forge({ certifiedBy: strangers, receiptBy: strangers }), {}],
    ['signed', 'a signature over something else', forge({ signOver: Buffer.from('another') }), {}],
    ['logged', 'no time', forge({ stamps: [] }), {}],
    ['logged', 'an unknown log', forge({ loggedBy: strangers }), {}],
  ])('%s: %s', (verdict, _, bundle, rest) => {
    const judgement = ask(bundle, rest)
    const failed = judgement.verdicts.filter(({ outcome }) => outcome === 'fail')
    expect(failed.map((one) => one.verdict)).toEqual([verdict])
    expect(judgement.verdicts.filter(({ outcome }) => outcome === 'pass')).toEqual([])
    expect(outcomeOf(judgement.verdicts)).toBe('fail')
  })
})
