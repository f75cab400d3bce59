import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { filesUnder } from '../../electron/adapters/walk.ts'

const folder = mkdtempSync(join(tmpdir(), 'countermark-walk-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('files by name, those of inner folders among them, and nothing that a link leads to', async () => {
  mkdirSync(join(folder, 'b', 'c'), { recursive: true })
  for (const name of ['d', 'a', 'b/z', 'b/c/y']) writeFileSync(join(folder, name), '')
  symlinkSync(folder, join(folder, 'b', 'circle'))
  symlinkSync('/etc/passwd', join(folder, 'elsewhere'))
  const expected = ['a', 'b/c/y', 'b/z', 'd'].map((name) => join(folder, name))
  expect(await filesUnder(folder, 4)).toEqual(expected)
  await expect(filesUnder(folder, 3)).rejects.toMatchObject({ code: 'input.too-many', details: { limit: '3' } })
  await expect(filesUnder(join(folder, 'none'), 3)).rejects.toMatchObject({ code: 'files.not-found' })
})
