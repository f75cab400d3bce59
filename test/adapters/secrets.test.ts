/** Secrets, with a real Secret Service, with none, and with some that do not answer. */
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { keychainOfNode } from '../../electron/adapters/ask-keychain.ts'
import { createSecrets } from '../../electron/adapters/secrets.ts'
import { Secret } from '../../electron/core/secret.ts'
import { type Keyring, openKeyring, openSessionBus } from '../fakes/keyring.ts'

const PROCESS = join(import.meta.dirname, '../../electron/adapters/keychain-process.ts')

interface Run {
  readonly env: NodeJS.ProcessEnv
  readonly dataFolder?: string
  readonly firstMs?: number
  readonly actMs?: number
  readonly path?: string
}

/** A run of the program in an environment. */
const run = ({ env, dataFolder = '/data', firstMs = 20_000, actMs = 20_000, path = PROCESS }: Run) =>
  createSecrets({
    start: keychainOfNode(path, { ...env, PATH: process.env.PATH }),
    dataFolder,
    platform: process.platform,
    patienceMs: { first: firstMs, act: actMs },
  })

async function service(): Promise<Keyring> {
  const opened = await openKeyring()
  onTestFinished(() => opened.close())
  return opened
}

const MEMORY = { where: 'memory' }

describe('with a Secret Service', () => {
  test('a secret is there for the next run, until it is deleted', async () => {
    const { env } = await service()
    const before = run({ env })
    expect(await before.where()).toEqual({ where: 'keychain', name: 'Secret Service' })
    expect(await before.get('proxy-password')).toBeUndefined()
    await before.set('proxy-password', new Secret('pässword ✓'))
    const after = run({ env })
    expect((await after.get('proxy-password'))?.reveal()).toBe('pässword ✓')
    await after.set('proxy-password', new Secret('another'))
    expect((await run({ env }).get('proxy-password'))?.reveal()).toBe('another')
    await after.delete('proxy-password')
    expect(await run({ env }).get('proxy-password')).toBeUndefined()
  })

  test('to forget deletes those of one data folder, and not those of another', async () => {
    const { env } = await service()
    const [here, elsewhere] = [run({ env }), run({ env, dataFolder: '/data/of/somebody' })]
    await here.set('proxy-password', new Secret('mine'))
    await elsewhere.set('proxy-password', new Secret('theirs'))
    await here.clear()
    expect(await run({ env }).get('proxy-password')).toBeUndefined()
    expect((await elsewhere.get('proxy-password'))?.reveal()).toBe('theirs')
  })

  test('one that stops answering is not waited for: memory keeps the secret, and says so', async () => {
    const opened = await service()
    const secrets = run({ env: opened.env, actMs: 300 })
    await secrets.where()
    opened.stop()
    await secrets.set('proxy-password', new Secret('kept here'))
    expect(await secrets.where()).toEqual({ ...MEMORY, why: 'no-answer' })
    expect((await secrets.get('proxy-password'))?.reveal()).toBe('kept here')
    opened.goOn()
    expect(await run({ env: opened.env, dataFolder: '/other' }).where()).toMatchObject({ where: 'keychain' })
  })
})

describe('without one', () => {
  const inMemory = async (env: NodeJS.ProcessEnv, why: string, firstMs?: number) => {
    const secrets = run({ env, ...(firstMs === undefined ? {} : { firstMs }) })
    expect(await secrets.where()).toEqual({ ...MEMORY, why })
    await secrets.set('proxy-password', new Secret('for this run'))
    expect((await secrets.get('proxy-password'))?.reveal()).toBe('for this run')
    expect(await run({ env, ...(firstMs === undefined ? {} : { firstMs }) }).get('proxy-password')).toBeUndefined()
    await secrets.clear()
    expect(await secrets.get('proxy-password')).toBeUndefined()
  }

  test('no bus: memory keeps a secret as long as the run lasts', () => inMemory({}, 'no-service'))

  test('a bus that would have to be started is not', () =>
    inMemory({ DBUS_SESSION_BUS_ADDRESS: 'autolaunch:' }, 'no-service'))

  test('an address at which nobody is', () =>
    inMemory({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nobody/is/here' }, 'no-service'))

  test('a bus without a Secret Service', async () => {
    const bus = await openSessionBus()
    onTestFinished(() => bus.close())
    await inMemory(bus.env, 'no-service')
  })

  test('a bus that never says a word', async () => {
    const silent = createServer(() => {})
    const path = join(process.env.TMPDIR ?? '/tmp', `countermark-silent-${process.pid}`)
    await new Promise<void>((resolve) => silent.listen(path, resolve))
    onTestFinished(() => void silent.close())
    await inMemory({ DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` }, 'no-answer', 300)
  })

  test('a program for it that cannot be loaded', async () => {
    const secrets = run({ env: {}, path: join(import.meta.dirname, 'no-such-process.ts') })
    expect(await secrets.where()).toEqual({ ...MEMORY, why: 'no-program' })
  })
})
