/** A project that is looked at again, told what changed: the answer is that of a whole look. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { CHECKS } from '../../electron/core/checks/index.ts'
import { scanJob } from '../../electron/worker/jobs/scan.ts'
import { LIBRARY } from '../fakes/project-world.ts'

let root: string
const PATHS = Object.keys(LIBRARY)
const PROGRAM = 'tools/convert'
const CI = '.github/workflows/ci.yml'

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'countermark-scan-'))
  for (const [path, content] of Object.entries(LIBRARY)) write(path, content)
  write(PROGRAM, 'MZ')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const look = (changed?: readonly string[], isKept = true) =>
  scanJob(
    {
      kind: 'scan',
      root,
      checks: CHECKS.map(({ id }) => id),
      paths: PATHS,
      withExcerpts: true,
      isKept,
      ...(changed ? { changed } : {}),
    },
    { signal: new AbortController().signal, alive() {}, at() {} },
  )
const whole = async () => ({ ...(await look(undefined, false)), packages: expect.anything() })

const CHANGES: readonly [what: string, act: () => void, changed: string][] = [
  ['a workflow', () => write(CI, `permissions: {}\n${LIBRARY[CI]}`), CI],
  ['a workflow that is broken', () => write(CI, 'on: ['), CI],
  ['a file that is gone', () => unlinkSync(join(root, 'SECURITY.md')), 'SECURITY.md'],
  ['a file that is empty', () => write('LICENSE-MIT', ''), 'LICENSE-MIT'],
  ['a program that is text', () => write(PROGRAM, '#!/bin/sh\nnpm install\n'), PROGRAM],
  [
    'a file that is a link',
    () => {
      unlinkSync(join(root, PROGRAM))
      symlinkSync('/bin/sh', join(root, PROGRAM))
    },
    PROGRAM,
  ],
]

it.each(CHANGES)('%s', async (_, act, changed) => {
  const before = await look()
  act()
  const after = await look([changed])
  expect(after).toEqual(await whole())
  expect(after.checks).not.toEqual(before.checks)
})

it('one after the other', async () => {
  await look()
  for (const [, act, changed] of CHANGES.slice(0, 5)) {
    act()
    expect(await look([changed])).toEqual(await whole())
  }
})

it('what changed besides is not looked at: it was said that nothing did', async () => {
  const before = await look()
  write(PROGRAM, 'text')
  expect((await look([])).checks).toEqual(before.checks)
  expect((await look()).checks).not.toEqual(before.checks)
})
