/** The settings of the app are those of the command line. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { keychainOfNode } from '../../electron/adapters/ask-keychain.ts'
import { createSecrets } from '../../electron/adapters/secrets.ts'
import { DEFAULT_SETTINGS } from '../../electron/adapters/settings.ts'
import type { Settings } from '../../electron/contract/model/settings.ts'
import { Secret } from '../../electron/core/secret.ts'
import { standIn } from '../adapters/instances/stand-in.ts'
import { clientTrustConfig, targetsOf } from '../fakes/instance-texts.ts'
import { openKeyring } from '../fakes/keyring.ts'
import { type Desk, openDesk } from './command.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
  desk.file('a.bin', 'a')
})
afterEach(() => desk.clear())

const store = (text: string): void => {
  mkdirSync(desk.data, { recursive: true })
  writeFileSync(join(desk.data, 'settings.json'), text)
}
const choose = (over: Partial<Settings>) => store(JSON.stringify({ version: 1, ...DEFAULT_SETTINGS, ...over }))

describe('without --instance', () => {
  test('nothing is signed while none is chosen', async () => {
    for (const settings of [undefined, {}]) {
      if (settings) choose(settings)
      const { code, json } = await desk.run(['sign', 'a.bin', '--json'])
      expect(code).toBe(2)
      expect(json()).toMatchObject({ fault: { code: 'input.no-instance' } })
    }
  })

  test('the chosen instance is used, and named', async () => {
    choose({ instance: 'practice' })
    const { code, err } = await desk.run(['sign', 'a.bin'])
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('the settings name: practice.') })
    expect(readdirSync(desk.folder)).toContain('a.bin.practice.sigstore.json')
  })

  test('an instance that was imported and forgotten is said to be unknown', async () => {
    choose({ instance: 'a'.repeat(64) })
    const { code, json } = await desk.run(['sign', 'a.bin', '--json'])
    expect(code).toBe(2)
    expect(json()).toMatchObject({ fault: { code: 'instance.unknown' } })
  })

  test('an imported instance is used by its digest', async () => {
    const path = desk.file('corp.json', clientTrustConfig())
    await desk.run(['sign', 'a.bin', '--instance', path])
    const [name = ''] = readdirSync(join(desk.data, 'instances'))
    choose({ instance: name.replace('.json', '') as 'public' })
    const { json } = await desk.run(['sign', 'a.bin', '--json'])
    // Nobody is at this terminal: that it comes to this means that the instance was opened.
    expect(json()).toMatchObject({
      fault: { code: 'input.consent-needed', details: { instance: 'fulcio.corp.example' } },
    })
  })
})

test('--instance goes before the settings', async () => {
  choose({ instance: 'public' })
  const { code, err } = await desk.run(['sign', 'a.bin', '--instance', 'practice'])
  expect(code).toBe(0)
  expect(err).not.toContain('the settings name')
})

test('the version of the public log is that of the settings', async () => {
  // A public instance that has no log of version 2.
  const { 'signing_config_rekor_v2.v0.2.json': _, ...targets } = targetsOf()
  const { mirrors } = await standIn(targets)
  const env = {
    COUNTERMARK_PUBLIC_TUF_URL: mirrors.public?.url ?? '',
    COUNTERMARK_PUBLIC_TUF_ROOT: mirrors.public?.rootPath ?? '',
  }
  const faultWith = async (logVersion: 1 | 2) => {
    choose({ instance: 'public', logVersion })
    return (await desk.run(['sign', 'a.bin', '--json'], { env })).json().fault
  }
  expect(await faultWith(1)).toMatchObject({ code: 'input.consent-needed' })
  expect(await faultWith(2)).toMatchObject({ code: 'sigstore.no-service', details: { role: 'log of version 2' } })
})

test('the way to the network is that of the settings, unless the environment names another', async () => {
  const nobody = 'http://127.0.0.1:9'
  choose({ instance: 'public', network: { proxy: { use: 'manual', url: nobody } } })
  const env = { COUNTERMARK_PUBLIC_TUF_URL: 'https://tuf.countermark.test' }
  const proxyOf = async (more: Record<string, string>) => {
    const { json } = await desk.run(['sign', 'a.bin', '--json'], { env: { ...env, ...more } })
    const { code, details } = json().fault as { code: string; details: { proxy: string } }
    return [code, details.proxy]
  }
  expect(await proxyOf({})).toEqual(['network.proxy-unreachable', '127.0.0.1:9'])
  expect(await proxyOf({ https_proxy: 'http://127.0.0.1:10' })).toEqual(['network.proxy-unreachable', '127.0.0.1:10'])
})

test('the password of the proxy comes from the keychain', async () => {
  const keyring = await openKeyring()
  onTestFinished(() => keyring.close())
  const heard: (string | undefined)[] = []
  const proxy = createServer().on('connect', (request, socket) => {
    heard.push(request.headers['proxy-authorization'])
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void proxy.close())
  const start = keychainOfNode(join(import.meta.dirname, '../../out/cli/keychain-process.mjs'), keyring.env)
  const secrets = createSecrets({ start, dataFolder: desk.data, platform: process.platform })
  await secrets.set('proxy-password', new Secret('p@ss'))
  expect(await secrets.where()).toMatchObject({ where: 'keychain' })

  const { port } = proxy.address() as AddressInfo
  const { DBUS_SESSION_BUS_ADDRESS = '', XDG_RUNTIME_DIR = '' } = keyring.env
  choose({ instance: 'public', network: { proxy: { use: 'manual', url: `http://ada@127.0.0.1:${port}/` } } })
  const env = { COUNTERMARK_PUBLIC_TUF_URL: 'https://tuf.countermark.test', DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR }
  await desk.run(['sign', 'a.bin'], { env })
  expect([...new Set(heard)]).toEqual([`Basic ${Buffer.from('ada:p@ss').toString('base64')}`])
})

test('damaged settings are set aside and said; those of a newer version are left alone', async () => {
  store('{')
  const damaged = await desk.run(['sign', 'a.bin'])
  expect(damaged.code).toBe(2)
  expect(damaged.err).toMatch(/settings\.json\.damaged-\d{8}T\d{6}Z/)
  store('{"version":7}')
  const newer = await desk.run(['sign', 'a.bin'])
  expect(newer.code).toBe(2)
  expect(newer.err).toContain('those of a newer Countermark')
  expect(readFileSync(join(desk.data, 'settings.json'), 'utf8')).toBe('{"version":7}')
})
