import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHttp } from '../../../electron/adapters/http.ts'
import { type GithubsRoot, githubsRoot } from '../../../electron/adapters/instances/githubs-root.ts'
import { GITHUBS_TRUSTED_ROOT, openGithubsRepository } from '../../fakes/githubs-repository.ts'
import { faultOf, newDataFolder } from './stand-in.ts'

const { signal } = new AbortController()

async function standIn(targets?: Record<string, string>) {
  const folder = newDataFolder()
  const { repository, mirror, asked, close } = await openGithubsRepository(folder, targets)
  onTestFinished(close)
  /** One run of the program. */
  const run = (): GithubsRoot => {
    const allowed = new Set<string>()
    return githubsRoot({
      folder,
      http: createHttp({ isAllowed: ({ host }) => allowed.has(host) }),
      clock: { now: () => new Date(), sleep: async () => {} },
      mirrors: { github: mirror },
      allow: ({ host }) => allowed.add(host),
    })
  }
  return { repository, folder, asked, run }
}

describe('the trusted root of GitHub\u2019s own instance', () => {
  test('is not here before it was asked for', async () => {
    const scene = await standIn()
    expect(await scene.run().known()).toBeUndefined()
    expect(scene.asked).toEqual([])
  })

  test('is got once a run, needs no services beside it, and is kept for the next one', async () => {
    const scene = await standIn()
    const run = scene.run()
    const [got] = await Promise.all([run.refresh(signal), run.refresh(signal)])
    expect(got).toMatchObject({ id: 'github', kind: 'github', source: { from: 'fresh' }, text: GITHUBS_TRUSTED_ROOT })
    expect(scene.asked.filter((path) => path === '/timestamp.json')).toHaveLength(1)
    expect(await run.known()).toBe(got)
    scene.asked.length = 0
    expect(await scene.run().known()).toMatchObject({ source: { from: 'stored' }, text: GITHUBS_TRUSTED_ROOT })
    expect(scene.asked).toEqual([])
  })

  test('is refused where the repository is not of those keepers, or has no such file', async () => {
    const stranger = await standIn()
    stranger.repository.files.set('/timestamp.json', '{"signed":{},"signatures":[]}')
    expect((await faultOf(stranger.run().refresh(signal))).code).toMatch(/^(trust|sigstore)\./)
    expect(await stranger.run().known()).toBeUndefined()
    const empty = await standIn({ 'other.json': '{}' })
    expect(await faultOf(empty.run().refresh(signal))).toMatchObject({
      code: 'trust.incomplete',
      details: { what: 'trusted_root.json' },
    })
    const unreadable = await standIn({ 'trusted_root.json': '{}' })
    expect((await faultOf(unreadable.run().refresh(signal))).code).toBe('sigstore.instance-unreadable')
    expect(await unreadable.run().known()).toBeUndefined()
  })

  test('that is damaged on disk is as good as none', async () => {
    const scene = await standIn()
    await scene.run().refresh(signal)
    const [cache = ''] = readdirSync(scene.folder).filter((name) => name.startsWith('github'))
    writeFileSync(join(scene.folder, cache, 'last-good.json'), '{"version":1')
    expect(await scene.run().known()).toBeUndefined()
    expect(await scene.run().refresh(signal)).toMatchObject({ text: GITHUBS_TRUSTED_ROOT })
  })

  test('begins with the keepers that GitHub\u2019s own client begins with', async () => {
    const { default: root } = await import('../../../resources/trust/github/root.json')
    expect(root.signed._type).toBe('root')
    const run = githubsRoot({
      folder: newDataFolder(),
      http: createHttp({ isAllowed: () => false }),
      clock: { now: () => new Date(), sleep: async () => {} },
      mirrors: {},
      allow: () => {},
    })
    expect(run.whom()).toEqual({ title: 'GitHub', host: 'tuf-repo.github.com' })
    expect((await faultOf(run.refresh(signal))).code).toMatch(/^network\./)
  })
})
