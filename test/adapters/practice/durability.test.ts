import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, copyFile, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { leafOf, naiveRoot, rootFromProof } from './naive-merkle.ts'
import { addEntry, entryFor, type LogAnswer, newKey, practice, temporaryFolder } from './practice-client.ts'
import { addRekord, bundledEntry, type RekorV1Answer, rekordFor } from './rekor-v1-client.ts'

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

type Keys = ReturnType<typeof newKey>

/** How each log is written to and read, with its answers in the form of a bundle. */
const LOGS = {
  'Rekor v2': {
    log: 'log.jsonl',
    checkpoint: 'checkpoint.txt',
    add: async (baseUrl: string, text: string, keys: Keys) =>
      (await (await addEntry(baseUrl, entryFor(text, keys))).json()) as LogAnswer,
    bodies: (baseUrl: string) => bodiesByTile(baseUrl),
  },
  'Rekor v1': {
    log: 'rekor-v1.jsonl',
    checkpoint: 'rekor-v1-checkpoint.txt',
    add: async (baseUrl: string, text: string, keys: Keys): Promise<LogAnswer> =>
      bundledEntry((await (await addRekord(baseUrl, rekordFor(text, keys))).json()) as RekorV1Answer),
    bodies: (baseUrl: string) => bodiesByIndex(baseUrl),
  },
} as const
type Log = (typeof LOGS)[keyof typeof LOGS]
const eachLog = Object.entries(LOGS)

async function bodiesByIndex(baseUrl: string): Promise<Buffer[]> {
  const { treeSize } = (await (await fetch(`${baseUrl}/api/v1/log`)).json()) as { treeSize: number }
  const bodies: Buffer[] = []
  for (let index = 0; index < treeSize; index++) {
    const answer = (await (await fetch(`${baseUrl}/api/v1/log/entries?logIndex=${index}`)).json()) as RekorV1Answer
    bodies.push(b64(bundledEntry(answer).canonicalizedBody))
  }
  return bodies
}

/** The bodies of the log, read by its tile of entries. */
async function bodiesByTile(baseUrl: string): Promise<Buffer[]> {
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

/** Writes as fast as it can, and ends the process in the middle of it. Returns what was acknowledged. */
async function writeUntilKilled(which: Log, baseUrl: string, child: ChildProcess, killAfter: number) {
  const acknowledged: LogAnswer[] = []
  const keys = newKey()
  let killed: Promise<void> | undefined
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let i = 0; ; i++) {
      try {
        acknowledged.push(await which.add(baseUrl, `${child.pid} ${writer} ${i}`, keys))
      } catch {
        return
      }
      if (acknowledged.length >= killAfter) killed ??= kill(child)
    }
  })
  await Promise.all(writers)
  await killed
  return acknowledged
}

test.each(eachLog)(
  '%s: killed while writing, again and again, it loses nothing that it acknowledged',
  async (_, which) => {
    const folder = await temporaryFolder()
    const acknowledged: LogAnswer[] = []
    for (const killAfter of [1, 5, 11, 18]) {
      const { child, baseUrl } = await serve(folder)
      acknowledged.push(...(await writeUntilKilled(which, baseUrl, child, killAfter)))
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(35)
    const { baseUrl, isOwner } = await practice({ folder })
    expect(isOwner).toBe(true)
    const bodies = await which.bodies(baseUrl)
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
  },
)

/** A folder whose log has three entries beside its own, and whose instance is closed. */
async function closedLog(which: Log = LOGS['Rekor v2']) {
  const folder = await temporaryFolder()
  const { baseUrl, close } = await practice({ folder })
  const keys = newKey()
  for (const text of ['one', 'two', 'three']) await which.add(baseUrl, text, keys)
  await close()
  return { folder, log: join(folder, which.log), checkpoint: join(folder, which.checkpoint) }
}

const nextIndex = async (baseUrl: string, which: Log = LOGS['Rekor v2']) =>
  (await which.add(baseUrl, 'next', newKey())).logIndex

test.each(eachLog)('%s: a record that was torn while it was written is cut off', async (_, which) => {
  const { folder, log } = await closedLog(which)
  const whole = await readFile(log)
  for (const tail of ['0123', `${'a'.repeat(64)} {"apiVersion"`, '\n', `${'a'.repeat(64)} {}\n`]) {
    await writeFile(log, Buffer.concat([whole, Buffer.from(tail)]))
    const { close } = await practice({ folder })
    await close()
    expect(await readFile(log)).toEqual(whole)
  }
  expect(await nextIndex((await practice({ folder })).baseUrl, which)).toBe('4')
})

test.each(eachLog)('%s: a record that reached the disk before its checkpoint did is kept', async (_, which) => {
  const { folder, checkpoint } = await closedLog(which)
  const before = await readFile(checkpoint)
  const first = await practice({ folder })
  await nextIndex(first.baseUrl, which)
  await first.close()
  await writeFile(checkpoint, before)
  const { baseUrl } = await practice({ folder })
  expect(await nextIndex(baseUrl, which)).toBe('5')
})

const flip = (at: number) => async (path: string) => {
  const bytes = await readFile(path)
  const position = at < 0 ? bytes.length + at : at
  bytes[position] = (bytes[position] ?? 0) ^ 1
  await writeFile(path, bytes)
}

const DAMAGES = [
  ['a changed byte in the first record', 'log', flip(70)],
  ['a changed byte in a chain hash', 'log', flip(3)],
  ['a changed byte in the last record', 'log', flip(-9)],
  ['a missing tail that was acknowledged', 'log', async (path: string) => truncate(path, (await stat(path)).size - 1)],
  ['nothing left in it', 'log', (path: string) => truncate(path, 0)],
  [
    'records in another order',
    'log',
    async (path: string) => {
      const [one, two, ...more] = (await readFile(path, 'utf8')).trimEnd().split('\n')
      await writeFile(path, `${[two, one, ...more].join('\n')}\n`)
    },
  ],
  ['a checkpoint of another root', 'checkpoint', flip(60)],
  ['a checkpoint that is no note', 'checkpoint', (path: string) => writeFile(path, 'nonsense')],
  ['a checkpoint that is empty', 'checkpoint', (path: string) => truncate(path, 0)],
] as const
const eachDamage = eachLog.flatMap(([name, which]) => DAMAGES.map((damage) => [name, ...damage, which] as const))

test.each(eachDamage)('%s: a log with %s is set aside, untouched, and named', async (_, _what, file, damage, which) => {
  const { folder, log, checkpoint } = await closedLog(which)
  await damage(file === 'log' ? log : checkpoint)
  const damaged = await readFile(log)
  const now = () => new Date('2026-11-23T12:34:56.789Z')
  const name = `${which.log}.damaged-20261123T123456Z`
  await expect(practice({ folder, now })).rejects.toMatchObject({ code: 'practice.log-damaged', details: { name } })
  expect(await readFile(join(folder, name))).toEqual(damaged)
  const { baseUrl } = await practice({ folder })
  expect(await nextIndex(baseUrl, which)).toBe('1')
  const other = which === LOGS['Rekor v1'] ? LOGS['Rekor v2'] : LOGS['Rekor v1']
  expect(await readdir(folder)).not.toContain(`${other.log}.damaged-20261123T123456Z`)
})

test('a changed time in the Rekor v1 log counts as damage: the promise has signed it', async () => {
  const { folder, log } = await closedLog(LOGS['Rekor v1'])
  const text = await readFile(log, 'utf8')
  await writeFile(
    log,
    text.replace(/ (\d+) \{/, (_, time: string) => ` ${Number(time) - 1} {`),
  )
  await expect(practice({ folder })).rejects.toMatchObject({ code: 'practice.log-damaged' })
})

test('an entry of the Rekor v1 log keeps its time over a restart', async () => {
  const folder = await temporaryFolder()
  const first = await practice({ folder, now: () => new Date('2026-11-23T12:00:00Z') })
  const { integratedTime } = await LOGS['Rekor v1'].add(first.baseUrl, 'text', newKey())
  await first.close()
  const { baseUrl } = await practice({ folder, now: () => new Date('2026-11-23T13:00:00Z') })
  const found = (await (await fetch(`${baseUrl}/api/v1/log/entries?logIndex=1`)).json()) as RekorV1Answer
  expect([integratedTime, bundledEntry(found).integratedTime]).toEqual(Array(2).fill('1795435200'))
})

test.each(eachLog)('%s: a log without its checkpoint, or the reverse, is set aside too', async (_, which) => {
  for (const missing of [which.log, which.checkpoint]) {
    const { folder } = await closedLog(which)
    const { rename } = await import('node:fs/promises')
    await rename(join(folder, missing), join(folder, 'elsewhere'))
    await expect(practice({ folder })).rejects.toMatchObject({ code: 'practice.log-damaged' })
    expect(await nextIndex((await practice({ folder })).baseUrl, which)).toBe('1')
  }
})

test.each(eachLog)('%s: a log of other keys is set aside', async (_, which) => {
  const [one, other] = [await closedLog(which), await closedLog(which)]
  await copyFile(one.log, other.log)
  await copyFile(one.checkpoint, other.checkpoint)
  await expect(practice({ folder: other.folder })).rejects.toMatchObject({ code: 'practice.log-damaged' })
})

test.each([
  ['no JSON', () => '{'],
  ['another shape', (text: string) => JSON.stringify({ ...JSON.parse(text), version: 4 })],
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
  expect(await readdir(folder)).toContain('rekor-v1.jsonl.damaged-20261123T123456Z')
  expect(await nextIndex((await practice({ folder })).baseUrl)).toBe('1')
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
