/** What is deleted from the data folder is what the program put there, and nothing beside it. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { deleteParts, deletePractice, measureParts } from '../../electron/adapters/data-folder-parts.ts'

let base: string
let folder: string

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'countermark-parts-'))
  folder = join(base, 'data')
  mkdirSync(folder)
  onTestFinished(() => rmSync(base, { recursive: true, force: true }))
})

function put(path: string, text = path): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const SESSION = `session-${'0'.repeat(32)}`
const DIGEST = 'a'.repeat(64)
const OURS = [
  'settings.json',
  'settings.json.damaged-20261123T100000Z',
  'settings.json.0123456789ab.tmp',
  `journal/${SESSION}.jsonl.damaged-20261123T100000Z`,
  `instances/${DIGEST}.json`,
  `instances/${DIGEST}.json.damaged-20261123T100000Z`,
  `trust/${DIGEST}/trusted_root.json`,
  'trust/public/trusted_root.json',
  'cache/tuf/public/root.json',
  'cache/log.jsonl',
  'cache/log.jsonl.1',
]
/** A data folder may lie anywhere: in it is what its owner put there. */
const THEIRS = [
  'settings.json.bak',
  'settings.jsonl',
  'journal/diary.jsonl',
  'journal/2026/november.md',
  `instances/${DIGEST}.json.sigstore.json`,
  'instances/corp.json',
  'trust/me/trusted_root.json',
  'cache/another-program/data',
  'release-1.0.tgz',
  'release-1.0.tgz.sigstore.json',
  'practice/sample/aurora/aurora.tar.gz.practice.sigstore.json',
]
/** Open elsewhere: deleted by who has it open. */
const OPEN = [`journal/${SESSION}.jsonl`, 'practice/instance.json', 'cache/window/Cookies']

const all = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()

test('what is ours is deleted, what is somebody else’s or open is not', async () => {
  for (const path of [...OURS, ...THEIRS, ...OPEN]) put(path)
  await deleteParts(folder)
  expect(all()).toEqual([...THEIRS, ...OPEN].sort())
})

test('the practice folder loses everything but the sample and its bundles', async () => {
  for (const path of ['practice/instance.json', 'practice/tiles/0/000', 'practice/lock', ...THEIRS]) put(path)
  await deletePractice(join(folder, 'practice'), 'lock')
  expect(all().filter((path) => path.startsWith('practice/'))).toEqual([
    'practice/lock',
    'practice/sample/aurora/aurora.tar.gz.practice.sigstore.json',
  ])
})

test('links are not followed', async () => {
  const elsewhere = join(base, 'elsewhere')
  mkdirSync(elsewhere)
  writeFileSync(join(elsewhere, 'precious'), 'x'.repeat(5000))
  mkdirSync(join(folder, 'cache'))
  symlinkSync(elsewhere, join(folder, 'cache', 'tuf'))
  const parts = await measureParts(folder)
  expect(parts.find(({ part }) => part === 'cache')?.bytes).toBeLessThan(5000)
  await deleteParts(folder)
  expect(readFileSync(join(elsewhere, 'precious'), 'utf8')).toHaveLength(5000)
  expect(readdirSync(join(folder, 'cache'))).toEqual([])
})

test('each part is measured, to its depth', async () => {
  put('settings.json', 'x'.repeat(10))
  put(`journal/${SESSION}.jsonl`, 'x'.repeat(20))
  put('cache/tuf/a/b/c.json', 'x'.repeat(30))
  put('cache/window/Cookies', 'x'.repeat(5))
  put('seen.json', 'x'.repeat(7))
  put('projects.json', 'x'.repeat(8))
  put('release-1.0.tgz', 'x'.repeat(1000))
  expect(await measureParts(folder)).toEqual([
    { part: 'settings', bytes: 10 },
    { part: 'journals', bytes: 20 },
    { part: 'instances', bytes: 0 },
    { part: 'projects', bytes: 8 },
    { part: 'seen', bytes: 7 },
    { part: 'practice', bytes: 0 },
    { part: 'cache', bytes: 35 },
  ])
})

test('a data folder that is not there has nothing in it', async () => {
  const nowhere = join(base, 'nowhere')
  expect((await measureParts(nowhere)).every(({ bytes }) => bytes === 0)).toBe(true)
  await deleteParts(nowhere)
})
