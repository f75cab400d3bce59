import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Examined } from '../../electron/adapters/examined.ts'
import { startEarly, workerOfNode } from '../../electron/adapters/worker-process.ts'
import type { ExamineJob } from '../../electron/adapters/worker-words.ts'
import { createWorkers, type Workers } from '../../electron/adapters/workers.ts'
import type { Asking, Subject } from '../../electron/core/verify/examine.ts'
import { trustedRootJson } from '../fixtures/forge/authority.ts'
import { ARTIFACT, forge } from '../fixtures/forge.ts'

const folder = mkdtempSync(join(tmpdir(), 'countermark-workers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const asking: Asking = {
  trusted: [{ id: 'file', kind: 'file', title: 'forge', text: JSON.stringify(trustedRootJson()) }],
  expected: { kind: 'any-signer' },
  isForPractice: false,
}
const job = (...subjects: Subject[]): ExamineJob => ({ kind: 'examine', subjects, asking, withDetails: true })
const named = (name: string): Subject => ({ path: join(folder, name) })
const Answers = z.array(Examined)
const signal = () => new AbortController().signal

let open: Workers | undefined
afterEach(() => open?.close())
const workers = (file: string, more: { most?: number; patienceMs?: number } = {}): Workers => {
  open = createWorkers({ start: workerOfNode(join(import.meta.dirname, file)), most: 1, ...more })
  return open
}

describe('the worker', () => {
  it('examines files, says what is in their bundles, and what it could not read', async () => {
    writeFileSync(join(folder, 'a.tgz'), ARTIFACT)
    writeFileSync(join(folder, 'a.tgz.sigstore.json'), JSON.stringify(forge()))
    const real = workers('../../electron/worker/index.ts', { most: 2 })
    const [a, none, digest] = await real.run(job(named('a.tgz'), named('none'), { sha256: '0'.repeat(64) }), Answers, {
      signal: signal(),
    })
    expect(a).toMatchObject({
      examination: {
        outcome: 'pass',
        subject: { sha256: createHash('sha256').update(ARTIFACT).digest('hex') },
        trust: { title: 'forge' },
      },
      details: { log: { index: expect.stringMatching(/^\d+$/) } },
    })
    expect(none).toMatchObject({ fault: { code: 'files.not-found' } })
    expect(digest).toMatchObject({ examination: { outcome: 'cannot-tell' } })
  })

  it('stops when it is told to', async () => {
    const abort = new AbortController()
    const real = workers('../../electron/worker/index.ts')
    const subjects = Array.from({ length: 50_000 }, (_, i) => named(`none-${i}`))
    const answer = real.run(job(...subjects), Answers, { signal: abort.signal, onBytes: () => abort.abort() })
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
    expect(await real.run(job(named('none')), Answers, { signal: signal() })).toHaveLength(1)
  })
})

describe('a worker that was taken over', () => {
  it.each([
    ['hangs', 'worker.slow'],
    ['dies', 'worker.died'],
    ['talks-nonsense', 'worker.died'],
  ])('%s: the job is lost with its reason, and the next one is done', async (name, code) => {
    const pool = workers('hostile-worker.ts', { patienceMs: 2000 })
    const lost = pool.run(job(named(name)), Answers, { signal: signal() })
    const next = pool.run(job(named('other')), Answers, { signal: signal() })
    await expect(lost).rejects.toMatchObject({ code })
    expect(await next).toMatchObject([{ fault: { code: 'files.not-found' } }])
  })

  it('fills no memory but its own', async () => {
    const pool = workers('hostile-worker.ts')
    const lost = pool.run(job(named('fills-memory')), Answers, { signal: signal() })
    await expect(lost).rejects.toMatchObject({ code: 'worker.died' })
    expect(process.memoryUsage().rss).toBeLessThan(2 ** 31)
  })

  it('is not waited for once the job is cancelled, nor by one that waits for its turn', async () => {
    const abort = new AbortController()
    const pool = workers('hostile-worker.ts')
    const lost = pool.run(job(named('goes-on-for-ever')), Answers, {
      signal: abort.signal,
      onBytes: () => abort.abort(),
    })
    const waiting = new AbortController()
    const queued = pool.run(job(named('other')), Answers, { signal: waiting.signal })
    waiting.abort()
    await expect(queued).rejects.toMatchObject({ code: 'cancelled' })
    await expect(lost).rejects.toMatchObject({ code: 'cancelled' })
  })
})

it('a worker does one job after the other, and several do them side by side', async () => {
  const pool = workers('hostile-worker.ts', { most: 2 })
  const jobs = Array.from({ length: 6 }, () => pool.run(job(named('other')), Answers, { signal: signal() }))
  const by = (await Promise.all(jobs)).flatMap((answers) =>
    answers.map((one) => ('fault' in one ? (one.fault.details.name ?? '').split(' ')[0] : '')),
  )
  expect(new Set(by).size).toBe(2)
  expect(by).toHaveLength(6)
})

describe('a worker that was started early', () => {
  const start = workerOfNode(join(import.meta.dirname, '../../electron/worker/index.ts'))

  it('is the first that is taken, and others come after it', async () => {
    let started = 0
    const early = startEarly(() => {
      started++
      return start()
    })
    expect(started).toBe(1)
    open = createWorkers({ start: early.start, most: 2 })
    open.warm()
    expect(started).toBe(2)
    expect(await open.run(job(named('none')), Answers, { signal: signal() })).toHaveLength(1)
    early.close()
    expect(await open.run(job(named('none')), Answers, { signal: signal() })).toHaveLength(1)
  })

  it('is ended where nobody took it', async () => {
    let ended = () => {}
    const end = new Promise<void>((resolve) => {
      ended = resolve
    })
    startEarly(() => {
      const process = start()
      process.onEnd(ended)
      return process
    }).close()
    await end
  })

  it('is another one where it died meanwhile', async () => {
    const ends: Promise<void>[] = []
    const begin = () => {
      const process = start()
      ends.push(new Promise((resolve) => process.onEnd(resolve)))
      return process
    }
    const early = startEarly(() => {
      const process = begin()
      if (ends.length === 1) process.kill()
      return process
    })
    await ends[0]
    open = createWorkers({ start: early.start, most: 1 })
    expect(await open.run(job(named('none')), Answers, { signal: signal() })).toHaveLength(1)
    expect(ends).toHaveLength(2)
  })
})
