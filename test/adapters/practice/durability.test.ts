import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, copyFile, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { leafOf, naiveRoot, rootFromProof } from './naive-merkle.ts'
import { addEntry, entryFor, type LogAnswer, newKey, practice, temporaryFolder } from './practice-client.ts'

const SCRIPT = fileURLToPath(new URL('./serve-process.ts', import.meta.url))
const b64 = (text: string) => Buffer.from(text, 'base64')

async function serve(folder: string): Promise<{ child: ChildProcess; baseUrl: string; isOwner: boolean }> {
  const child = spawn(process.execPath, [SCRIPT, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(child.stdout, 'data')
  return { child, ...JSON.parse(String(line)) }
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** The bodies of the log, read by its tile of entries. */
async function bodiesOf(baseUrl: string): Promise<Buffer[]> {
  const size = Number((await (await fetch(`${baseUrl}/api/v2/checkpoint`)).text()).split('\n')[1])
  const bodies: Buffer[] = []
  for (let tile = 0; tile * 256 < size; tile++) {
    const width = Math.min(256, size - tile * 256)
    const path = `entries/${String(tile).padStart(3, '0')}${width < 256 ? `.p/${width}` : ''}`
    const bytes = Buffer.from(await (await fetch(`${baseUrl}/api/v2/tile/${path}`)).arrayBuffer())
    for (let at = 0; at < bytes.length; ) {
      const length = bytes.readUInt16BE(at)
      bodies.push(bytes.subarray(at + 2, at + 2 + length))
      at += 2 + length
    }
  }
  expect(bodies.length).toBe(size)
  return bodies
}

/** Writes as fast as it can until the process dies. Returns what was acknowledged. */
async function writeUntilKilled(baseUrl: string, child: ChildProcess, killAfterMs: number): Promise<LogAnswer[]> {
  const acknowledged: LogAnswer[] = []
  const keys = newKey()
  let dead = false
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let i = 0; !dead; i++) {
      try {
        const answer = await addEntry(baseUrl, entryFor(`${Date.now()} ${writer} ${i}`, keys))
        acknowledged.push((await answer.json()) as LogAnswer)
      } catch {
        return
      }
    }
  })
  await new Promise((resolve) => setTimeout(resolve, killAfterMs))
  await kill(child)
  dead = true
  await Promise.all(writers)
  return acknowledged
}

test('killed in the middle of writing, again and again, it loses nothing that it acknowledged', async () => {
  const folder = await temporaryFolder()
  const acknowledged: LogAnswer[] = []
  for (const killAfterMs of [40, 95, 150, 230]) {
    const { child, baseUrl } = await serve(folder)
    acknowledged.push(...(await writeUntilKilled(baseUrl, child, killAfterMs)))
  }
  expect(acknowledged.length).toBeGreaterThan(20)
  const { baseUrl, isOwner } = await practice({ folder })
  expect(isOwner).toBe(true)
  const bodies = await bodiesOf(baseUrl)
  for (const { logIndex, canonicalizedBody, inclusionProof } of acknowledged) {
    const index = Number(logIndex)
    const size = Number(inclusionProof.treeSize)
    expect(bodies[index]?.equals(b64(canonicalizedBody))).toBe(true)
    const root = rootFromProof(index, size, leafOf(b64(canonicalizedBody)), inclusionProof.hashes.map(b64))
    expect(root?.equals(naiveRoot(bodies.slice(0, size)))).toBe(true)
  }
  const indices = acknowledged.map(({ logIndex }) => logIndex)
  expect(new Set(indices).size).toBe(indices.length)
  expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

/** A folder whose log has three entries and whose instance is closed. */
async function closedLog(): Promise<{ folder: string; log: string; checkpoint: string }> {
  const folder = await temporaryFolder()
  const { baseUrl, close } = await practice({ folder })
  const keys = newKey()
  for (const text of ['one', 'two', 'three']) await addEntry(baseUrl, entryFor(text, keys))
  await close()
  return { folder, log: join(folder, 'log.jsonl'), checkpoint: join(folder, 'checkpoint.txt') }
}

const nextIndex = async (baseUrl: string) =>
  ((await (await addEntry(baseUrl, entryFor('next', newKey()))).json()) as LogAnswer).logIndex

test('a record that was torn while it was written is cut off', async () => {
  const { folder, log } = await closedLog()
  const whole = await readFile(log)
  for (const tail of ['0123', `${'a'.repeat(64)} {"apiVersion"`, '\n', `${'a'.repeat(64)} {}\n`]) {
    await writeFile(log, Buffer.concat([whole, Buffer.from(tail)]))
    const { close } = await practice({ folder })
    await close()
    expect(await readFile(log)).toEqual(whole)
  }
  expect(await nextIndex((await practice({ folder })).baseUrl)).toBe('3')
})

test('a record that reached the disk before its checkpoint did is kept', async () => {
  const { folder, checkpoint } = await closedLog()
  const before = await readFile(checkpoint)
  const first = await practice({ folder })
  await nextIndex(first.baseUrl)
  await first.close()
  await writeFile(checkpoint, before)
  const { baseUrl } = await practice({ folder })
  expect(await nextIndex(baseUrl)).toBe('4')
})

const flip = (at: number) => async (path: string) => {
  const bytes = await readFile(path)
  const position = at < 0 ? bytes.length + at : at
  bytes[position] = (bytes[position] ?? 0) ^ 1
  await writeFile(path, bytes)
}

test.each([
  ['a changed byte in the first record', 'log', flip(70)],
  ['a changed byte in a chain hash', 'log', flip(3)],
  ['a changed byte in the last record', 'log', flip(-9)],
  ['a missing tail that was acknowledged', 'log', async (path: string) => truncate(path, (await stat(path)).size - 1)],
  ['nothing left in it', 'log', (path: string) => truncate(path, 0)],
  [
    'records in another order',
    'log',
    async (path: string) => {
      const [one, two, three] = (await readFile(path, 'utf8')).trimEnd().split('\n')
      await writeFile(path, `${two}\n${one}\n${three}\n`)
    },
  ],
  ['a checkpoint of another root', 'checkpoint', flip(60)],
  ['a checkpoint that is no note', 'checkpoint', (path: string) => writeFile(path, 'nonsense')],
  ['a checkpoint that is empty', 'checkpoint', (path: string) => truncate(path, 0)],
] as const)('a log with %s is set aside, untouched, and named', async (_, which, damage) => {
  const { folder, log, checkpoint } = await closedLog()
  await damage(which === 'log' ? log : checkpoint)
  const damaged = await readFile(log)
  const now = () => new Date('2026-11-23T12:34:56.789Z')
  const name = 'log.jsonl.damaged-20261123T123456Z'
  await expect(practice({ folder, now })).rejects.toMatchObject({ code: 'practice.log-damaged', details: { name } })
  expect(await readFile(join(folder, name))).toEqual(damaged)
  const { baseUrl } = await practice({ folder })
  expect(await nextIndex(baseUrl)).toBe('0')
})

test('a log without its checkpoint, or a checkpoint without its log, is set aside too', async () => {
  for (const missing of ['log.jsonl', 'checkpoint.txt']) {
    const { folder } = await closedLog()
    const { rename } = await import('node:fs/promises')
    await rename(join(folder, missing), join(folder, 'elsewhere'))
    await expect(practice({ folder })).rejects.toMatchObject({ code: 'practice.log-damaged' })
    expect(await nextIndex((await practice({ folder })).baseUrl)).toBe('0')
  }
})

test('a log of other keys is set aside', async () => {
  const [one, other] = [await closedLog(), await closedLog()]
  await copyFile(one.log, other.log)
  await copyFile(one.checkpoint, other.checkpoint)
  await expect(practice({ folder: other.folder })).rejects.toMatchObject({ code: 'practice.log-damaged' })
})

test.each([
  ['no JSON', () => '{'],
  ['another shape', (text: string) => JSON.stringify({ ...JSON.parse(text), version: 3 })],
  [
    'a key that is none',
    (text: string) => text.replace(/PRIVATE KEY-----\\n.{20}/, 'PRIVATE KEY-----\\nAAAAAAAAAAAAAAAAAAAA'),
  ],
  [
    'a key of another certificate',
    (text: string) => {
      const stored = JSON.parse(text)
      stored.keys.authority = newKey().privateKey.export({ type: 'pkcs8', format: 'pem' })
      return JSON.stringify(stored)
    },
  ],
])('keys with %s are set aside with the log that needs them', async (_, damage) => {
  const { folder, log } = await closedLog()
  const store = join(folder, 'instance.json')
  const damaged = damage(await readFile(store, 'utf8'))
  const before = await readFile(log)
  await writeFile(store, damaged)
  const now = () => new Date('2026-11-23T12:34:56.789Z')
  const name = 'instance.json.damaged-20261123T123456Z'
  await expect(practice({ folder, now })).rejects.toMatchObject({ code: 'practice.keys-damaged', details: { name } })
  expect(await readFile(join(folder, name), 'utf8')).toBe(damaged)
  expect(await readFile(join(folder, 'log.jsonl.damaged-20261123T123456Z'))).toEqual(before)
  expect(await nextIndex((await practice({ folder })).baseUrl)).toBe('0')
})

test.skipIf(process.platform === 'win32')('the keys are for the eyes of their owner only', async () => {
  const { trustedRootPath } = await practice()
  const folder = trustedRootPath.replace(/\/[^/]+$/, '')
  expect((await stat(join(folder, 'instance.json'))).mode & 0o777).toBe(0o600)
})

test('a file that was left half-written is removed at the next start', async () => {
  const { folder } = await closedLog()
  await appendFile(join(folder, 'checkpoint.txt.0123456789ab.tmp'), 'half')
  await practice({ folder })
  expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
})
