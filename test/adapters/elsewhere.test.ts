/** OSS-Fuzz and published scores over HTTP on loopback: asked once it is wanted, remembered for a week, and in bad weather. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createOssFuzz, type OssFuzz } from '../../electron/adapters/oss-fuzz.ts'
import { createPublishedScores, type PublishedScores } from '../../electron/adapters/published-scores.ts'
import { type Answering, openAnswers, publishedAnswer, type Said, servicesAt } from '../fakes/services.ts'

let folder: string
let server: Answering
let answers: Record<string, Said>
let now: Date
const { signal } = new AbortController()
const REPOSITORY = 'github.com/aurora/parse'
const COMMIT = 'a'.repeat(40)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-elsewhere-'))
  now = new Date('2026-11-24T09:00:00Z')
  answers = {}
  server = await openAnswers(answers)
})
afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const services = () =>
  servicesAt({
    now: () => now,
    env: { COUNTERMARK_OSSFUZZ_URL: server.url, COUNTERMARK_SCORECARD_API_URL: server.url },
  })

describe('OSS-Fuzz', () => {
  const LIST = '/status.json'
  const fuzz = (): OssFuzz => createOssFuzz(services(), folder)
  const listed = (...repositories: (string | null)[]): Said => ({
    body: { projects: repositories.map((main_repo) => ({ name: 'one', main_repo, history: [{}] })) },
  })

  it('knows a repository by any way to write its address, and is told of none', async () => {
    for (const address of [
      'https://github.com/aurora/parse',
      'https://GitHub.com/Aurora/Parse.git',
      'git://github.com/aurora/parse.git',
      'https://github.com/aurora/parse/tree/main/lib',
    ]) {
      answers[LIST] = listed(null, '', 'no address', 'https://github.com/aurora', address)
      expect(await fuzz().ask(REPOSITORY, signal)).toMatchObject({ isFuzzed: true })
    }
    answers[LIST] = listed('https://github.com/aurora/parser', 'git@github.com:aurora/parse')
    expect(await fuzz().ask(REPOSITORY, signal)).toMatchObject({ isFuzzed: false })
    expect(new Set(server.asked)).toEqual(new Set([LIST]))
  })

  it('is remembered with its day for a week', async () => {
    expect(await fuzz().known(REPOSITORY)).toBeUndefined()
    answers[LIST] = listed('https://github.com/aurora/parse')
    await fuzz().ask(REPOSITORY, signal)
    now = new Date('2026-11-30T09:00:00Z')
    expect(await fuzz().known(REPOSITORY)).toEqual({ isFuzzed: true, at: '2026-11-24T09:00:00.000Z' })
    expect(await fuzz().known('github.com/aurora/other')).toMatchObject({ isFuzzed: false })
    now = new Date('2026-12-01T09:00:00Z')
    expect(await fuzz().known(REPOSITORY)).toBeUndefined()
    expect(server.asked).toEqual([LIST])
  })

  it.each([
    ['half of a list', { body: '{"projects":[{"main_repo":"https://gi' }, 'evidence.unreadable'],
    ['a list of something else', { body: { projects: [{ main_repo: 7 }] } }, 'evidence.unreadable'],
    ['nothing', { status: 404, body: {} }, 'evidence.unreadable'],
    ['a page', { body: '<html>' }, 'network.captive-portal'],
    ['too many requests', { status: 429, body: '' }, 'network.rate-limited'],
  ])('that answers with %s makes a fault, and what it said before stays', async (_, said, code) => {
    answers[LIST] = listed('https://github.com/aurora/parse')
    const asked = fuzz()
    await asked.ask(REPOSITORY, signal)
    answers[LIST] = said
    await expect(asked.ask(REPOSITORY, signal)).rejects.toMatchObject({ code })
    expect(await asked.known(REPOSITORY)).toMatchObject({ isFuzzed: true })
  })
})

describe('a published score', () => {
  const PATH = `/projects/${REPOSITORY}`
  const scores = (): PublishedScores => createPublishedScores(services(), folder)
  const SAID = publishedAnswer(COMMIT, [{ name: 'License', score: 9, details: ['Info: one'] }])

  it('is read with its day and its commit, and remembered for a week', async () => {
    answers[PATH] = { body: { ...SAID, date: '2026-11-17T04:00:11Z' } }
    const said = await scores().ask(REPOSITORY, signal)
    expect(said).toEqual({
      at: '2026-11-24T09:00:00.000Z',
      score: {
        date: '2026-11-17',
        commit: COMMIT,
        version: 'v5.5.0',
        score: 7.6,
        checks: [{ name: 'License', score: 9, details: ['Info: one'] }],
      },
    })
    now = new Date('2026-11-30T09:00:00Z')
    expect(await scores().known(REPOSITORY)).toEqual(said)
    now = new Date('2026-12-01T09:00:00Z')
    expect(await scores().known(REPOSITORY)).toBeUndefined()
    expect(server.asked).toEqual([PATH])
  })

  it('that is none is remembered too', async () => {
    expect(await scores().ask(REPOSITORY, signal)).toEqual({ at: '2026-11-24T09:00:00.000Z' })
    expect(await scores().known(REPOSITORY)).toEqual({ at: '2026-11-24T09:00:00.000Z' })
  })

  it.each([
    ['of another repository', { ...SAID, repo: { name: 'github.com/aurora/other', commit: COMMIT } }],
    ['of a commit that is none', { ...SAID, repo: { name: REPOSITORY, commit: '--output=x' } }],
    ['of a day that is none', { ...SAID, date: 'yesterday' }],
    ['that is more than there is', { ...SAID, score: 11 }],
    ['of a check that is half', { ...SAID, checks: [{ name: 'License', score: 9.5 }] }],
    ['without checks', { ...SAID, checks: null }],
  ])('%s is refused', async (_, body) => {
    answers[PATH] = { body }
    await expect(scores().ask(REPOSITORY, signal)).rejects.toMatchObject({ code: 'evidence.unreadable' })
    expect(await scores().known(REPOSITORY)).toBeUndefined()
  })
})

describe('what was said', () => {
  it('is known for as long as the run lasts where it cannot be written', async () => {
    // A file in place of the folder: root writes where others may not.
    writeFileSync(join(folder, 'cache'), '')
    chmodSync(folder, 0o500)
    answers['/status.json'] = { body: { projects: [{ main_repo: 'https://github.com/aurora/parse' }] } }
    const fuzz = createOssFuzz(services(), folder)
    await fuzz.ask(REPOSITORY, signal)
    expect(await fuzz.known(REPOSITORY)).toMatchObject({ isFuzzed: true })
    chmodSync(folder, 0o700)
  })

  it('was never said where its file is damaged', async () => {
    mkdirSync(join(folder, 'cache'))
    writeFileSync(join(folder, 'cache', 'oss-fuzz.json'), '{"version":1,"at":"then"}')
    expect(await createOssFuzz(services(), folder).known(REPOSITORY)).toBeUndefined()
    expect(existsSync(join(folder, 'cache', 'oss-fuzz.json'))).toBe(true)
  })
})

describe('an address', () => {
  it('is that of the environment, else that of the settings, else the public one', async () => {
    const endpoints = { osv: 'https://osv.corp.example/osv/' }
    const env = { COUNTERMARK_OSV_URL: 'https://[::1]:8443' }
    expect(await servicesAt({ env, endpoints }).host('osv')).toBe('[::1]:8443')
    expect(await servicesAt({ endpoints }).host('osv')).toBe('osv.corp.example')
    expect(await servicesAt({}).host('osv')).toBe('api.osv.dev')
    const { base } = await servicesAt({ endpoints }).open('osv', signal)
    expect(base).toBe('https://osv.corp.example/osv')
  })

  it.each(['http://osv.example', 'https://ada:secret@osv.example', 'osv.example', 'file:///etc/passwd'])(
    'as %s is asked by nobody, and its place is named',
    async (address) => {
      const inSettings = servicesAt({ endpoints: { 'oss-fuzz': address } })
      await expect(inSettings.open('oss-fuzz', signal)).rejects.toMatchObject({
        code: 'settings.endpoint',
        details: { place: 'settings.json' },
      })
      const inEnvironment = servicesAt({ env: { COUNTERMARK_OSSFUZZ_URL: address } })
      await expect(inEnvironment.open('oss-fuzz', signal)).rejects.toMatchObject({
        details: { place: 'COUNTERMARK_OSSFUZZ_URL' },
      })
    },
  )
})
