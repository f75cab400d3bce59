import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Instances } from '../../../electron/adapters/instances.ts'
import { contactsOf } from '../../../electron/core/signing/recipients.ts'
import { clientTrustConfig, oneService, signingConfigJson } from '../../fakes/instance-texts.ts'
import { trustedRootJson } from '../../fixtures/forge/authority.ts'
import { serve } from '../loopback-server.ts'
import { faultOf, newDataFolder, newRun, signal, toSign, toVerify } from './stand-in.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function put(folder: string, text: string | Buffer, name = 'corp.json'): { path: string } {
  const path = join(folder, name)
  writeFileSync(path, text)
  return { path }
}

async function imported(config = clientTrustConfig()): Promise<{ folder: string; run: Instances; id: string }> {
  const folder = newDataFolder()
  const run = newRun(folder)
  const { id } = await run.import(put(folder, config), { signal })
  return { folder, run, id }
}

describe('a client trust config', () => {
  test('from a file is checked, named by its digest, and kept', async () => {
    const folder = newDataFolder()
    const about = await newRun(folder).import(put(folder, clientTrustConfig()), { signal })
    expect(about).toMatchObject({
      id: sha256(clientTrustConfig()),
      title: 'fulcio.corp.example',
      origin: 'corp.json',
      warnings: [],
    })
    const next = newRun(folder)
    expect(await next.list()).toEqual({ instances: [about], damaged: [] })
    const instance = await next.open(about.id, toSign)
    expect(instance).toMatchObject({ id: about.id, kind: 'imported', isPractice: false, takesAmbientTokens: false })
    expect(instance.trustSource).toEqual({ from: 'imported', date: about.importedAt })
    expect(JSON.parse(readFileSync(instance.trustedRootPath, 'utf8'))).toEqual(trustedRootJson())
    expect(contactsOf(instance, new Date()).map(({ host }) => host)).toEqual([
      'login.corp.example',
      'fulcio.corp.example',
      'tsa.corp.example',
      'rekor.corp.example',
    ])
  })

  test('from an address is the same one, and a key in the address is not kept', async () => {
    const origin = await serve((_, res) => void res.end(clientTrustConfig()))
    const folder = newDataFolder()
    const about = await newRun(folder).import({ url: `${origin}/corp.json?key=42` }, { signal })
    expect(about).toMatchObject({ id: sha256(clientTrustConfig()), origin: `${origin}/corp.json` })
    expect(readFileSync(join(folder, 'instances', `${about.id}.json`), 'utf8')).not.toContain('key=42')
  })

  test('imported twice is there once', async () => {
    const { folder, run } = await imported()
    await run.import(put(folder, clientTrustConfig()), { signal })
    expect((await run.list()).instances).toHaveLength(1)
  })

  test('whose services close later still verifies, and contacts nobody', async () => {
    const end = new Date(Date.now() + 1000).toISOString()
    const caUrls = [
      { ...oneService('https://fulcio.corp.example')[0], validFor: { start: '2026-01-01T00:00:00Z', end } },
    ]
    const { run, id } = await imported(clientTrustConfig({ signingConfig: signingConfigJson({ caUrls }) }))
    const instance = await run.open(id, toVerify)
    expect(instance.trust.ok).toBe(true)
    expect(contactsOf(instance, new Date(Date.parse(end) + 1))).toEqual([])
  })

  test('that is forgotten is gone', async () => {
    const { run, id } = await imported()
    await run.forget(id)
    expect(await run.list()).toEqual({ instances: [], damaged: [] })
    expect((await faultOf(run.open(id, toVerify))).code).toBe('instance.unknown')
    expect((await faultOf(run.forget(id))).code).toBe('instance.unknown')
  })

  test('may have tokens of CI jobs only if that was said', async () => {
    const { run, id } = await imported()
    expect((await run.open(id, { ...toSign, takesAmbientTokens: true })).takesAmbientTokens).toBe(true)
  })

  test('with a key of an unknown kind is taken without it, with a warning', async () => {
    const trustedRoot = trustedRootJson()
    const [log] = trustedRoot.tlogs
    const strange = { ...log, publicKey: { ...log?.publicKey, keyDetails: 'PKIX_OF_THE_FUTURE' } }
    const config = clientTrustConfig({ trustedRoot: { ...trustedRoot, tlogs: [...trustedRoot.tlogs, strange] } })
    const { run } = await imported(config)
    const [about] = (await run.list()).instances
    expect(about?.warnings).toEqual([
      `The log ${trustedRoot.tlogs.length + 1} of the trusted root is left out: its key or certificate is of an unknown kind.`,
    ])
  })
})

describe('a config is refused', () => {
  const config = (over: Record<string, unknown>) => clientTrustConfig({ signingConfig: signingConfigJson(over) })
  const noStart = () => {
    const trustedRoot = trustedRootJson()
    for (const log of trustedRoot.tlogs) Object.assign(log.publicKey, { validFor: {} })
    return clientTrustConfig({ trustedRoot })
  }
  const ended = (url: string) => [
    { ...oneService(url)[0], validFor: { start: '2020-01-01T00:00:00Z', end: '2021-01-01T00:00:00Z' } },
  ]
  const unreadable = 'sigstore.instance-unreadable'

  test.each([
    ['that is not JSON', '<html>', unreadable, 'not JSON'],
    ['that is empty', '', unreadable, 'not JSON'],
    ['that is null', 'null', unreadable, 'no client trust config'],
    ['of another kind', JSON.stringify(trustedRootJson()), unreadable, 'no client trust config'],
    [
      'of another version',
      clientTrustConfig({ mediaType: 'application/vnd.dev.sigstore.clienttrustconfig.v0.9+json' }),
      unreadable,
      'version 0.1',
    ],
    ['without a trusted root', clientTrustConfig({ trustedRoot: undefined }), unreadable, 'missing'],
    ['without a signing config', clientTrustConfig({ signingConfig: undefined }), unreadable, 'missing'],
    [
      'with a signing config of version 0.1',
      config({ mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.1+json' }),
      unreadable,
      'version 0.2',
    ],
    ['with a selector of another time', config({ tsaConfig: { selector: 'SOME' } }), unreadable, 'unknown terms'],
    ['whose trust has no beginning', noStart(), unreadable, 'from when on'],
    [
      'without a certificate authority in its root',
      clientTrustConfig({ trustedRoot: { ...trustedRootJson(), certificateAuthorities: [] } }),
      unreadable,
      'names no certificate authority',
    ],
    ['without a log', config({ rekorTlogUrls: [] }), 'sigstore.no-service', 'no log'],
    ['without a timestamp authority', config({ tsaUrls: [] }), 'sigstore.no-service', 'no timestamp authority'],
    ['without a sign-in', config({ oidcUrls: [] }), 'sigstore.no-service', 'no sign-in'],
    [
      'whose authority has closed',
      config({ caUrls: ended('https://fulcio.corp.example') }),
      'sigstore.no-service',
      'no certificate authority',
    ],
    ['with a service that has no address', config({ tsaUrls: oneService('tsa') }), unreadable, 'no address'],
    [
      'that sends tokens in the open',
      config({ caUrls: oneService('http://fulcio.corp.example') }),
      unreadable,
      'fulcio.corp.example',
    ],
    [
      'that names its authority with a password',
      config({ caUrls: oneService('https://a:b@fulcio.corp.example') }),
      unreadable,
      'fulcio.corp.example',
    ],
  ])('%s', async (_, text, code, words) => {
    const folder = newDataFolder()
    const fault = await faultOf(newRun(folder).import(put(folder, text), { signal }))
    expect(fault.code).toBe(code)
    expect(`${fault.title} ${fault.hint}`).toContain(words)
    expect(`${fault.title} ${fault.hint}`).not.toMatch(/\.\./)
    expect(existsSync(join(folder, 'instances'))).toBe(false)
  })

  test.each([
    ['public', 'oidcUrls', 'caUrls', 'https://fulcio.evil.example'],
    ['staging', 'oidcUrls', 'caUrls', 'https://fulcio.evil.example'],
    ['public', 'caUrls', 'oidcUrls', 'https://login.evil.example'],
    ['staging', 'caUrls', 'oidcUrls', 'https://login.evil.example'],
  ] as const)('that mixes the %s %s with foreign %s', async (id, own, foreign, address) => {
    const folder = newDataFolder()
    const run = newRun(folder)
    const { signingConfig } = await run.open(id, toVerify)
    const known = signingConfig[own].flatMap(({ url }) => oneService(url))
    const mixed = config({ [own]: known, [foreign]: oneService(address) })
    expect((await faultOf(run.import(put(folder, mixed), { signal }))).code).toBe('instance.tokens-astray')
    const beside = config({
      [own]: [...known, ...oneService('https://own.corp.example')],
      [foreign]: oneService(address),
    })
    expect((await faultOf(run.import(put(folder, beside), { signal }))).code).toBe('instance.tokens-astray')
  })

  test('that mixes the practice issuer with a foreign authority', async () => {
    const folder = newDataFolder()
    const run = newRun(folder)
    const { signingConfig } = await run.open('practice', toSign)
    const oidcUrls = signingConfig.oidcUrls.flatMap(({ url }) => oneService(url))
    expect((await faultOf(run.import(put(folder, config({ oidcUrls })), { signal }))).code).toBe(
      'instance.tokens-astray',
    )
  })

  test('that is too long, wherever it comes from', async () => {
    const folder = newDataFolder()
    const long = clientTrustConfig() + ' '.repeat(1_000_000)
    const origin = await serve((_, res) => void res.end(long))
    expect((await faultOf(newRun(folder).import(put(folder, long), { signal }))).code).toBe('files.failed')
    expect((await faultOf(newRun(folder).import({ url: origin }, { signal }))).code).toBe('network.too-large')
  })

  test('that is not text or not there', async () => {
    const folder = newDataFolder()
    const run = newRun(folder)
    expect((await faultOf(run.import(put(folder, Buffer.from([0xff, 0xfe])), { signal }))).hint).toContain('not text')
    expect((await faultOf(run.import({ path: join(folder, 'none.json') }, { signal }))).code).toBe('files.not-found')
    expect((await faultOf(run.import({ path: folder }, { signal }))).code).toBe('files.not-a-file')
  })

  test.each([
    'http://corp.example/c.json',
    'https://user@corp.example/c.json',
    'ftp://corp.example',
    'file:///c.json',
    'c.json',
    '',
  ])('at the address %j', async (url) => {
    expect((await faultOf(newRun(newDataFolder()).import({ url }, { signal }))).code).toBe('instance.address')
  })

  test('when the address leads elsewhere, which is named', async () => {
    const origin = await serve((_, res) => void res.writeHead(302, { location: 'https://elsewhere.example/' }).end())
    const fault = await faultOf(newRun(newDataFolder()).import({ url: origin }, { signal }))
    expect(fault.code).toBe('network.captive-portal')
    expect(fault.hint).toContain('It points to elsewhere.example.')
  })

  test.each([404, 500])('when the address answers %i', async (status) => {
    const origin = await serve((_, res) => void res.writeHead(status).end())
    const fault = await faultOf(newRun(newDataFolder()).import({ url: origin }, { signal }))
    expect(fault).toMatchObject({ code: 'sigstore.answer-unreadable', details: { reason: `status ${status}` } })
  })

  test('when it is cancelled', async () => {
    const folder = newDataFolder()
    const importing = newRun(folder).import(put(folder, clientTrustConfig()), { signal: AbortSignal.abort() })
    expect((await faultOf(importing)).code).toBe('cancelled')
  })
})

describe('what is kept', () => {
  test.each([
    ['cut off', (text: string) => text.slice(0, 50)],
    ['changed', (text: string) => text.replace('fulcio.corp.example\\"', 'fulcio.evil.example\\"')],
    ['of another version', (text: string) => text.replace('"version":1', '"version":2')],
  ])('and %s on disk is set aside, and said', async (_, damage) => {
    const { folder, run, id } = await imported()
    const path = join(folder, 'instances', `${id}.json`)
    const damaged = damage(readFileSync(path, 'utf8'))
    expect(damaged).not.toBe(readFileSync(path, 'utf8'))
    writeFileSync(path, damaged)
    const fault = await faultOf(run.open(id, toVerify))
    expect(fault.code).toBe('instance.damaged')
    expect(readFileSync(join(folder, 'instances', fault.details.name ?? ''), 'utf8')).toBe(damaged)
    expect(await run.list()).toEqual({ instances: [], damaged: [] })
  })

  test('and damaged is named in the list', async () => {
    const { folder, run, id } = await imported()
    writeFileSync(join(folder, 'instances', `${id}.json`), '')
    const { instances, damaged } = await run.list()
    expect([instances, damaged]).toEqual([[], readdirSync(join(folder, 'instances'))])
  })

  test('stands beside foreign files without harm', async () => {
    const { folder, run } = await imported()
    put(join(folder, 'instances'), '{}', 'notes.json')
    mkdirSync(join(folder, 'instances', 'more'))
    expect(await run.list()).toMatchObject({ instances: [{ title: 'fulcio.corp.example' }], damaged: [] })
  })

  test.each(['../practice/keys', '', 'PUBLIC', 'constructor', '0'.repeat(64)])(
    'has no instance named %j',
    async (id) => {
      const run = newRun(newDataFolder())
      expect((await faultOf(run.open(id, toVerify))).code).toBe('instance.unknown')
      expect((await faultOf(run.forget(id))).code).toBe('instance.unknown')
    },
  )
})
