import { describe, expect, it } from 'vitest'
import { VERDICTS } from '../../../electron/contract/model/verification.ts'
import { appraise } from '../../../electron/core/verify/appraise.ts'
import { beside, evidenceIn } from '../../../electron/core/verify/evidence/beside.ts'
import { parseBundles } from '../../../electron/core/verify/evidence/bundles-in.ts'
import { evidenceByDigest } from '../../../electron/core/verify/evidence/by-digest.ts'
import { readTrust } from '../../../electron/core/verify/trust.ts'
import { outcomeOf } from '../../../electron/core/verify/verdicts.ts'
import { strangers, trustedRootJson } from '../../fixtures/forge/authority.ts'
import { forge, forgeAttestation } from '../../fixtures/forge.ts'
import { DIGEST, EXPECTED } from './asking.ts'

const trust = readTrust(trustedRootJson())
const question = { sha256: DIGEST, expected: EXPECTED }
const sound = forge()

describe('what a file of evidence holds', () => {
  it.each<[string, string, unknown[]]>([
    ['one bundle', '{"a":1}', [{ a: 1 }]],
    ['one bundle over several lines', '{\n"a":1\n}\n', [{ a: 1 }]],
    ['several as JSON lines', '{"a":1}\n\n{"a":2}\r\n', [{ a: 1 }, { a: 2 }]],
    ['a line that is none', '{"a":1}\nnothing', [{ a: 1 }, undefined]],
    ['a page instead of a bundle', '<!doctype html>', [undefined]],
    ['nothing', '', [undefined]],
    ['far too many lines', '1\n'.repeat(1001), [undefined]],
  ])('%s', (_, text, bundles) => {
    expect(parseBundles(text)).toEqual(bundles)
  })
})

describe('evidence beside a file', () => {
  it('is asked for by name, and named by where it was', async () => {
    const asked: string[] = []
    const there = new Map([['/r/a.tgz.sigstore', '{}']])
    const read = async (path: string) => {
      asked.push(path)
      const text = there.get(path)
      return text === undefined ? undefined : new TextEncoder().encode(text)
    }
    const found = [{ kind: 'bundle', from: '/r/a.tgz.sigstore', bundle: {} }]
    const unknown = { files: { read }, namesIn: async () => undefined }
    expect(await beside.find({ path: '/r/a.tgz' }, unknown)).toEqual(found)
    expect(asked.length).toBeGreaterThan(4)
    expect(asked.every((path) => path.startsWith('/r/a.tgz.'))).toBe(true)
    asked.length = 0
    const names = async () => new Set(['a.tgz', 'a.tgz.sigstore', 'b.tgz.sigstore.json'])
    expect(await beside.find({ path: '/r/a.tgz' }, { files: { read }, namesIn: names })).toEqual(found)
    expect(asked).toEqual(['/r/a.tgz.sigstore'])
  })
})

describe('the names in a folder', () => {
  const of = (...names: string[]) => Object.fromEntries(evidenceIn(new Set(names)))

  it('tell which evidence is of which file, the likeliest first', () => {
    const ofA = [
      'a.tgz.2.sigstore.json',
      'a.tgz.provenance.practice.sigstore.json',
      'a.tgz.sigstore.json',
      'a.tgz.bundle',
    ]
    expect(of('a.tgz', ...ofA.toReversed())).toEqual({ 'a.tgz': ofA })
  })

  it('are not taken for one another', () => {
    expect(of('a.tar', 'a.tar.gz', 'a.tar.gz.sigstore.json')).toEqual({ 'a.tar.gz': ['a.tar.gz.sigstore.json'] })
    expect(of('a.tar', 'a.tar.gz.sigstore.json', 'a.tar.notes.sigstore.json')).toEqual({})
    expect(of('a.2', 'a', 'a.2.sigstore')).toEqual({ 'a.2': ['a.2.sigstore'] })
  })

  it('that are of no file there are files themselves', () => {
    expect(of('history.bundle', '.sigstore', 'b.sigstore.json')).toEqual({})
  })
})

describe('several pieces of evidence', () => {
  const outcome = (...bundles: unknown[]) => {
    const { verdicts, spoke } = appraise(
      bundles.map((bundle, i) => ({ kind: 'bundle' as const, from: `${i}`, bundle })),
      [{ trust }],
      question,
    )
    return [outcomeOf(verdicts), spoke?.piece.from]
  }

  it('are as good as the best of them', () => {
    expect(outcome(undefined, sound)).toEqual(['pass', '1'])
    expect(outcome(sound, undefined)).toEqual(['pass', '0'])
    expect(outcome(undefined, forge({ signOver: Buffer.from('another') }))).toEqual(['fail', '0'])
  })

  it('are judged by the first root that knows their authorities, and by the first of all where none does', () => {
    const others = { trust: readTrust(trustedRootJson(strangers)) }
    const ours = { trust }
    const by = (...trusted: [typeof ours, ...(typeof ours)[]]) =>
      appraise([{ kind: 'bundle', from: 'here', bundle: sound }], trusted, question).spoke
    expect(by(others, ours)?.by).toBe(ours)
    expect(by(others, ours)?.judgement.verification?.ok).toBe(true)
    expect(by(others, others)?.judgement.verification).toMatchObject({ reason: 'timestamp-invalid' })
  })

  it('that are none leave every question open', () => {
    const { verdicts, spoke } = appraise([], [{ trust }], question)
    expect(spoke).toBeUndefined()
    expect(verdicts.map(({ verdict, outcome }) => [verdict, outcome])).toEqual(VERDICTS.map((v) => [v, 'cannot-tell']))
    expect(outcomeOf(verdicts)).toBe('cannot-tell')
  })
})

describe('many pieces of evidence', () => {
  it('are told apart by the digests that they are about', () => {
    const piece = (bundle: unknown) => ({ kind: 'bundle', from: 'here', bundle }) as const
    const [signature, attestation, nonsense] = [piece(forge()), piece(forgeAttestation()), piece({ dsseEnvelope: 1 })]
    const about = evidenceByDigest([nonsense, signature, attestation])
    expect(about(DIGEST)).toEqual([signature, attestation])
    expect(about('f'.repeat(64))).toEqual([nonsense])
    expect(evidenceByDigest([])(DIGEST)).toEqual([])
  })
})
