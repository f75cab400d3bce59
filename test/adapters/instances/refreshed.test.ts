import { EventEmitter, once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BUILT_IN } from '../../../electron/core/endpoints.ts'
import { contactsOf } from '../../../electron/core/signing/recipients.ts'
import { chooseServices } from '../../../electron/core/signing/services.ts'
import { oneService, targetsOf } from '../../fakes/instance-texts.ts'
import { trustedRootJson } from '../../fixtures/forge/authority.ts'
import { faultOf, newDataFolder, newRun, standIn, toSign, toVerify } from './stand-in.ts'

const now = () => new Date()
const SHIPPED = join(import.meta.dirname, '../../../resources/trust')

describe('an instance that is opened to sign', () => {
  test('is as its repository has it today', async () => {
    const scene = await standIn()
    const instance = await scene.run().open('public', toSign)
    expect(instance).toMatchObject({ id: 'public', kind: 'public', isPractice: false, clientId: 'sigstore' })
    expect(instance.trustSource).toMatchObject({ from: 'fresh' })
    expect(Date.now() - Date.parse(instance.trustSource.date)).toBeLessThan(60_000)
    expect(chooseServices(instance.signingConfig, now()).logs.map(({ url }) => url)).toEqual([
      'https://rekor.corp.example',
    ])
    expect(JSON.parse(readFileSync(instance.trustedRootPath, 'utf8'))).toEqual(trustedRootJson())
  })

  test('by a repository of one’s own says that it stands in', async () => {
    const scene = await standIn()
    expect((await scene.run().open('public', toSign)).title).toBe('Public good instance (stand-in)')
  })

  test('asks once a run, however many ask', async () => {
    const scene = await standIn()
    const run = scene.run()
    await Promise.all([run.open('public', toSign), run.open('public', toSign), run.refresh('public', toSign.signal)])
    const asked = scene.asked.length
    expect(new Set(scene.asked).size).toBe(asked)
    await run.open('public', toSign)
    expect((await run.open('public', toVerify)).trustSource.from).toBe('fresh')
    expect(scene.asked).toHaveLength(asked)
  })

  test('asks for little in the next run when nothing changed', async () => {
    const scene = await standIn()
    await scene.run().open('public', toSign)
    scene.asked.length = 0
    await scene.run().open('public', toSign)
    expect(scene.asked.filter((path) => !path.startsWith('/targets/'))).toEqual(['/2.root.json', '/timestamp.json'])
  })

  test('takes the log of version 1 by default and that of version 2 by choice', async () => {
    const scene = await standIn()
    const run = scene.run()
    const log = async (logVersion?: 1 | 2) => {
      const { signingConfig } = await run.open('public', { ...toSign, ...(logVersion ? { logVersion } : {}) })
      return chooseServices(signingConfig, now()).logs.map(({ majorApiVersion }) => majorApiVersion)
    }
    expect([await log(), await log(1), await log(2)]).toEqual([[1], [1], [2]])
  })

  test('says when there is no log of version 2 yet', async () => {
    const { 'signing_config_rekor_v2.v0.2.json': _, ...targets } = targetsOf()
    const scene = await standIn(targets)
    const fault = await faultOf(scene.run().open('public', { ...toSign, logVersion: 2 }))
    expect(fault).toMatchObject({ code: 'sigstore.no-service', details: { role: 'log of version 2' } })
  })

  test('names every host that it contacts, its repository first', async () => {
    const scene = await standIn()
    const contacts = contactsOf(await scene.run().open('public', toSign), now())
    expect(contacts.map(({ role, host }) => [role, host])).toEqual([
      ['trust', new URL(scene.mirrors.public?.url ?? '').host],
      ['sign-in', 'login.corp.example'],
      ['certificate', 'fulcio.corp.example'],
      ['timestamp', 'tsa.corp.example'],
      ['log', 'rekor.corp.example'],
    ])
  })

  test('follows its keepers to new keys', async () => {
    const scene = await standIn()
    await scene.run().open('public', toSign)
    scene.repository.rotate()
    scene.repository.release({ targets: targetsOf({ caUrls: oneService('https://fulcio2.corp.example') }) })
    const instance = await scene.run().open('public', toSign)
    expect(chooseServices(instance.signingConfig, now()).certificate.url).toBe('https://fulcio2.corp.example')
    expect(JSON.parse(scene.stored('root.json')).signed.version).toBe(2)
  })

  test.each(['public', 'staging'] as const)('never sends tokens of the real %s instance elsewhere', async (id) => {
    const { signingConfig } = await newRun(newDataFolder()).open(id, toVerify)
    const scene = await standIn(targetsOf({ oidcUrls: signingConfig.oidcUrls.map(({ url }) => oneService(url)[0]) }))
    expect((await faultOf(scene.run().open('public', toSign))).code).toBe('instance.tokens-astray')
    expect(readdirSync(scene.cache())).not.toContain('last-good.json')
  })
})

describe('without a network', () => {
  test.each(['public', 'staging'] as const)(
    '%s verifies by the copy that came with the app, and says so',
    async (id) => {
      const instance = await newRun(newDataFolder()).open(id, toVerify)
      expect(instance).toMatchObject({
        title: BUILT_IN[id].title,
        trustSource: { from: 'shipped' },
        trust: { ok: true },
      })
      expect(instance.trust.warnings).toEqual([])
      const source = JSON.parse(readFileSync(join(SHIPPED, id, 'source.json'), 'utf8'))
      expect(instance.trustSource.date).toBe(`${source.date}T00:00:00.000Z`)
      expect(chooseServices(instance.signingConfig, now()).timestamps).toHaveLength(1)
      expect(JSON.parse(readFileSync(instance.trustedRootPath, 'utf8')).mediaType).toContain('trustedroot')
    },
  )

  test('what was good last is taken, with its date, and nobody is asked', async () => {
    const scene = await standIn()
    const { trustSource } = await scene.run().open('public', toSign)
    scene.asked.length = 0
    const instance = await scene.run().open('public', toVerify)
    expect(instance.trustSource).toEqual({ from: 'stored', date: trustSource.date })
    expect(scene.asked).toEqual([])
  })

  test('signing says who cannot be reached, and verifying goes on', async () => {
    const scene = await standIn()
    await scene.run().open('public', toSign)
    scene.respond = (req) => void req.socket.destroy()
    const run = scene.run()
    expect((await faultOf(run.open('public', toSign))).code).toBe('network.unreachable')
    expect((await run.open('public', toVerify)).trustSource.from).toBe('stored')
    scene.respond = undefined
    expect((await run.open('public', toSign)).trustSource.from).toBe('fresh')
  })

  test('a stand-in that was never reached has nothing to verify with', async () => {
    const scene = await standIn()
    expect((await faultOf(scene.run().open('public', toVerify))).code).toBe('sigstore.instance-unreadable')
  })

  /** As an earlier version of the app left it. */
  function storedAt(date: string): string {
    const dataFolder = newDataFolder()
    const folder = join(dataFolder, 'cache', 'tuf', 'public')
    mkdirSync(folder, { recursive: true })
    const { 'trusted_root.json': trustedRoot, 'signing_config.v0.2.json': signingConfig } = targetsOf()
    const lastGood = { version: 1, date, trustedRoot, signingConfig }
    writeFileSync(join(folder, 'last-good.json'), JSON.stringify(lastGood))
    return dataFolder
  }

  test('the newer of what is stored and what is shipped is taken', async () => {
    const stored = await newRun(storedAt('2099-01-01T00:00:00.000Z')).open('public', toVerify)
    expect(stored.trustSource).toEqual({ from: 'stored', date: '2099-01-01T00:00:00.000Z' })
    const shipped = await newRun(storedAt('2025-01-01T00:00:00.000Z')).open('public', toVerify)
    expect(shipped.trustSource.from).toBe('shipped')
  })

  test.each([
    ['cut off', (text: string) => text.slice(0, 100)],
    ['empty', () => ''],
    ['of another version', (text: string) => text.replace('"version":1', '"version":2')],
    ['with a root that cannot be read', (text: string) => text.replace('certificateAuthorities', 'authorities')],
  ])('stored data that is %s is set aside, and said', async (_, damage) => {
    const dataFolder = storedAt('2099-01-01T00:00:00.000Z')
    const folder = join(dataFolder, 'cache', 'tuf', 'public')
    const damaged = damage(readFileSync(join(folder, 'last-good.json'), 'utf8'))
    writeFileSync(join(folder, 'last-good.json'), damaged)
    const run = newRun(dataFolder)
    const { trustSource } = await run.open('public', toVerify)
    const [name = ''] = readdirSync(folder).filter((file) => file.startsWith('last-good.json.damaged-'))
    expect(trustSource).toMatchObject({ from: 'shipped', note: expect.stringContaining(name) })
    expect(readFileSync(join(folder, name), 'utf8')).toBe(damaged)
    expect((await run.open('public', toVerify)).trustSource).toEqual(trustSource)
  })

  test('a data folder that takes no files does not keep anybody from verifying', async () => {
    const dataFolder = join(newDataFolder(), 'a-file')
    writeFileSync(dataFolder, '')
    expect((await newRun(dataFolder).open('public', toVerify)).trustSource.from).toBe('shipped')
  })
})

describe('cancelling', () => {
  test('ends a refresh that nobody waits for any more, and only then', async () => {
    const scene = await standIn()
    const held = new EventEmitter()
    scene.respond = (_, res) => void held.emit('asked', res)
    const [first, second] = [new AbortController(), new AbortController()]
    const run = scene.run()
    const asked = once(held, 'asked')
    const one = faultOf(run.open('public', { ...toSign, signal: first.signal }))
    const two = run.open('public', { ...toSign, signal: second.signal })
    const [response] = await asked
    first.abort()
    expect((await one).code).toBe('cancelled')
    scene.respond = undefined
    response.writeHead(404).end()
    expect((await two).trustSource.from).toBe('fresh')
  })

  test('breaks the request off', async () => {
    const scene = await standIn()
    const held = new EventEmitter()
    scene.respond = (req) => {
      req.socket.once('close', () => held.emit('gone'))
      held.emit('asked')
    }
    const controller = new AbortController()
    const [asked, gone] = [once(held, 'asked'), once(held, 'gone')]
    const opening = faultOf(scene.run().open('public', { ...toSign, signal: controller.signal }))
    await asked
    controller.abort()
    expect((await opening).code).toBe('cancelled')
    await gone
  })

  test('before it begins asks nobody', async () => {
    const scene = await standIn()
    expect((await faultOf(scene.run().open('public', { ...toSign, signal: AbortSignal.abort() }))).code).toBe(
      'cancelled',
    )
    expect(scene.asked).toEqual([])
  })
})
