/** The files of a project that is open: what is told of changes, and when all of them are listed again. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createGit } from '../../electron/adapters/git.ts'
import { type Listed, type WatchedFiles, watchFiles } from '../../electron/adapters/watched-files.ts'

let root: string
let watched: WatchedFiles
let told: number

const write = (path: string, content: string) => writeFileSync(join(root, path), content)
const list = (): Promise<Listed> => watched.list(new AbortController().signal)

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'countermark-watched-'))
  mkdirSync(join(root, 'lib'))
  for (const path of ['a', 'b', 'lib/c', '.gitignore']) write(path, 'one\n')
  execFileSync('git', ['init', '-q'], { cwd: root })
  told = 0
  watched = watchFiles(createGit({ env: process.env }), root, () => told++)
  expect(await list()).toMatchObject({ files: { paths: ['.gitignore', 'a', 'b', 'lib/c'] } })
})
afterEach(() => {
  watched.close()
  rmSync(root, { recursive: true, force: true })
})

/** What is listed once a change was told of. */
async function after(change: () => void): Promise<Listed> {
  const before = told
  change()
  await expect.poll(() => told).toBeGreaterThan(before)
  return list()
}

it('names files whose contents changed, together and once', async () => {
  const listed = await after(() => {
    write('a', 'two\n')
    write('lib/c', 'two\n')
    write('a', 'three\n')
  })
  expect(new Set(listed.changed)).toEqual(new Set(['a', 'lib/c']))
  expect(told).toBe(1)
  expect(await list()).toMatchObject({ changed: [] })
  expect(await after(() => appendFileSync(join(root, 'b'), 'more'))).toMatchObject({ changed: ['b'] })
})

it.each<[what: string, act: () => void, paths: string[]]>([
  ['a new file', () => write('d', 'one\n'), ['.gitignore', 'a', 'b', 'd', 'lib/c']],
  ['a new folder', () => renameSync(join(root, 'lib'), join(root, 'src')), ['.gitignore', 'a', 'b', 'src/c']],
  ['another rule of what is ignored', () => write('.gitignore', 'b\n'), ['.gitignore', 'a', 'lib/c']],
])('lists all of them again for %s', async (_, act, paths) => {
  const listed = await after(act)
  expect(listed.changed).toBeUndefined()
  expect(listed.files.paths).toEqual(paths)
})

it('lists all of them again after more changes than can be told apart', async () => {
  const names = Array.from({ length: 300 }, (_, i) => `n${i}`)
  for (const name of names) write(name, 'one\n')
  await expect.poll(() => told).toBeGreaterThan(0)
  await list()
  const listed = await after(() => {
    for (const name of names) write(name, 'two\n')
  })
  expect(listed.changed).toBeUndefined()
})

it('takes nothing for granted once there is doubt, or where it could not be listed', async () => {
  watched.doubt()
  expect((await list()).changed).toBeUndefined()
  const ended = new AbortController()
  ended.abort()
  watched.doubt()
  await expect(watched.list(ended.signal)).rejects.toThrow('cancelled')
  expect((await list()).changed).toBeUndefined()
})
