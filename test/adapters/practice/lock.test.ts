import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { openPractice } from '../../../electron/adapters/practice/instance.ts'
import { practice, signBundle, temporaryFolder } from './practice-client.ts'
import { verifyBundle } from './verify-bundle.ts'

const SCRIPT = fileURLToPath(new URL('./serve-process.ts', import.meta.url))
const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

async function stranger(port: number, answer = 'nobody') {
  const server = createServer((_, response) => response.end(answer))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close().closeAllConnections())
  return (server.address() as AddressInfo).port
}

test('whoever comes second joins the one that runs', async () => {
  const folder = await temporaryFolder()
  const owner = await practice({ folder })
  const guest = await practice({ folder })
  expect(guest).toMatchObject({ baseUrl: owner.baseUrl, trustedRootPath: owner.trustedRootPath, isOwner: false })
  await guest.close()
  const artifact = Buffer.from('still there')
  await verifyBundle(guest.trustedRootPath, await signBundle(guest.baseUrl, artifact), artifact)
})

test('another process joins too, and takes over when the owner is killed', async () => {
  const folder = await temporaryFolder()
  const child = spawn(process.execPath, [SCRIPT, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(child.stdout, 'data')
  const { baseUrl } = JSON.parse(String(line))
  expect(await practice({ folder })).toMatchObject({ baseUrl, isOwner: false })
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  expect(await practice({ folder })).toMatchObject({ baseUrl, isOwner: true })
})

test('many that start at once agree on one owner', async () => {
  const folder = await temporaryFolder()
  const all = await Promise.all(Array.from({ length: 8 }, () => practice({ folder })))
  expect(all.filter(({ isOwner }) => isOwner).length).toBe(1)
  expect(new Set(all.map(({ baseUrl }) => baseUrl)).size).toBe(1)
})

test('the lock goes with its owner', async () => {
  const folder = await temporaryFolder()
  const { close } = await openPractice({ folder })
  const lock = JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))
  expect(lock).toMatchObject({ pid: process.pid, port: expect.any(Number), id: expect.any(String) })
  await close()
  expect(await isThere(join(folder, 'lock'))).toBe(false)
})

/** Above the highest process id that Linux gives out. */
const GONE = 2 ** 22 + 1

test.each([
  ['of a process that is gone', { pid: GONE, port: 1, id: '2f1c0d2e-7c63-4f0e-9b0d-0a4b1d7c9e11' }],
  [
    'of a process that lives but does not answer',
    { pid: process.ppid, port: 1, id: '2f1c0d2e-7c63-4f0e-9b0d-0a4b1d7c9e11' },
  ],
  ['of an earlier process with our id', { pid: process.pid, port: 1, id: '2f1c0d2e-7c63-4f0e-9b0d-0a4b1d7c9e11' }],
  ['that cannot be read', 'nonsense'],
])('a lock %s is taken over', async (_, lock) => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'lock'), typeof lock === 'string' ? lock : JSON.stringify(lock))
  expect((await practice({ folder })).isOwner).toBe(true)
})

test('a stranger on the port of the lock is not taken for the instance', async () => {
  const folder = await temporaryFolder()
  const port = await stranger(0, JSON.stringify({ id: 'c6a4f3c4-0000-4000-8000-000000000000' }))
  const lock = { pid: process.ppid, port, id: '2f1c0d2e-7c63-4f0e-9b0d-0a4b1d7c9e11' }
  await writeFile(join(folder, 'lock'), JSON.stringify(lock))
  const { baseUrl, isOwner } = await practice({ folder })
  expect([isOwner, baseUrl === `http://127.0.0.1:${port}`]).toEqual([true, false])
})

test('a port that somebody else has taken is said, and tried again later', async () => {
  const folder = await temporaryFolder()
  const { baseUrl, close } = await practice({ folder })
  await close()
  const { port } = new URL(baseUrl)
  const server = createServer()
  server.listen(Number(port), '127.0.0.1')
  await once(server, 'listening')
  await expect(practice({ folder })).rejects.toMatchObject({ code: 'practice.port-taken', details: { port } })
  expect(await isThere(join(folder, 'lock'))).toBe(false)
  await new Promise((resolve) => server.close(resolve))
  expect((await practice({ folder })).baseUrl).toBe(baseUrl)
})
