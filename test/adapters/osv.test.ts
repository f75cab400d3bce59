/** OSV over HTTP on loopback: in batches, page by page, remembered, and in bad weather. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createOsv, type Osv } from '../../electron/adapters/osv.ts'
import type { LockedPackage } from '../../electron/contract/model/advisory.ts'
import { type FakeOsv, type OsvKnowledge, openOsv } from '../fakes/osv.ts'
import { servicesAt } from '../fakes/services.ts'

let folder: string
let server: FakeOsv
let now: Date

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-osv-'))
  now = new Date('2026-11-24T09:00:00Z')
})
afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function osvOf(knowledge: OsvKnowledge): Promise<Osv> {
  server = await openOsv(knowledge)
  return createOsv(servicesAt({ now: () => now, env: { COUNTERMARK_OSV_URL: server.url } }), folder)
}

const npm = (name: string, version = '1.0.0'): LockedPackage => ({
  ecosystem: 'npm',
  name,
  version,
  path: 'package-lock.json',
})
const { signal } = new AbortController()

describe('OSV', () => {
  it('is asked in batches, and page by page', async () => {
    const osv = await osvOf({ packages: { 'npm p7 1.0.0': ['A-1', 'A-2', 'A-3'] }, pageSize: 2 })
    const { advisories } = await osv.ask(
      Array.from({ length: 2_300 }, (_, i) => npm(`p${i}`)),
      signal,
    )
    expect(advisories.map(({ id }) => id)).toEqual(['A-1', 'A-2', 'A-3'])
    expect(server.asked.map((one) => one.length).sort((a, b) => b - a)).toEqual([1000, 1000, 300, 1])
  })

  it('is asked about a commit where there is no version, and what it says is told of the first name', async () => {
    const commit = 'c0ffee1a2b3c4d5e6f708192a3b4c5d6e7f80912'
    const osv = await osvOf({ packages: { [`commit ${commit}`]: ['OSV-1'] } })
    const said = await osv.ask([npm('a'), { ...npm('git', ''), commit }], signal)
    expect(server.asked).toEqual([['npm a 1.0.0', `commit ${commit}`]])
    expect(said.advisories).toEqual([
      { id: 'OSV-1', aliases: [], packages: ['git c0ffee1a2b3c'], path: 'package-lock.json' },
    ])
    expect(await osv.known([{ ...npm('other', ''), commit }])).toMatchObject({
      advisories: [{ packages: ['other c0ffee1a2b3c'] }],
    })
  })

  it('is asked once, and again after a day; what it said holds for a week', async () => {
    const osv = await osvOf({ packages: { 'npm a 1.0.0': ['GHSA-1'] }, aliases: { 'GHSA-1': ['CVE-1'] } })
    expect(await osv.known([npm('a')])).toBeUndefined()
    const said = await osv.ask([npm('a')], signal)
    expect(said.advisories).toEqual([
      { id: 'GHSA-1', aliases: ['CVE-1'], packages: ['a 1.0.0'], path: 'package-lock.json' },
    ])
    expect(await osv.known([npm('a')])).toEqual(said)
    expect(await osv.known([npm('a'), npm('b')])).toBeUndefined()
    await osv.ask([npm('a'), npm('b')], signal)
    expect(server.asked).toEqual([['npm a 1.0.0'], ['npm b 1.0.0']])
    now = new Date('2026-11-30T09:00:00Z')
    expect((await osv.known([npm('a')]))?.at).toBe('2026-11-24T09:00:00.000Z')
    now = new Date('2026-12-02T09:00:00Z')
    expect(await osv.known([npm('a')])).toBeUndefined()
  })

  it('says nothing of the library of Go: which version builds a project is not known', async () => {
    const osv = await osvOf({ packages: { 'npm a 1.0.0': ['GHSA-1'], 'Go stdlib 1.20': ['GO-1'] } })
    const packages = [npm('a'), { ecosystem: 'Go', name: 'stdlib', version: '1.20', path: 'go.mod' }]
    expect((await osv.ask(packages, signal)).advisories.map(({ id }) => id)).toEqual(['GHSA-1'])
  })

  it('is asked anew where the cache is damaged', async () => {
    const osv = await osvOf({ packages: {} })
    await osv.ask([npm('a')], signal)
    const path = join(folder, 'cache', 'osv.json')
    writeFileSync(path, readFileSync(path, 'utf8').slice(1))
    expect(await osv.known([npm('a')])).toBeUndefined()
  })

  it.each([
    ['a page of something else', 200, '<html>', 'network.captive-portal'],
    ['fewer answers than questions', 200, '{"results":[]}', 'evidence.unreadable'],
    ['nothing of its kind', 200, '{"results":[{"vulns":[{"id":7}]}]}', 'evidence.unreadable'],
    ['a refusal', 400, '{}', 'evidence.unreadable'],
    ['too many requests', 429, '', 'network.rate-limited'],
  ])('that answers with %s makes a fault, and nothing is kept', async (_, status, body, code) => {
    const osv = await osvOf({ packages: {}, instead: () => ({ status, body }) })
    await expect(osv.ask([npm('a')], signal)).rejects.toMatchObject({ code })
    expect(await osv.known([npm('a')])).toBeUndefined()
  })

  it('whose pages have no end is given up', async () => {
    const body = '{"results":[{"vulns":[],"next_page_token":"x"}]}'
    const osv = await osvOf({ packages: {}, instead: () => ({ status: 200, body }) })
    await expect(osv.ask([npm('a')], signal)).rejects.toMatchObject({ code: 'evidence.unreadable' })
  })

  it('at an address that is not confidential is not asked', async () => {
    await osvOf({ packages: {} })
    const osv = createOsv(servicesAt({ env: { COUNTERMARK_OSV_URL: 'http://osv.example' } }), folder)
    await expect(osv.ask([npm('a')], signal)).rejects.toMatchObject({ code: 'settings.endpoint' })
  })
})
