/** Projects that are larger, or stranger, than anybody's. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk } from './command.ts'

const desk = openDesk()
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-large-'))
})
afterAll(() => {
  desk.clear()
  rmSync(folder, { recursive: true, force: true })
})

interface Report {
  readonly files: number
  readonly checks: readonly { readonly id: string; readonly score: number; readonly details: readonly unknown[] }[]
}
const report = async (...args: string[]): Promise<Report> =>
  (await desk.run(['check', folder, '--local', '--json', ...args])).json() as unknown as Report

test('200,000 files are all looked at', { timeout: 300_000 }, async () => {
  for (let i = 0; i < 200; i++) {
    const inner = join(folder, `folder-${i}`)
    mkdirSync(inner)
    for (let j = 0; j < 1000; j++) writeFileSync(join(inner, `${j}.txt`), 'text\n')
  }
  writeFileSync(join(folder, 'folder-199', '999.txt'), 'MZ')
  const { files, checks } = await report()
  expect(files).toBe(200_000)
  expect(checks.find(({ id }) => id === 'binary-artifacts')).toMatchObject({
    score: 9,
    details: [{ at: { path: 'folder-199/999.txt' } }],
  })
})

test('a file whose name is no text is looked at like any other', async () => {
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
  writeFileSync(
    Buffer.concat([Buffer.from(`${folder}/install-`), Buffer.of(0xff), Buffer.from('.sh')]),
    'npm install x\n',
  )
  const { checks } = await report('--checks', 'Pinned-Dependencies')
  expect(checks).toMatchObject([{ score: 0, details: [{ at: { path: 'install-\ufffd.sh', line: 1 } }, {}] }])
})
