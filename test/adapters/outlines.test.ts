/** The list of releases, from journals on a real disk. */
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createFiles } from '../../electron/adapters/files.ts'
import { type Journals, keepJournals } from '../../electron/adapters/journals.ts'
import { keepOutlines, type Outlines } from '../../electron/adapters/outlines.ts'
import { SessionId } from '../../electron/contract/model/session.ts'
import type { JournalHead, JournalLine } from '../../electron/core/signing/journal.ts'
import { type Outline, searchWords } from '../../electron/core/signing/outline.ts'
import { releaseOf } from '../../electron/core/signing/release.ts'

let folder: string
let journals: Journals
let outlines: Outlines
let reads: SessionId[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-journal-'))
  journals = keepJournals(folder)
  reads = []
  const read = (id: SessionId) => {
    reads.push(id)
    return journals.read(id)
  }
  outlines = keepOutlines(folder, { ...journals, read })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const idOf = (n: number): SessionId => SessionId.parse(`session-${n.toString(16).padStart(32, '0')}`)
const pathOf = (n: number): string => join(folder, `${idOf(n)}.jsonl`)

const head = (n: number, over: Partial<JournalHead> = {}): JournalHead => ({
  kind: 'session',
  version: 1,
  id: idOf(n),
  at: new Date(Date.UTC(2026, 10, 1, 0, n)).toISOString(),
  session: 'sign',
  title: `lattice-${n}`,
  instance: { id: 'practice', title: 'Practice instance', isPractice: true, trustedRootPath: '/root.json', log: 'log' },
  artifacts: [{ path: join(folder, 'a.bin'), name: 'a.bin', folder, size: 1, bundleStem: join(folder, 'a.bin') }],
  ...over,
})

const ended: JournalLine = { kind: 'ended', at: '2026-11-23T10:00:00.000Z', files: [] }
const did = (
  step: JournalLine extends infer L ? (L extends { step: infer S } ? S : never) : never,
  record: unknown,
  file?: number,
): JournalLine => ({
  kind: 'did',
  step,
  file,
  record,
})
const IDENTITY = { name: 'ada@lovelace.example', kind: 'email', issuer: 'https://issuer.example' }
const consent = did('consent', { identity: IDENTITY, grantedAt: '2026-11-23T10:00:00.000Z' })
const certificate = did('get-certificate', {
  chain: ['AA=='],
  notBefore: '2026-11-23T10:00:00.000Z',
  notAfter: '2026-11-23T10:10:00.000Z',
})
const digest = did('digest', { sha256: 'ab12'.repeat(16), stamp: { size: 1, version: 'old' } }, 0)

/** Writes a journal as a session leaves it. */
function journal(n: number, lines: readonly JournalLine[], over: Partial<JournalHead> = {}): void {
  writeFileSync(pathOf(n), [head(n, over), ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''))
}

const shown = (outline: Outline | undefined, now: string) => {
  if (!outline) throw new Error('no outline')
  return releaseOf(outline, { files: createFiles(), now: new Date(now), isRunning: false })
}

describe('all releases', () => {
  test('no folder yet: an empty list', async () => {
    rmSync(folder, { recursive: true })
    expect(await outlines.all()).toEqual({ outlines: [], damaged: [] })
  })

  test('the newest first', async () => {
    for (const n of [2, 9, 4]) journal(n, [ended])
    const { outlines: all } = await outlines.all()
    expect(all.map(({ title }) => title)).toEqual(['lattice-9', 'lattice-4', 'lattice-2'])
  })

  test('a thousand journals are read once, and afterwards only the one that changed', async () => {
    for (let n = 0; n < 1000; n++) journal(n, [ended])
    expect((await outlines.all()).outlines).toHaveLength(1000)
    reads.length = 0
    expect((await outlines.all()).outlines).toHaveLength(1000)
    expect(reads).toEqual([])
    appendFileSync(pathOf(500), `${JSON.stringify(ended)}\n`)
    await outlines.all()
    expect(reads).toEqual([idOf(500)])
  })

  test('one that was replaced by another of the same size and time is read again', async () => {
    journal(1, [ended])
    utimesSync(pathOf(1), 1, 1)
    await outlines.all()
    const text = readFileSync(pathOf(1), 'utf8')
    rmSync(pathOf(1))
    writeFileSync(join(folder, 'in-the-way'), '')
    writeFileSync(pathOf(1), text.replace('lattice-1', 'lattice-X'))
    utimesSync(pathOf(1), 1, 1)
    const { outlines: all } = await outlines.all()
    expect(all.map(({ title }) => title)).toEqual(['lattice-X'])
  })

  test('one that is gone is no longer listed', async () => {
    journal(1, [ended])
    journal(2, [ended])
    await outlines.all()
    await journals.forget(idOf(1))
    expect((await outlines.all()).outlines.map(({ id }) => id)).toEqual([idOf(2)])
  })

  test('damaged ones are named each time, and do not hide the others', async () => {
    journal(1, [ended])
    writeFileSync(pathOf(2), 'nonsense\n')
    const first = await outlines.all()
    expect(first.outlines.map(({ id }) => id)).toEqual([idOf(1)])
    expect(first.damaged).toEqual([expect.stringContaining(`${idOf(2)}.jsonl.damaged-`)])
    expect(await outlines.all()).toEqual(first)
    expect(readdirSync(folder)).toContain(first.damaged[0])
  })
})

describe('releases that were interrupted', () => {
  test('are found without reading those that tell of an end', async () => {
    for (let n = 0; n < 50; n++) journal(n, [ended])
    journal(50, [digest, consent])
    expect((await outlines.unended()).map(({ id }) => id)).toEqual([idOf(50)])
    expect(reads).toEqual([idOf(50)])
  })

  test('an end that was torn off is none, and one behind a very long line is found all the same', async () => {
    journal(1, [ended])
    const text = readFileSync(pathOf(1), 'utf8')
    writeFileSync(pathOf(1), text.slice(0, -1))
    journal(2, [
      {
        ...ended,
        files: Array.from({ length: 500 }, (_, file) => ({ file, fault: { code: 'cancelled', details: {} } })),
      } as JournalLine,
    ])
    expect((await outlines.unended()).map(({ id }) => id)).toEqual([idOf(1)])
  })

  test('a process that is alive and has the session is seen', async () => {
    journal(1, [])
    expect(await outlines.isElsewhere(idOf(1))).toBe(false)
    writeFileSync(join(folder, `${idOf(1)}.${process.ppid}-0123456789abcdef`), '')
    expect(await outlines.isElsewhere(idOf(1))).toBe(true)
  })
})

describe('where a release stands', () => {
  const during = '2026-11-23T10:05:00.000Z'
  const late = '2026-11-23T10:09:30.000Z'

  test('nothing done: a sign-in is needed', async () => {
    journal(1, [])
    const [outline] = (await outlines.all()).outlines
    expect(await shown(outline, during)).toMatchObject({
      state: 'interrupted',
      stop: { step: 'digest', needsSignIn: true, changedFiles: 0 },
    })
  })

  test('with a certificate none is needed while it serves, and one is when it is about to end', async () => {
    writeFileSync(join(folder, 'a.bin'), 'a')
    const stamp = await createFiles().inspect(join(folder, 'a.bin'))
    const read = did('digest', { sha256: 'ab12'.repeat(16), stamp: { size: stamp.size, version: stamp.version } }, 0)
    const key = did('make-key', { publicKey: 'AA==' })
    const signature = did('sign', { signature: 'AA==' }, 0)
    const signIn = did('sign-in', { identity: IDENTITY, challenge: '', expiresAt: during })
    journal(1, [read, key, signature, signIn, consent, certificate])
    const [outline] = (await outlines.all()).outlines
    expect((await shown(outline, during)).stop).toEqual({
      step: 'timestamp',
      needsSignIn: false,
      servesUntil: '2026-11-23T10:09:00.000Z',
      changedFiles: 0,
    })
    expect((await shown(outline, late)).stop).toMatchObject({ needsSignIn: true })
  })

  test('a file that changed since, or is gone, needs a sign-in whatever the certificate says', async () => {
    journal(1, [digest, consent, certificate])
    const [outline] = (await outlines.all()).outlines
    expect((await shown(outline, during)).stop).toMatchObject({ needsSignIn: true, changedFiles: 1 })
    writeFileSync(join(folder, 'a.bin'), 'b')
    expect((await shown(outline, during)).stop).toMatchObject({ changedFiles: 1 })
  })

  test('an end without a signature, with some, and with all', async () => {
    const two = [0, 1].map((i) => ({ path: `/x/${i}`, name: `${i}`, folder: '/x', size: 1, bundleStem: `/x/${i}` }))
    const save = (file: number) => did('save', { path: `/x/${file}.sigstore.json`, name: 'b' }, file)
    journal(1, [ended], { artifacts: two })
    journal(2, [save(0), ended], { artifacts: two })
    journal(3, [save(0), save(1), ended], { artifacts: two })
    journal(4, [save(0), save(1)], { artifacts: two })
    const { outlines: all } = await outlines.all()
    const states = await Promise.all(all.map((outline) => shown(outline, during)))
    expect(states.map(({ state, signed }) => [state, signed])).toEqual([
      ['finished', 2],
      ['finished', 2],
      ['partly', 1],
      ['unsigned', 0],
    ])
  })

  test('an imported instance is named by its title on the hallmark, a built-in one by its id', async () => {
    const verified = did('verify', { identity: IDENTITY, time: during }, 0)
    const saved = did('save', { path: '/x/a.sigstore.json', name: 'a' }, 0)
    const instance = { ...head(0).instance, id: 'c'.repeat(64), title: 'Example works', isPractice: false }
    journal(1, [verified, saved, ended])
    journal(2, [verified, saved, ended], { instance })
    const { outlines: all } = await outlines.all()
    expect(all.map(({ hallmark }) => hallmark?.office)).toEqual(['Example works', 'practice'])
  })
})

describe('searching', () => {
  const finds = async (search: string): Promise<boolean> => {
    journal(1, [digest, consent, ended])
    const [outline] = (await outlines.all()).outlines
    return searchWords(search).every((word) => outline?.text.includes(word))
  }

  test.each([
    'LATTICE',
    'a.bin lattice',
    'ada@lovelace',
    'issuer.example',
    'practice instance',
    'ab12ab12ab12',
    'sha256:AB12AB12',
    'ab12 ab12 ab12 ab12',
    '',
    '  ',
  ])('%j is found', async (search) => expect(await finds(search)).toBe(true))

  test.each(['lattice b.bin', 'ab12ab13', 'constructor'])('%j is not', async (search) =>
    expect(await finds(search)).toBe(false),
  )
})
