import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { claimFile, isHeldElsewhere } from '../../electron/adapters/claim-file.ts'

const HOLDER = fileURLToPath(new URL('./claim-holder.ts', import.meta.url))
/** No process has this number: it is above what the system gives out. */
const NOBODY = 4194305
const NONCE = '0123456789abcdef'

let folder: string
const path = () => join(folder, 'claims', 'thing')
const left = () => readdirSync(join(folder, 'claims'))
/** A claim as another process would have written it. */
const written = async (pid: number) => {
  await (await claimFile(path()))?.()
  const file = `${path()}.${pid}-${NONCE}`
  writeFileSync(file, '')
  return file
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-claim-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('it is held once, and free again when it is given back', async () => {
  const release = await claimFile(path())
  expect(await claimFile(path())).toBeUndefined()
  expect(await isHeldElsewhere(path())).toBe(false)
  await release?.()
  const again = await claimFile(path())
  expect(again).toBeTypeOf('function')
  await again?.()
  expect(left()).toEqual([])
})

test('claims of one process that come at once: never two', async () => {
  const releases = await Promise.all(Array.from({ length: 20 }, () => claimFile(path())))
  expect(releases.filter(Boolean).length).toBeLessThanOrEqual(1)
})

test('a name that begins like another one is another one', async () => {
  const release = await claimFile(path())
  const other = await claimFile(`${path()}.more`)
  expect(other).toBeTypeOf('function')
  await Promise.all([release?.(), other?.()])
})

describe('what another process wrote', () => {
  test('holds while it is alive', async () => {
    await written(process.ppid)
    expect(await claimFile(path())).toBeUndefined()
    expect(await isHeldElsewhere(path())).toBe(true)
  })

  test('is removed once it is dead', async () => {
    await written(NOBODY)
    expect(await isHeldElsewhere(path())).toBe(false)
    const release = await claimFile(path())
    expect(left()).toHaveLength(1)
    await release?.()
  })

  test('with the number that is ours now was left behind by a dead one', async () => {
    await written(process.pid)
    expect(await claimFile(path())).toBeTypeOf('function')
  })

  test('is not believed beyond the patience, though its number lives on', async () => {
    const file = await written(process.ppid)
    const longAgo = new Date(Date.now() - 60_000)
    utimesSync(file, longAgo, longAgo)
    expect(await claimFile(path())).toBeUndefined()
    expect(await claimFile(path(), { patienceMs: 3_000 })).toBeTypeOf('function')
  })
})

test('of processes that come, go and are killed, never two are inside', async () => {
  const holders = Array.from({ length: 6 }, () => fork(HOLDER, [path(), '25']))
  const ends = Promise.all(holders.map(async (holder) => (await once(holder, 'exit'))[0]))
  // Two of them are killed while they hold it.
  for (const holder of holders.slice(0, 2)) holder.once('message', () => holder.kill('SIGKILL'))
  expect(await ends).toEqual([null, null, 0, 0, 0, 0])
})
