/** A receipt that is signed in the session of its files. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { keepJournals } from '../../electron/adapters/journals.ts'
import { SessionId } from '../../electron/contract/model/session.ts'
import { signedReceipt } from '../../electron/core/export/receipt.ts'
import { conductSession } from '../../electron/core/signing/conduct-session.ts'
import type { JournalHead } from '../../electron/core/signing/journal.ts'
import { sessionHead, sessionResult } from '../../electron/core/signing/outcome.ts'
import { makePlan } from '../../electron/core/signing/plan.ts'
import { RECEIPT_TYPE, receiptPredicate } from '../../electron/core/signing/receipt-predicate.ts'
import { isFinished } from '../../electron/core/signing/session-state.ts'
import { verifyBundle } from '../../electron/core/verify/verify.ts'
import { LOGS, openStage, type Scene, type SceneOptions, type Stage, to } from '../fakes/session-scene.ts'

describe.each(LOGS)('on version $version of the log', ({ version, log }) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage(version)
  })
  afterEach(() => stage.clear())
  afterAll(() => stage.close())

  async function begin(names: readonly string[], options: SceneOptions = {}) {
    const paths = names.map((name) => stage.file(name, name))
    const scene = await stage.scene(paths, options)
    const plan = await makePlan(paths, { isPractice: true }, scene.ports.files)
    const id = SessionId.parse(`session-${'b'.repeat(32)}`)
    const plain = sessionHead(id, plan, { instance: stage.instance, now: new Date() })
    const predicate = receiptPredicate(plain)
    const head: JournalHead = { ...plain, predicate }
    const state = { ...scene.state, predicate }
    return { paths, scene, head, state }
  }
  const journals = () => keepJournals(join(stage.folder, 'journal'))

  async function run({ head, state, scene }: { head: JournalHead; state: Scene['state']; scene: Scene }) {
    const journal = await journals().begin(head)
    try {
      const { ports } = scene
      const { signal } = new AbortController()
      return await conductSession(head, state, { instance: stage.instance, ports, journal, signal, report: () => {} })
    } finally {
      await journal.close()
    }
  }

  test('it names every file, is agreed to word for word, and verifies as one of them', async () => {
    const begun = await begin(['a.bin', 'b.bin', 'c.bin'])
    const { scene, head, state } = begun
    const result = await run(begun)
    expect(result.receipt).toEqual({ state: 'signed', logIndex: expect.stringMatching(/^\d+$/) })
    expect(to(scene.requests, log)).toHaveLength(4)
    expect(scene.who.opened).toHaveLength(1)
    expect(scene.asked).toMatchObject([{ statement: { predicateType: RECEIPT_TYPE, isReceipt: true } }])

    const bundle = JSON.parse(signedReceipt(state) ?? '')
    const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString()
    expect(payload).toBe(scene.asked[0]?.statement?.text)
    expect(JSON.parse(payload).predicate).toMatchObject({ title: head.title, kind: 'sign', isPractice: true })
    for (const records of state.perFile) {
      const verification = verifyBundle({
        bundle,
        sha256: records.digest?.sha256 ?? '',
        trust: stage.instance.trust,
        expectation: { kind: 'identity', name: result.identity.name, issuer: result.identity.issuer },
        predicateType: RECEIPT_TYPE,
      })
      expect(verification.ok).toBe(true)
    }
    expect(result.hallmark?.date).toBe(state.perFile[0]?.verify?.time)

    const told = await journals().read(head.id)
    expect(signedReceipt(told.state)).toBe(signedReceipt(state))
  })

  test('while a file has no bundle, no receipt is logged', async () => {
    const begun = await begin(['a.bin', 'b.bin'], {
      tap: ({ url }) => {
        // The second file changes once the log is asked about the first.
        if (new URL(url).pathname === log) writeFileSync(join(stage.folder, 'b.bin'), 'another one')
        return undefined
      },
    })
    const result = await run(begun)
    expect(result.files.map(({ state }) => state)).toEqual(['signed', 'failed'])
    expect(result).not.toHaveProperty('receipt')
    expect(signedReceipt(begun.state)).toBeUndefined()
    expect(to(begun.scene.requests, log)).toHaveLength(2)
  })

  test('that the log does not take is told, and costs no file its signature and nobody a sign-in', async () => {
    let entries = 0
    const begun = await begin(['a.bin', 'b.bin'], {
      tap: ({ url }) =>
        new URL(url).pathname === log && ++entries > 2
          ? Promise.resolve({ status: 400, headers: {}, body: Buffer.from('{"code":400,"message":"no"}') })
          : undefined,
    })
    const result = await run(begun)
    expect(isFinished(begun.state)).toBe(true)
    expect(result.files.map(({ state }) => state)).toEqual(['signed', 'signed'])
    expect(result.receipt).toMatchObject({ state: 'failed', fault: { code: 'sigstore.log-rejected' } })
    expect(begun.scene.who.opened).toHaveLength(1)

    const { state, endedAt = '' } = await journals().read(begun.head.id)
    expect(sessionResult(state, begun.head.instance, new Date(endedAt))?.receipt).toEqual(result.receipt)
  })

  test('a session without one has none', async () => {
    const paths = [stage.file('a.bin', 'a')]
    const scene = await stage.scene(paths)
    await scene.run()
    expect(signedReceipt(scene.state)).toBeUndefined()
    expect(to(scene.requests, log)).toHaveLength(1)
  })
})
