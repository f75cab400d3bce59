/** What each check takes by itself, in a process that is warm, with everything that it needs gathered anew. */
import { CHECKS } from '../../electron/core/checks/index.ts'
import { scanJob } from '../../electron/worker/jobs/scan.ts'
import { median } from './measure.mjs'

const ROUNDS = 5

/** A table of the checks with milliseconds, the most first. */
export async function eachCheck(root) {
  const context = { signal: new AbortController().signal, alive() {}, at() {} }
  const rows = []
  for (const { id, scorecard } of CHECKS) {
    const times = []
    for (let round = 0; round <= ROUNDS; round++) {
      const begin = performance.now()
      await scanJob({ kind: 'scan', root, checks: [id] }, context)
      // The first is for the caches.
      if (round > 0) times.push(performance.now() - begin)
    }
    rows.push({ name: scorecard, ms: median(times) })
  }
  rows.sort((a, b) => b.ms - a.ms)
  return rows.map(({ name, ms }) => `${ms.toFixed(1).padStart(8)} ms  ${name}`).join('\n')
}
