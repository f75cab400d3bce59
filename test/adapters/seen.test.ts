import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepSeen } from '../../electron/adapters/seen.ts'
import type { Sighting } from '../../electron/contract/model/seen.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-seen-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const NAME = 'pkg:npm/left-pad'
const by = (version: string, name = 'ada@lovelace.example'): Sighting => ({
  version,
  at: '2026-11-23T10:00:00.000Z',
  kind: 'signature',
  signer: { kind: 'email', name, issuer: 'https://accounts.google.com' },
})
const look = async (sighting: Sighting | undefined) => {
  const { remembered, problem } = await keepSeen(folder).compare([{ name: NAME, sighting }])
  return { is: remembered[0]?.is, problem: problem?.code }
}
const file = () => readFileSync(join(folder, 'seen.json'), 'utf8')

describe('what was seen of packages', () => {
  it('is remembered from one run to the next', async () => {
    expect(await look(by('1'))).toEqual({ is: 'first' })
    expect(await look(by('2'))).toEqual({ is: 'same' })
    expect(JSON.parse(file())).toMatchObject({ version: 1, packages: { [NAME]: [{ version: '1' }, { version: '2' }] } })
  })

  it('does not change by a change: that has to be accepted, with a reason', async () => {
    await look(by('1'))
    expect(await look(by('2', 'eve@example.org'))).toEqual({ is: 'changed' })
    expect(await look(by('2', 'eve@example.org'))).toEqual({ is: 'changed' })
    await keepSeen(folder).accept(NAME, by('2', 'eve@example.org'), 'Eve took over, says the project.')
    expect(await look(by('2', 'eve@example.org'))).toEqual({ is: 'accepted' })
    expect(await look(by('3', 'eve@example.org'))).toEqual({ is: 'same' })
    expect(file()).toContain('Eve took over')
  })

  it('misses evidence that used to be there', async () => {
    await look(by('1'))
    expect(await look(undefined)).toEqual({ is: 'changed' })
  })

  it('is not written where nothing is new', async () => {
    await look(by('1'))
    const before = file()
    await look({ ...by('1'), at: '2027-01-01T00:00:00.000Z' })
    expect(file()).toBe(before)
  })

  it('loses nothing where several write at once', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, i) => keepSeen(folder).compare([{ name: `${NAME}-${i}`, sighting: by('1') }])),
    )
    expect(Object.keys(JSON.parse(file()).packages)).toHaveLength(8)
  })

  it.each([
    ['damaged', '{"version":1', 'seen.damaged'],
    ['of another form', '{"version":1,"packages":[]}', 'seen.damaged'],
    ['newer', '{"version":2,"packages":{}}', 'seen.newer'],
  ])('that is %s is said, and keeps nothing from being verified', async (_, text, problem) => {
    writeFileSync(join(folder, 'seen.json'), text)
    expect(await look(by('1'))).toEqual({ is: 'first', problem })
  })
})
