/** Counts what a session has done, and tells it at most ten times a second. */
import type { SessionProgress, StepProgress } from '../../contract/model/session.ts'
import type { SignInPrompt } from '../../contract/model/sign-in.ts'
import type { Clock } from '../ports.ts'
import type { StepName } from './records.ts'
import type { Step } from './step.ts'

const EVERY_MS = 100
/** An estimate made from less is a guess. */
const SOONEST_ESTIMATE_MS = 1_000

export interface ProgressCounter {
  started(step: StepName): void
  /** One file, or the one run of a step that runs once. */
  finished(step: StepName): void
  failed(step: StepName): void
  /** Sets how much of a step is done: where an earlier run stopped, or after records were dropped. */
  counted(step: StepName, done: number): void
  bytes(count: number): void
  signIn(prompt: SignInPrompt | undefined): void
  /** Tells at once, whatever was told before. */
  flush(): void
}

/** `totals` is the number of files and their bytes together. */
export function countProgress(
  steps: readonly Step[],
  totals: { files: number; bytes: number },
  clock: Clock,
  tell: (progress: SessionProgress) => void,
): ProgressCounter {
  const rows = new Map<StepName, StepProgress>(
    steps.map(({ id, scope }) => [id, { id, state: 'waiting', done: 0, total: scope === 'once' ? 1 : totals.files }]),
  )
  const startedAt = new Map<StepName, number>()
  let bytesDone = 0
  let prompt: SignInPrompt | undefined
  let toldAt = Number.NEGATIVE_INFINITY

  const now = () => clock.now().getTime()

  /** From the slowest row under way: bytes for reading, files for everything else. */
  function secondsLeft(): number | undefined {
    let longest: number | undefined
    for (const row of rows.values()) {
      const since = now() - (startedAt.get(row.id) ?? now())
      const share = row.id === 'digest' ? bytesDone / totals.bytes : row.done / row.total
      if (row.state !== 'running' || row.total === 1 || since < SOONEST_ESTIMATE_MS || share === 0) continue
      longest = Math.max(longest ?? 0, (since / share) * (1 - share))
    }
    return longest === undefined ? undefined : Math.ceil(longest / 1000)
  }

  function flush(): void {
    toldAt = now()
    const left = secondsLeft()
    tell({
      steps: [...rows.values()],
      bytes: { done: Math.min(bytesDone, totals.bytes), total: totals.bytes },
      ...(left === undefined ? {} : { secondsLeft: left }),
      ...(prompt === undefined ? {} : { signIn: prompt }),
    })
  }

  function change(id: StepName, update: (row: StepProgress) => Partial<StepProgress>): void {
    const row = rows.get(id)
    if (!row) return
    const next = { ...row, ...update(row) }
    rows.set(id, next)
    if (next.state !== row.state || now() - toldAt >= EVERY_MS) flush()
  }

  return {
    started(step) {
      if (!startedAt.has(step)) startedAt.set(step, now())
      change(step, () => ({ state: 'running' }))
    },
    finished(step) {
      change(step, ({ done, total, state }) => ({
        done: done + 1,
        state: done + 1 === total ? 'done' : state === 'failed' ? 'failed' : 'running',
      }))
    },
    failed: (step) => change(step, () => ({ state: 'failed' })),
    counted(step, done) {
      startedAt.delete(step)
      change(step, ({ total }) => ({ state: done === total ? 'done' : 'waiting', done }))
    },
    bytes(count) {
      bytesDone += count
      if (now() - toldAt >= EVERY_MS) flush()
    },
    signIn(value) {
      prompt = value
      flush()
    },
    flush,
  }
}
