import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { targetsOf } from '../../fakes/instance-texts.ts'
import { tufRepository } from '../../fakes/tuf-repository.ts'
import { faultOf, newDataFolder, newRun, type StandIn, standIn, toSign, toVerify } from './stand-in.ts'

const targets = targetsOf()
const page = '<!DOCTYPE html><title>Welcome to our network</title>'

const everywhere = (scene: StandIn, status: number, text: string) => {
  scene.respond = (_, res) => void res.writeHead(status).end(text)
}
const only = (scene: StandIn, pattern: RegExp, status: number, text = '') => {
  scene.respond = (req, res) => {
    const path = req.url ?? ''
    const own = scene.repository.files.get(path)
    if (pattern.test(path)) res.writeHead(status, { location: 'https://elsewhere.example/' }).end(text)
    else res.writeHead(own === undefined ? 404 : 200).end(own ?? '')
  }
}
/** The same metadata with another word in it, so that its signature is wrong. */
const reword = ({ repository: { files } }: StandIn, path: string, from: string | RegExp, to: string) => {
  const text = files.get(path) ?? ''
  expect(text).toMatch(from)
  files.set(path, text.replace(from, to))
}
/** Another repository with the keys of nobody who is known. */
const stranger = (scene: StandIn) => {
  const other = tufRepository()
  other.release({ targets, version: 9 })
  for (const [path, text] of other.files) if (!path.endsWith('.root.json')) scene.repository.files.set(path, text)
}
const runOut = (role: 'root' | 'timestamp' | 'snapshot' | 'targets') => (scene: StandIn) =>
  scene.repository.release({ targets, expiresInHours: { [role]: -1 } })

const cases: [string, (scene: StandIn) => void, string][] = [
  ['whose timestamp has run out', runOut('timestamp'), 'trust.expired'],
  ['whose snapshot has run out', runOut('snapshot'), 'trust.expired'],
  ['whose list of targets has run out', runOut('targets'), 'trust.expired'],
  ['whose newest root has run out', runOut('root'), 'trust.expired'],
  ['that went back', ({ repository }) => repository.release({ targets, version: 4 }), 'trust.rolled-back'],
  ['signed by a stranger', stranger, 'trust.signature-wrong'],
  [
    'whose timestamp was changed',
    (scene) => {
      scene.repository.release({ targets })
      reword(scene, '/timestamp.json', /"version":6/, '"version":7')
    },
    'trust.signature-wrong',
  ],
  [
    'whose snapshot was changed',
    (scene) => {
      scene.repository.release({ targets })
      reword(scene, '/6.snapshot.json', '1.0.31', '1.0.30')
    },
    'trust.signature-wrong',
  ],
  [
    'with a new root that nobody signed',
    (scene) => {
      scene.repository.rotate()
      reword(scene, '/2.root.json', '1.0.31', '1.0.30')
    },
    'trust.signature-wrong',
  ],
  [
    'whose trusted root was changed',
    (scene) => {
      const files = scene.repository.files
      for (const path of files.keys()) if (path.endsWith('.trusted_root.json')) reword(scene, path, 'a', 'b')
    },
    'trust.signature-wrong',
  ],
  ['without a trusted root', ({ repository }) => repository.release({ targets: {} }), 'trust.incomplete'],
  ['without its timestamp', ({ repository }) => void repository.files.delete('/timestamp.json'), 'trust.incomplete'],
  [
    'without its snapshot',
    ({ repository }) => {
      repository.release({ targets })
      repository.files.delete('/6.snapshot.json')
    },
    'trust.incomplete',
  ],
  ['that lists a file it does not have', (scene) => only(scene, /trusted_root/, 404), 'trust.incomplete'],
  ['behind a page that answers everything', (scene) => everywhere(scene, 200, page), 'network.captive-portal'],
  ['behind a page for its timestamp', (scene) => only(scene, /timestamp/, 200, page), 'network.captive-portal'],
  ['behind a page for its targets', (scene) => only(scene, /targets\//, 200, page), 'network.captive-portal'],
  ['that leads elsewhere', (scene) => only(scene, /timestamp/, 302), 'network.captive-portal'],
  ['that is out of order', (scene) => everywhere(scene, 503, ''), 'sigstore.answer-unreadable'],
  [
    'that answers without end',
    (scene) => only(scene, /timestamp/, 200, `{${' '.repeat(20_000)}}`),
    'network.too-large',
  ],
  ['whose metadata is no metadata', (scene) => only(scene, /timestamp/, 200, '{}'), 'trust.signature-wrong'],
  [
    'whose metadata is broken off',
    (scene) => only(scene, /timestamp/, 200, '{"signed":'),
    'sigstore.answer-unreadable',
  ],
  [
    'with a target of absurd length',
    ({ repository }) =>
      repository.release({ targets: { ...targets, 'trusted_root.json': `{${' '.repeat(1_000_001)}}` } }),
    'network.too-large',
  ],
  [
    'with a trusted root that this version cannot read',
    ({ repository }) => repository.release({ targets: { ...targets, 'trusted_root.json': '{}' } }),
    'sigstore.instance-unreadable',
  ],
  [
    'with a signing config of another version',
    ({ repository }) => {
      const config = targets['signing_config.v0.2.json'].replace('v0.2+json', 'v0.9+json')
      repository.release({ targets: { ...targets, 'signing_config.v0.2.json': config } })
    },
    'sigstore.instance-unreadable',
  ],
]

describe('a repository', () => {
  test.each(cases)('%s is refused with its reason, and what is stored stays', async (_, spoil, code) => {
    const scene = await standIn()
    scene.repository.release({ targets, version: 5 })
    const { trustSource } = await scene.run().open('public', toSign)
    const before = scene.stored('last-good.json')
    spoil(scene)
    const run = scene.run()
    const fault = await faultOf(run.open('public', toSign))
    expect(fault.code).toBe(code)
    expect(`${fault.title} ${fault.hint}`).not.toMatch(/\{\w+\}|undefined|Error:/)
    expect(scene.stored('last-good.json')).toBe(before)
    expect((await run.open('public', toVerify)).trustSource).toEqual({ from: 'stored', date: trustSource.date })
  })

  test.each(cases)('%s is refused at the first start too, and nothing is stored', async (what, spoil, code) => {
    const scene = await standIn()
    scene.repository.release({ targets, version: 5 })
    spoil(scene)
    // Who has never been there cannot know that it was newer.
    if (code === 'trust.rolled-back') return void (await scene.run().open('public', toSign))
    expect((await faultOf(scene.run().open('public', toSign))).code, what).toBe(code)
    expect(readdirSync(scene.cache())).not.toContain('last-good.json')
  })

  test('that recovers is taken again in the same run', async () => {
    const scene = await standIn()
    const run = scene.run()
    everywhere(scene, 503, '')
    await faultOf(run.open('public', toSign))
    scene.respond = undefined
    expect((await run.open('public', toSign)).trustSource.from).toBe('fresh')
  })
})

describe('damaged metadata on disk', () => {
  test.each([
    ['a root that is cut off', 'root.json', (text: string) => text.slice(0, 40)],
    ['a root whose signature is wrong', 'root.json', (text: string) => text.replace('1.0.31', '1.0.30')],
    ['an empty root', 'root.json', () => ''],
    ['a timestamp that is cut off', 'timestamp.json', (text: string) => text.slice(0, 40)],
    ['a snapshot whose signature is wrong', 'snapshot.json', (text: string) => text.replace('1.0.31', '1.0.30')],
    ['an empty list of targets', 'targets.json', () => ''],
  ])('is no obstacle: %s', async (_, name, damage) => {
    const scene = await standIn()
    scene.repository.rotate()
    scene.repository.release({ targets })
    await scene.run().open('public', toSign)
    const path = join(scene.cache(), name)
    const whole = readFileSync(path, 'utf8')
    writeFileSync(path, damage(whole))
    expect((await scene.run().open('public', toSign)).trustSource.from).toBe('fresh')
    expect(readFileSync(path, 'utf8')).toBe(whole)
    const aside = readdirSync(scene.cache()).filter((file) => file.startsWith('root.json.damaged-'))
    expect(aside).toHaveLength(name === 'root.json' ? 1 : 0)
  })
})

describe('a mirror', () => {
  test.each(['http://mirror.example', 'https://user@mirror.example', 'ftp://mirror.example', 'mirror'])(
    'at %s is refused',
    async (url) => {
      const run = newRun(newDataFolder(), { public: { url } })
      expect((await faultOf(run.open('public', toSign))).code).toBe('instance.address')
      expect((await run.open('staging', toVerify)).trustSource.from).toBe('shipped')
    },
  )

  test.each(['public', 'staging'] as const)('of %s is judged by the root that came with the app', async (id) => {
    const scene = await standIn()
    const { url = '' } = scene.mirrors.public ?? {}
    const run = newRun(scene.dataFolder, { [id]: { url } })
    // A root that has run out in the meantime is told before the metadata that it did not sign.
    const { code } = await faultOf(run.open(id, toSign))
    expect(['trust.signature-wrong', 'trust.expired']).toContain(code)
    expect((await run.open(id, toVerify)).trustSource.from).toBe('shipped')
  })

  test('with a root that is not there or is no root is refused in words', async () => {
    const scene = await standIn()
    const path = scene.mirrors.public?.rootPath ?? ''
    writeFileSync(path, '{"signed":{}}')
    expect((await faultOf(scene.run().open('public', toSign))).code).toBe('sigstore.instance-unreadable')
    const missing = newRun(scene.dataFolder, { public: { rootPath: join(scene.dataFolder, 'none.json') } })
    expect((await faultOf(missing.open('public', toSign))).hint).toContain('none.json')
  })
})
