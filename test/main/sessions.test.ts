/** The sessions of two processes that share a data folder: a window that stays open, and whoever goes on meanwhile. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { keepJournals } from '../../electron/adapters/journals.ts'
import type { LogVersion } from '../../electron/contract/model/settings.ts'
import type { Ports } from '../../electron/core/ports.ts'
import { makePlan } from '../../electron/core/signing/plan.ts'
import { currentView, keepSessions, type OpenSession, type Sessions } from '../../electron/main/sessions.ts'
import { faultOf } from '../adapters/instances/stand-in.ts'
import { openStage, type Stage } from '../fakes/session-scene.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

function processWith(ports: Ports, asked: (LogVersion | undefined)[] = []): Sessions {
  return keepSessions({
    ports,
    journals: keepJournals(join(stage.folder, 'journal')),
    instance: async (_, logVersion) => {
      asked.push(logVersion)
      return stage.instance
    },
    changed: () => {},
  })
}

const run = (sessions: Sessions, session: OpenSession, receipt = false) =>
  sessions.run(session, {
    existing: undefined,
    choice: undefined,
    receipt,
    task: 'task',
    signal: new AbortController().signal,
    report: () => {},
  })

test('what another process did to a session is seen, and its log stays the one it began with', async () => {
  const paths = [stage.file('a.bin', 'a'), stage.file('b.bin', 'b')]
  const { ports } = await stage.scene(paths, { answers: ['refused'] })
  const asked: (LogVersion | undefined)[] = []
  const window = processWith(ports, asked)
  const opened = window.open(await makePlan(paths, { isPractice: true }, ports.files), stage.instance)
  expect((await faultOf(run(window, opened))).code).toBe('consent.refused')
  expect(await window.get(opened.head.id)).toBe(opened)

  const terminal = processWith(ports)
  const there = await terminal.get(opened.head.id)
  await run(terminal, there)

  const now = currentView(await window.get(opened.head.id))
  expect(now.files).toEqual(currentView(await terminal.get(opened.head.id)).files)
  expect(now).toMatchObject({ state: 'ended', isJournaled: true, result: { files: [{ name: 'a.bin' }, {}] } })
  expect(asked).toEqual([1])
})

test('a session that another process forgot is gone', async () => {
  const paths = [stage.file('a.bin', 'a')]
  const { ports } = await stage.scene(paths)
  const window = processWith(ports)
  const opened = window.open(await makePlan(paths, { isPractice: true }, ports.files), stage.instance)
  await run(window, opened)
  await processWith(ports).forget(opened.head.id)
  expect((await faultOf(window.get(opened.head.id))).code).toBe('input.unknown-session')
})

test('what a receipt cannot say is told before anything is begun, and the wish can be taken back', async () => {
  mkdirSync(join(stage.folder, 'sub'))
  const paths = [stage.file('a.bin', 'a'), stage.file('sub/a.bin', 'another')]
  const { ports, who } = await stage.scene(paths)
  const window = processWith(ports)
  const opened = window.open(await makePlan(paths, { isPractice: true }, ports.files), stage.instance)
  expect(await faultOf(run(window, opened, true))).toMatchObject({ code: 'attestation.same-subject' })
  expect(currentView(opened)).toMatchObject({ state: 'ready', isJournaled: false })
  expect(who.opened).toEqual([])
  const { files, receipt } = await run(window, opened)
  expect(files.map(({ state }) => state)).toEqual(['signed', 'signed'])
  expect(receipt).toBeUndefined()
})

test('a receipt that was wished for is part of the result', async () => {
  const paths = [stage.file('a.bin', 'a')]
  const { ports } = await stage.scene(paths)
  const window = processWith(ports)
  const opened = window.open(await makePlan(paths, { isPractice: true }, ports.files), stage.instance)
  expect((await run(window, opened, true)).receipt).toMatchObject({ state: 'signed' })
})
