import { execFile } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute } from 'node:path'
import { promisify } from 'node:util'
import { crc32, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { gzip, zip } from '../../../electron/adapters/practice/archives.ts'
import { writeSampleRelease } from '../../../electron/adapters/practice/sample.ts'
import { temporaryFolder } from './practice-client.ts'

const run = promisify(execFile)

test('the sample is three files of a release', async () => {
  const paths = await writeSampleRelease(await temporaryFolder())
  const names = ['aurora-parse-2.4.0.tar.gz', 'aurora_parse-2.4.0-py3-none-any.whl', 'SBOM.cdx.json']
  expect(paths.map((path) => basename(path))).toEqual(names)
  expect(paths.every(isAbsolute)).toBe(true)
  const [sdist = '', , bom = ''] = paths
  const { stdout } = await run('tar', ['tzf', sdist])
  expect(stdout.split('\n')).toContain('aurora-parse-2.4.0/aurora_parse/__init__.py')
  const { bomFormat, specVersion } = JSON.parse(await readFile(bom, 'utf8'))
  expect([bomFormat, specVersion]).toEqual(['CycloneDX', '1.6'])
})

test('it is the same everywhere, and what is equal is not written again', async () => {
  const [one, other] = [await temporaryFolder(), await temporaryFolder()]
  const [paths, others] = [await writeSampleRelease(one), await writeSampleRelease(other)]
  for (const [i, path] of paths.entries()) expect(await readFile(path)).toEqual(await readFile(others[i] ?? ''))
  const before = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs))
  await writeFile(paths[2] ?? '', 'changed')
  await writeSampleRelease(dirname(paths[0] ?? ''))
  const after = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs))
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2))
  expect(await readFile(paths[2] ?? '')).toEqual(await readFile(others[2] ?? ''))
})

test('archives hold what was put in', () => {
  for (const size of [0, 1, 0xffff, 0x10000, 200_000]) {
    const content = Buffer.alloc(size, 'aurora')
    expect(gunzipSync(gzip(content)).equals(content)).toBe(true)
  }
  const content = Buffer.from('inside')
  const archive = zip([{ path: 'a/b.txt', content }])
  expect(archive.readUInt32LE(14)).toBe(crc32(content))
  expect(archive.readUInt16LE(archive.length - 12)).toBe(1)
})
