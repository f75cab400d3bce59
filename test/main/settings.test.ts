/** What the page can ask of the settings, and what it cannot. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { authoritiesIn } from '../../electron/adapters/http/trust.ts'
import { keepSettings, type SettingsStore } from '../../electron/adapters/settings.ts'
import { Fault } from '../../electron/contract/faults.ts'
import type { Question } from '../../electron/contract/model/question.ts'
import type { Settings } from '../../electron/contract/model/settings.ts'
import { keepChosenFiles } from '../../electron/main/chosen-files.ts'
import { type SettingsNeeds, settingsHandlers } from '../../electron/main/handlers/settings.ts'
import { fakeSecrets } from '../fakes/secrets.ts'

const context = { signal: new AbortController().signal, report: () => {}, task: '' } as never

let folder: string
let store: SettingsStore
let changes: Settings[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-settings-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  store = keepSettings(folder)
  changes = []
})

function open(over: Partial<SettingsNeeds> = {}) {
  const secrets = fakeSecrets()
  const chosen = keepChosenFiles()
  const forgotten: string[] = []
  const asked: Question[] = []
  const handlers = settingsHandlers({
    store,
    secrets,
    chosen,
    instance: {
      open: () => Promise.reject(new Error('nobody signs here')),
      card: () => Promise.reject(new Error('nobody looks here')),
      contacts: () => Promise.reject(new Error('nobody asks here')),
    },
    data: {
      path: folder,
      measure: async () => ({ path: folder, parts: [] }),
      checkIdle: () => {},
      forget: async () => void forgotten.push('all'),
    },
    confirm: async (question) => {
      asked.push(question)
      return true
    },
    isPracticeOnly: false,
    isImported: async (id) => id === 'a'.repeat(64),
    checkAuthorities: async (path) => void (await authoritiesIn(path)),
    testNetwork: async () => ({ host: '', tookMs: 0 }),
    contacts: () => [],
    openFolder: async () => {},
    changed: (settings) => changes.push(settings),
    ...over,
  })
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    const [ref] = chosen.adopt([{ path: join(folder, name), name }])
    if (ref === undefined) throw new Error('no reference')
    return ref
  }
  return { handlers, secrets, forgotten, asked, file }
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no fault',
    (error: unknown) => (error instanceof Fault ? error.code : error),
  )

describe('the instance', () => {
  test.each(['practice', 'public', 'staging', 'a'.repeat(64)])('%s can be chosen', async (instance) => {
    await open().handlers.change({ instance: instance as 'public' }, context)
    expect((await store.read()).settings.instance).toBe(instance)
    expect(changes).toHaveLength(1)
  })

  test('one that is not here cannot', async () => {
    const choice = open().handlers.change({ instance: 'b'.repeat(64) as 'public' }, context)
    expect(await codeOf(choice)).toBe('instance.unknown')
    expect(changes).toEqual([])
  })

  test('where only practice is allowed, nothing else is chosen, and the rest can be', async () => {
    const { handlers } = open({ isPracticeOnly: true })
    expect(await codeOf(handlers.change({ instance: 'public' }, context))).toBe('instance.practice-only')
    await handlers.change({ instance: 'practice', logVersion: 2 }, context)
    expect((await store.read()).settings).toMatchObject({ instance: 'practice', logVersion: 2 })
  })

  test('a change of one thing leaves the others', async () => {
    const { handlers } = open()
    await handlers.change({ instance: 'staging' }, context)
    await handlers.change({ appearance: 'dark', instance: undefined }, context)
    expect((await store.read()).settings).toMatchObject({ instance: 'staging', appearance: 'dark' })
  })
})

describe('the proxy', () => {
  const as = (url: string) => ({ proxy: { use: 'manual' as const, url }, authorities: { take: 'as-is' as const } })
  const proxy = async () => (await store.read()).settings.network.proxy

  test('its password is kept as a secret, and is in no answer', async () => {
    const { handlers, secrets } = open()
    await handlers.changeNetwork(as('http://ada:p%40ss%3A@proxy.example:3128'), context)
    expect(await proxy()).toEqual({ use: 'manual', url: 'http://ada@proxy.example:3128/' })
    expect(secrets.kept.get('proxy-password')?.reveal()).toBe('p@ss:')
    const view = await handlers.get(undefined, context)
    expect(view.hasProxyPassword).toBe(true)
    expect(JSON.stringify(view)).not.toContain('p@ss')
    expect(JSON.stringify(changes)).not.toContain('p%40ss')
  })

  test('a percent sign that is no escape is itself', async () => {
    const { handlers, secrets } = open()
    await handlers.changeNetwork(as('http://ada:100%@proxy.example:3128'), context)
    expect(secrets.kept.get('proxy-password')?.reveal()).toBe('100%')
  })

  test.each([
    ['another host', 'http://ada@evil.example:3128'],
    ['another port', 'http://ada@proxy.example:3129'],
    ['another scheme', 'https://ada@proxy.example:3128'],
    ['another name', 'http://eve@proxy.example:3128'],
    ['no name', 'http://proxy.example:3128'],
  ])('the password does not go to %s', async (_, url) => {
    const { handlers, secrets } = open()
    await handlers.changeNetwork(as('http://ada:mine@proxy.example:3128'), context)
    await handlers.changeNetwork(as(url), context)
    expect(secrets.kept.size).toBe(0)
  })

  test('the password stays where the same proxy is set again, and goes with the proxy', async () => {
    const { handlers, secrets } = open()
    await handlers.changeNetwork(as('http://ada:mine@proxy.example:3128'), context)
    await handlers.changeNetwork(as('http://ada@proxy.example:3128'), context)
    expect(secrets.kept.size).toBe(1)
    await handlers.changeNetwork({ proxy: { use: 'none' }, authorities: { take: 'as-is' } }, context)
    expect(secrets.kept.size).toBe(0)
  })
})

describe('the authorities', () => {
  const system = { use: 'system' as const }

  test('a file without certificates is refused, and what was set stays', async () => {
    const { handlers, file } = open()
    const ref = file('not.pem', 'no certificate')
    const change = handlers.changeNetwork({ proxy: system, authorities: { take: 'file', file: ref } }, context)
    expect(await codeOf(change)).toBe('network.authority-file')
    expect((await store.read()).settings.network).toEqual({ proxy: system })
  })

  test('a file that nobody chose cannot be named', async () => {
    const file = `file-${'0'.repeat(32)}` as never
    const change = open().handlers.changeNetwork({ proxy: system, authorities: { take: 'file', file } }, context)
    expect(await codeOf(change)).toBe('input.unknown-file')
  })

  test('they stay when the proxy changes, and go when they are removed', async () => {
    await store.change((now) => ({ ...now, network: { ...now.network, extraCaPath: '/ca.pem' } }))
    const { handlers } = open()
    await handlers.changeNetwork({ proxy: { use: 'none' }, authorities: { take: 'as-is' } }, context)
    expect((await store.read()).settings.network).toEqual({ proxy: { use: 'none' }, extraCaPath: '/ca.pem' })
    await handlers.changeNetwork({ proxy: { use: 'none' }, authorities: { take: 'none' } }, context)
    expect((await store.read()).settings.network).toEqual({ proxy: { use: 'none' } })
  })
})

describe('to forget everything', () => {
  test('is asked first, with what is deleted', async () => {
    const { handlers, forgotten, asked } = open()
    expect(await handlers.forgetEverything(undefined, context)).toBe('forgotten')
    expect(asked).toMatchObject([{ kind: 'forget-everything', secrets: { where: 'keychain' } }])
    expect(forgotten).toEqual(['all'])
  })

  test('deletes nothing where the answer is no', async () => {
    const { handlers, forgotten } = open({ confirm: async () => false })
    expect(await handlers.forgetEverything(undefined, context)).toBe('refused')
    expect(forgotten).toEqual([])
  })

  test('is not even asked while a session runs', async () => {
    const data = {
      path: folder,
      measure: async () => ({ path: folder, parts: [] }),
      checkIdle() {
        throw new Fault('session.running', {})
      },
      forget: async () => {},
    }
    const { handlers, asked } = open({ data })
    expect(await codeOf(handlers.forgetEverything(undefined, context))).toBe('session.running')
    expect(asked).toEqual([])
  })
})
