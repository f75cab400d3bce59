/** The settings on disk: kept, shared, and never lost by a damaged file, a newer program or two writers at once. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { DEFAULT_SETTINGS, keepSettings } from '../../../electron/adapters/settings.ts'
import { Fault } from '../../../electron/contract/faults.ts'

const WRITER = fileURLToPath(new URL('./writer-process.ts', import.meta.url))

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-settings-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})

const path = () => join(folder, 'settings.json')
const onDisk = () => JSON.parse(readFileSync(path(), 'utf8'))
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no fault',
    (error: unknown) => (error instanceof Fault ? error.code : error),
  )

describe('the settings', () => {
  test('are the defaults where nothing is stored, and nothing is written for that', async () => {
    expect(await keepSettings(folder).read()).toEqual({ settings: DEFAULT_SETTINGS })
    expect(readdirSync(folder)).toEqual([])
  })

  test('are there for the next run, in a file that is nobody else’s to read', async () => {
    await keepSettings(folder).change((now) => ({ ...now, instance: 'staging', logVersion: 2 }))
    const { settings } = await keepSettings(folder).read()
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, instance: 'staging', logVersion: 2 })
    expect(statSync(path()).mode & 0o077).toBe(0)
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })

  test('are written into a data folder that is not there yet', async () => {
    const inner = join(folder, 'not', 'yet')
    await keepSettings(inner).change((now) => ({ ...now, appearance: 'dark' }))
    expect((await keepSettings(inner).read()).settings.appearance).toBe('dark')
  })

  test('a change of another process is seen at once', async () => {
    const [here, there] = [keepSettings(folder), keepSettings(folder)]
    await here.read()
    await there.change((now) => ({ ...now, appearance: 'light' }))
    expect((await here.read()).settings.appearance).toBe('light')
  })

  test('what is no setting is not stored', async () => {
    const wrong = keepSettings(folder).change((now) => ({ ...now, instance: 'nowhere' as 'public' }))
    expect(await codeOf(wrong)).not.toBe('no fault')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a file that cannot be used', () => {
  test.each([
    ['half written', '{"version":1,"logVers'],
    ['empty', ''],
    ['not an object', '[]'],
    ['without a version', '{"logVersion":1}'],
    ['of no version', '{"version":"1"}'],
    ['with a value that is none', JSON.stringify({ version: 1, ...DEFAULT_SETTINGS, logVersion: 3 })],
    [
      'with a proxy of a foreign scheme',
      JSON.stringify({ version: 1, ...DEFAULT_SETTINGS, network: { proxy: { use: 'manual', url: 'file:///etc' } } }),
    ],
  ])('%s is set aside with its name said, and the defaults are used', async (_, text) => {
    writeFileSync(path(), text)
    const store = keepSettings(folder, () => new Date('2026-11-23T10:00:00Z'))
    const { settings, problem } = await store.read()
    expect(settings).toEqual(DEFAULT_SETTINGS)
    expect(problem?.toRecord()).toEqual({
      code: 'settings.damaged',
      details: { name: 'settings.json.damaged-20261123T100000Z' },
    })
    expect(readdirSync(folder)).toEqual(['settings.json.damaged-20261123T100000Z'])
    expect(readFileSync(join(folder, 'settings.json.damaged-20261123T100000Z'), 'utf8')).toBe(text)
    await store.change((now) => ({ ...now, appearance: 'dark' }))
    const later = await store.read()
    expect(later.settings.appearance).toBe('dark')
    expect(later.problem?.code).toBe('settings.damaged')
  })

  test('a change sets it aside too', async () => {
    writeFileSync(path(), 'no settings')
    await keepSettings(folder).change((now) => ({ ...now, logVersion: 2 }))
    expect(onDisk().logVersion).toBe(2)
    expect(readdirSync(folder).filter((name) => name.includes('.damaged-'))).toHaveLength(1)
  })

  test('of a newer program stays as it is', async () => {
    const text = '{"version":2,"everything":"else"}'
    writeFileSync(path(), text)
    const store = keepSettings(folder)
    const { settings, problem } = await store.read()
    expect(settings).toEqual(DEFAULT_SETTINGS)
    expect(problem?.toRecord()).toEqual({ code: 'settings.newer', details: { version: '2' } })
    expect(await codeOf(store.change((now) => now))).toBe('settings.newer')
    expect(readFileSync(path(), 'utf8')).toBe(text)
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })

  test('keys that a newer program added to the same form outlive a change', async () => {
    writeFileSync(path(), JSON.stringify({ version: 1, ...DEFAULT_SETTINGS, later: { on: true } }))
    await keepSettings(folder).change((now) => ({ ...now, appearance: 'light' }))
    expect(onDisk()).toMatchObject({ version: 1, appearance: 'light', later: { on: true } })
  })

  test('a folder in its place is a fault of the disk, and is left alone', async () => {
    mkdirSync(path())
    const store = keepSettings(folder)
    expect((await store.read()).problem?.code).toBe('files.not-a-file')
    expect(await codeOf(store.change((now) => now))).toBe('files.not-a-file')
    expect(statSync(path()).isDirectory()).toBe(true)
  })
})

describe('several writers', () => {
  test('of one process do not lose each other’s change', async () => {
    const stores = [keepSettings(folder), keepSettings(folder)]
    const counted = Array.from({ length: 20 }, (_, i) =>
      stores[i % 2]?.change((now) => ({
        ...now,
        network: { ...now.network, extraCaPath: `${now.network.extraCaPath ?? ''}x` },
      })),
    )
    await Promise.all(counted)
    expect(onDisk().network.extraCaPath).toBe('x'.repeat(20))
  })

  test('of several processes neither', async () => {
    const writers = Array.from({ length: 4 }, () => fork(WRITER, [folder, '10']))
    const codes = await Promise.all(writers.map(async (writer) => (await once(writer, 'exit'))[0]))
    expect(codes).toEqual([0, 0, 0, 0])
    expect(onDisk().network.extraCaPath).toBe('x'.repeat(40))
  })

  test('one that ended in the middle of a change is not waited for, even where its number lives on', async () => {
    const claim = `${path()}.${process.ppid}-0123456789abcdef`
    writeFileSync(claim, '')
    const longAgo = new Date(Date.now() - 60_000)
    utimesSync(claim, longAgo, longAgo)
    await keepSettings(folder).change((now) => ({ ...now, appearance: 'dark' }))
    expect(onDisk().appearance).toBe('dark')
  })
})
