/** Journals on a real disk, written by sessions that are cut off at every line. */
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Journals, keepJournals } from '../../electron/adapters/journals.ts'
import { SessionId } from '../../electron/contract/model/session.ts'
import { conductSession } from '../../electron/core/signing/conduct-session.ts'
import type { SessionJournal } from '../../electron/core/signing/journal.ts'
import { sessionHead } from '../../electron/core/signing/outcome.ts'
import { makePlan } from '../../electron/core/signing/plan.ts'
import { newSessionState } from '../../electron/core/signing/session-state.ts'
import { LOG, openStage, type Scene, type Stage, to } from '../fakes/session-scene.ts'

const ID = SessionId.parse(`session-${'a'.repeat(32)}`)

let stage: Stage
let folder: string
let journals: Journals

beforeAll(async () => {
  stage = await openStage()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-journal-'))
  journals = keepJournals(folder)
})
afterEach(() => {
  stage.clear()
  rmSync(folder, { recursive: true, force: true })
})
afterAll(() => stage.close())

const pathOf = (id = ID) => join(folder, `${id}.jsonl`)

async function headOf(paths: string[]) {
  const plan = await makePlan(paths, { isPractice: true }, (await stage.scene(paths)).ports.files)
  return { plan, head: sessionHead(ID, plan, { instance: stage.instance, now: new Date() }) }
}

/** Runs a session with its journal, as a host does. */
async function signJournaled(scene: Scene, paths: string[], wrap = (journal: SessionJournal) => journal) {
  const { plan, head } = await headOf(paths)
  const journal = await journals.begin(head)
  try {
    return await conductSession(head, newSessionState(plan.artifacts), {
      instance: stage.instance,
      ports: scene.ports,
      journal: wrap(journal),
      signal: new AbortController().signal,
      report: () => {},
    })
  } finally {
    await journal.close()
  }
}

async function goOn(scene: Scene) {
  const { journal, session } = await journals.goOn(ID)
  try {
    return await conductSession(session.head, session.state, {
      instance: stage.instance,
      ports: scene.ports,
      journal,
      signal: new AbortController().signal,
      report: () => {},
    })
  } finally {
    await journal.close()
  }
}

class PowerCut extends Error {}

describe('a journal', () => {
  test('tells the whole session again, and nothing secret', async () => {
    const paths = [stage.file('a.bin', 'a'), stage.file('b.bin', 'b')]
    const scene = await stage.scene(paths)
    const result = await signJournaled(scene, paths)
    const session = await journals.read(ID)
    expect(session.state.perFile.map((file) => file.save?.path)).toEqual(
      result.files.map((file) => (file.state === 'signed' ? file.bundlePath : '')),
    )
    expect(session.endedAt).toBeDefined()
    expect(readFileSync(pathOf(), 'utf8')).not.toMatch(/eyJ[\w-]+\.eyJ|PRIVATE/)
  })

  test('is told of while something is left to do, and not opened again after that', async () => {
    const paths = [stage.file('a.bin', 'a'), stage.file('b.bin', 'b')]
    const whole = await stage.scene(paths)
    await signJournaled(whole, paths)
    expect(await journals.unfinished()).toEqual({ sessions: [], damaged: [] })
    const text = readFileSync(pathOf(), 'utf8')
    const ended = text.trimEnd().split('\n').at(-1) ?? ''
    // What is not opened cannot be found damaged.
    writeFileSync(pathOf(), `no journal\n${ended}\n`)
    expect(await journals.unfinished()).toEqual({ sessions: [], damaged: [] })

    for (const last of [
      ended.replace('"files":[]', '"files":[{"file":1,"fault":{"code":"cancelled","details":{}}}]'),
      '',
    ]) {
      const lines = text.trimEnd().split('\n').slice(0, -1)
      const cut = lines.filter((line) => !line.includes('"save"') || line.includes('"file":0'))
      writeFileSync(
        pathOf(),
        [...cut, last]
          .filter(Boolean)
          .map((line) => `${line}\n`)
          .join(''),
      )
      const { sessions } = await journals.unfinished()
      expect(sessions.map(({ head }) => head.id)).toEqual([ID])
    }
  })

  test('a line that was torn off by a crash is not missed', async () => {
    const paths = [stage.file('a.bin', 'a')]
    await signJournaled(await stage.scene(paths), paths)
    const before = readFileSync(pathOf(), 'utf8')
    appendFileSync(pathOf(), '{"kind":"did","step":"sa')
    expect((await journals.read(ID)).state.perFile[0]?.save).toBeDefined()
    const { journal } = await journals.goOn(ID)
    await journal.close()
    expect(readFileSync(pathOf(), 'utf8')).toBe(before)
  })

  test.each([
    ['no JSON', 'hello\n'],
    ['another version', '{"kind":"session","version":2}\n'],
    ['a record of another form', '{"kind":"did","step":"save","file":0,"record":{"path":7}}\n'],
    ['an unknown line', '{"kind":"surprise"}\n'],
  ])('a damaged one is set aside whole, and named: %s', async (_, line) => {
    const paths = [stage.file('a.bin', 'a')]
    await signJournaled(await stage.scene(paths), paths)
    const text = line.includes('"session"') ? line : readFileSync(pathOf(), 'utf8') + line
    writeFileSync(pathOf(), text)
    const { sessions, damaged } = await journals.unfinished()
    expect(sessions).toEqual([])
    expect(damaged).toEqual([expect.stringMatching(/\.jsonl\.damaged-/)])
    expect(existsSync(pathOf())).toBe(false)
    expect(readFileSync(join(folder, damaged[0] ?? ''), 'utf8')).toBe(text)
  })

  test('one at a time runs a session', async () => {
    const { head } = await headOf([stage.file('a.bin', 'a')])
    const journal = await journals.begin(head)
    await expect(keepJournals(folder).goOn(ID)).rejects.toMatchObject({ code: 'session.elsewhere' })
    await journal.close()
    const again = await journals.goOn(ID)
    await again.journal.close()
    expect(readdirSync(folder)).toEqual([`${ID}.jsonl`])
  })

  test('what a dead process left behind is taken over', async () => {
    const { head } = await headOf([stage.file('a.bin', 'a')])
    await (await journals.begin(head)).close()
    // No process has this number: it is above what the system gives out.
    writeFileSync(join(folder, `${ID}.4194305-0123456789abcdef`), '')
    const { journal } = await journals.goOn(ID)
    await journal.close()
  })

  test('one that is forgotten is gone, and can be asked for no more', async () => {
    const { head } = await headOf([stage.file('a.bin', 'a')])
    await (await journals.begin(head)).close()
    await journals.forget(ID)
    expect(readdirSync(folder)).toEqual([])
    await expect(journals.goOn(ID)).rejects.toMatchObject({ code: 'input.unknown-session' })
  })
})

/** Cuts the power before the nth line, or right after it has reached the disk. */
function cutting(n: number) {
  let lines = 0
  let isCut = false
  return (journal: SessionJournal): SessionJournal => ({
    append(line) {
      if (isCut || lines++ >= n) {
        isCut = true
        throw new PowerCut()
      }
      journal.append(line)
    },
    async sync() {
      if (isCut) throw new PowerCut()
      await journal.sync()
    },
  })
}

describe('a session that was cut off', () => {
  const LINES = 25

  test('has so many lines for two files', async () => {
    const paths = [stage.file('a.bin', 'a'), stage.file('b.bin', 'b')]
    await signJournaled(await stage.scene(paths), paths)
    // The first is written when the journal begins, and stands outside of the run.
    expect(readFileSync(pathOf(), 'utf8').trimEnd().split('\n')).toHaveLength(1 + LINES)
  })

  test.each(Array.from({ length: LINES }, (_, n) => n))('after line %i goes on to its end', async (n) => {
    const paths = [stage.file('a.bin', 'a'), stage.file('b.bin', 'b')]
    const first = await stage.scene(paths)
    await expect(signJournaled(first, paths, cutting(n))).rejects.toThrow(PowerCut)
    const { state } = await journals.read(ID)
    const second = await stage.scene(paths)
    const result = await goOn(second)
    expect(result.files.map((file) => file.state)).toEqual(['signed', 'signed'])
    for (const path of paths) stage.strangerVerifies(path)
    // With a certificate on record nobody signs in again; what was agreed to is not asked again.
    expect(second.who.opened).toHaveLength(state.once['get-certificate'] ? 0 : 1)
    expect(second.asked).toHaveLength(state.once.consent ? 0 : 1)
    // Nothing is half written, and no line is lost.
    expect(
      readdirSync(stage.folder)
        .filter((name) => !name.endsWith('.practice.sigstore.json'))
        .sort(),
    ).toEqual(['a.bin', 'b.bin'])
    expect((await journals.read(ID)).endedAt).toBeDefined()
  })

  test('the log holds one entry a file, however often it was cut off', async () => {
    const path = stage.file('a.bin', 'a')
    const signatures = new Set<string>()
    const first = await stage.scene([path], {
      tap: (request, real) => {
        if (new URL(request.url).pathname !== LOG) return undefined
        signatures.add(String(request.body))
        // The entry is made, and the process dies before it hears of it.
        return real.request(request).then(() => Promise.reject(new PowerCut()))
      },
    })
    await expect(signJournaled(first, [path])).rejects.toThrow(PowerCut)
    const second = await stage.scene([path])
    await goOn(second)
    for (const request of to(second.requests, LOG)) signatures.add(String(request.body))
    expect(signatures.size).toBe(1)
    expect(second.who.opened).toHaveLength(0)
    stage.strangerVerifies(path)
  })

  test('a file that has changed since is read again, and agreed to again', async () => {
    const path = stage.file('a.bin', 'a')
    const first = await stage.scene([path], {
      onConsent: () => {
        throw new PowerCut()
      },
    })
    await expect(signJournaled(first, [path])).rejects.toThrow(PowerCut)
    stage.file('a.bin', 'another build')
    const second = await stage.scene([path])
    await goOn(second)
    expect(second.asked).toHaveLength(1)
    stage.strangerVerifies(path)
  })
})
