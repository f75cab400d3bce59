/** The Python client of Sigstore judges what was signed, by the very command that the result page prints. */
import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PracticeInstance } from '../../electron/adapters/practice/instance.ts'
import type { BundleEvidence } from '../../electron/contract/model/session.ts'
import { practiceIn, signAll } from '../fakes/practice-session.ts'

const NAMES = ['first-of-its-log.tar.gz', 'second.whl', "with space & it's.bin", '-rf', 'naïve ☃.txt']

let folder: string
let practice: PracticeInstance
let signed: BundleEvidence[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-interop-'))
  const opened = await practiceIn(folder)
  practice = opened.practice
  const paths = NAMES.map((name) => join(folder, name))
  for (const [i, path] of paths.entries()) writeFileSync(path, `contents ${i}\n`)
  signed = await signAll(paths, opened)
})
afterAll(async () => {
  await practice.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a printed command as a stranger would: in a shell that finds the client. */
function judge(evidence: BundleEvidence | undefined, change = (text: string) => text) {
  const python = process.env.SIGSTORE_PYTHON
  if (!python) throw new Error('SIGSTORE_PYTHON is not set: run npm run interop')
  const command = evidence?.commands.find(({ tool }) => tool === 'sigstore-python')?.text ?? 'false'
  const env = { ...process.env, PATH: `${dirname(python)}:${process.env.PATH ?? ''}`, HOME: folder, LC_ALL: 'C.UTF-8' }
  const { status, stderr, stdout } = spawnSync('/bin/sh', ['-c', change(command)], { env, encoding: 'utf8' })
  return { status, said: `${stdout}${stderr}` }
}

test("every log index is there, behind the entry that is the log's own", () => {
  expect(signed.map((evidence) => evidence.log.index).sort()).toEqual(['1', '2', '3', '4', '5'])
})

test.each(NAMES.map((name, i) => [name, i] as const))('it accepts %s', (_, i) => {
  const { status, said } = judge(signed[i])
  expect(said).toContain('OK')
  expect(status).toBe(0)
})

test('it refuses another identity, another issuer, and a file that was changed', () => {
  const [first] = signed
  expect(judge(first, (text) => text.replace('ada@lovelace', 'eve@lovelace')).status).not.toBe(0)
  expect(
    judge(first, (text) => text.replace('https://practice.countermark.test', 'https://accounts.example')).status,
  ).not.toBe(0)
  appendFileSync(join(folder, NAMES[0] ?? ''), 'more')
  expect(judge(first).status).not.toBe(0)
})
