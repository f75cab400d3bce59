/** Instances that keep no log, as GitHub's own: their bundles hold by certificate and timestamp alone, and say so. */
import { describe, expect, it } from 'vitest'
import { type Asking, examine } from '../../../electron/core/verify/examine.ts'
import { readTrust } from '../../../electron/core/verify/trust.ts'
import { githubs, strangers, trustedRootJson } from '../../fixtures/forge/authority.ts'
import { rootWithoutLog, unlogged } from '../../fixtures/forge/without-log.ts'
import { ask, DIGEST } from './asking.ts'

const trust = readTrust(rootWithoutLog(githubs))
const reasonOf = (bundle: unknown, by = trust) => {
  const found = ask(bundle, { trust: by })
  return found.ok ? 'ok' : found.reason
}

async function examined(bundle: unknown, ...roots: readonly object[]) {
  const [first, ...others] = roots.map((root) => ({
    id: 'file',
    kind: 'kind' in root ? ('github' as const) : ('file' as const),
    title: 'root',
    text: JSON.stringify(root),
  }))
  if (!first) throw new Error('no root')
  const asking: Asking = { trusted: [first, ...others], expected: { kind: 'any-signer' }, isForPractice: false }
  const served = [{ kind: 'bundle' as const, from: 'here', bundle }]
  const files = { read: async () => undefined, digest: () => Promise.reject(new Error('nothing is read')) }
  const needs = { files, namesIn: async () => undefined, signal: new AbortController().signal }
  const { examination } = await examine({ sha256: DIGEST, served }, asking, needs)
  return {
    outcome: examination.outcome,
    lacks: examination.lacks,
    ...Object.fromEntries(examination.verdicts.map(({ verdict, outcome }) => [verdict, outcome])),
  }
}

describe('a bundle without a log entry', () => {
  it('holds where the trusted root names no log', () => {
    expect(ask(unlogged(githubs), { trust })).toMatchObject({ ok: true })
    expect(ask(unlogged(githubs), { trust })).not.toHaveProperty('log')
  })

  it('needs a timestamp, by the authority of the same instance', () => {
    expect(reasonOf(unlogged(githubs, { stamps: [] }))).toBe('no-trusted-time')
    expect(reasonOf(unlogged(githubs, { stamps: [{ by: strangers }] }))).toBe('timestamp-invalid')
    expect(reasonOf(unlogged(githubs, { signOver: Buffer.from('x') }))).toBe('signature-mismatch')
  })

  it('is rejected where the trusted root names a log', () => {
    expect(reasonOf(unlogged(githubs), readTrust(trustedRootJson(githubs)))).toBe('not-logged')
    const noReceipts = readTrust({ ...trustedRootJson(githubs), ctlogs: [] })
    expect(reasonOf(unlogged(githubs), noReceipts)).toBe('not-logged')
  })

  it('of an authority that is not trusted is of another instance', () => {
    expect(reasonOf(unlogged(strangers), readTrust(trustedRootJson()))).toBe('certificate-untrusted')
    expect(reasonOf(unlogged(strangers))).toMatch(/timestamp-invalid|certificate-untrusted/)
  })
})

describe('the answers', () => {
  it('approve of no signature that nobody else could see', async () => {
    expect(await examined(unlogged(githubs), trustedRootJson(), rootWithoutLog(githubs))).toMatchObject({
      outcome: 'cannot-tell',
      unaltered: 'pass',
      signed: 'pass',
      logged: 'cannot-tell',
    })
  })

  it('call GitHub\u2019s own instance no forgery where its root is not at hand, and any other what it is', async () => {
    const own = await examined(unlogged(githubs), trustedRootJson())
    const open = { outcome: 'cannot-tell', unaltered: 'cannot-tell', signed: 'cannot-tell', lacks: 'github' }
    expect(own).toMatchObject(open)
    expect(await examined(unlogged(strangers), trustedRootJson())).toMatchObject({ outcome: 'fail', signed: 'fail' })
  })

  it('call what only says that it is of GitHub a forgery where GitHub\u2019s root is at hand', async () => {
    const ofGithub = { ...rootWithoutLog(strangers), kind: 'github' }
    const forged = await examined(unlogged(githubs), trustedRootJson(), ofGithub)
    expect(forged).toMatchObject({ outcome: 'fail', signed: 'fail' })
    expect(forged.lacks).toBeUndefined()
  })
})
