/** Where a worker is lost with a project, it is found out at what: that cannot be told, and everything else can. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { scanInWorker } from '../../electron/adapters/scan-in-worker.ts'
import { workerOfNode } from '../../electron/adapters/worker-process.ts'
import type { ScanJob, Spot } from '../../electron/adapters/worker-words.ts'
import { createWorkers, type Workers } from '../../electron/adapters/workers.ts'
import { CHECKS } from '../../electron/core/checks/index.ts'
import { scanJob } from '../../electron/worker/jobs/scan.ts'

const { signal } = new AbortController()
const CI = '.github/workflows/ci.yml'
const jobFor = (root: string): ScanJob => ({ kind: 'scan', root, checks: CHECKS.map(({ id }) => id) })

describe('a worker that is lost', () => {
  let workers: Workers
  beforeEach(() => {
    const start = workerOfNode(join(import.meta.dirname, 'fragile-worker.ts'))
    workers = createWorkers({ start, most: 1, patienceMs: 1_000 })
  })
  afterEach(() => workers.close())

  it('is asked where, and what it is lost at is left alone', async () => {
    expect(await scanInWorker(workers, jobFor('/once'), { signal })).toMatchObject({ files: 2 })
  })

  it('again and again is given up', async () => {
    await expect(scanInWorker(workers, jobFor('/endless'), { signal })).rejects.toThrow(/^worker\./)
  })

  it('is not asked again once the person had enough', async () => {
    const abort = new AbortController()
    const look = scanInWorker(workers, jobFor('/once'), { signal: abort.signal })
    setTimeout(() => abort.abort(), 300)
    await expect(look).rejects.toThrow('cancelled')
  })
})

describe('a careful look', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'countermark-careful-'))
    const files = {
      [CI]: 'on: push\njobs: {}\n',
      'LICENSE-MIT': 'free',
      'a.sh': 'npm i',
      'SECURITY.md': 'Write to us.',
    }
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  async function look(careful: readonly Spot[]) {
    const spots: Spot[] = []
    const result = await scanJob({ ...jobFor(root), careful }, { signal, alive() {}, at: (spot) => spots.push(spot) })
    return { spots, resultOf: (id: string) => result.checks.find((one) => one.id === id) }
  }

  it('tells of each file before it is read, and of each check before it judges', async () => {
    const { spots } = await look([])
    expect(spots.filter((spot) => 'check' in spot)).toHaveLength(CHECKS.length)
    const [file, check] = [{ file: CI }, { check: 'token-permissions' }]
    expect(spots).toContainEqual(file)
    expect(spots).toContainEqual({ file: 'a.sh' })
    const at = (spot: Spot) => spots.findIndex((one) => JSON.stringify(one) === JSON.stringify(spot))
    expect(at(file)).toBeLessThan(at(check))
  })

  it('leaves a file alone: its checks cannot tell, and say why', async () => {
    const { spots, resultOf } = await look([{ file: CI }])
    expect(spots).not.toContainEqual({ file: CI })
    expect(resultOf('token-permissions')).toMatchObject({
      score: -1,
      isError: true,
      cannotTell: {
        why: expect.stringContaining(`${CI} cannot be read`),
        helps: expect.stringContaining('keep programs busy'),
      },
    })
    expect(resultOf('license')?.score).toBe(10)
  })

  it('leaves a check out: it cannot tell, and all others do', async () => {
    const { resultOf } = await look([{ check: 'license' }])
    expect(resultOf('license')).toMatchObject({
      score: -1,
      isError: true,
      cannotTell: { why: expect.stringContaining('keeps it from') },
    })
    expect(resultOf('pinned-dependencies')?.score).toBe(0)
  })
})
