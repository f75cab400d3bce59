/** One look at a folder, as it is asked for. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { scanJob } from '../../electron/worker/jobs/scan.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'countermark-'))
  const workflows = join(root, '.github', 'workflows')
  mkdirSync(workflows, { recursive: true })
  writeFileSync(join(workflows, 'ci.yml'), 'x: &x {contents: write}\npermissions: *x\njobs:\n  a: {permissions: {}}\n')
})
afterEach(() => rmSync(root, { recursive: true }))

it('resolves aliases where it is told to, whatever was kept of the files', async () => {
  async function score(withAliases?: boolean) {
    const job = { kind: 'scan', root, checks: ['token-permissions'], isKept: true } as const
    const asked = withAliases === undefined ? job : { ...job, withAliases }
    const { checks } = await scanJob(asked, { signal: new AbortController().signal, alive: () => {}, at: () => {} })
    return checks[0]?.score
  }
  expect(await score()).toBe(10)
  expect(await score(true)).toBe(0)
  expect(await score(false)).toBe(10)
})
