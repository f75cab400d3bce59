/** `verify` of what has its evidence elsewhere: a registry on loopback serves what was forged. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tarGz } from '../fakes/archives.ts'
import { type GithubsRepository, openGithubsRepository } from '../fakes/githubs-repository.ts'
import { type FakeRegistry, integrityOf, npmKey, openRegistry, says, sha512Of } from '../fakes/registry.ts'
import { githubs, sha256, trustedRootJson } from '../fixtures/forge/authority.ts'
import { unlogged } from '../fixtures/forge/without-log.ts'
import { forgeAttestation, SIGNER } from '../fixtures/forge.ts'
import { openDesk } from './command.ts'

const desk = openDesk()
afterAll(() => desk.clear())
let registry: FakeRegistry
beforeEach(async () => {
  registry = await openRegistry()
})
afterEach(() => registry.close())

const PACKAGE = tarGz({ name: 'package/package.json', content: '{"name":"left-pad","version":"1.4.2"}' })
const key = npmKey()
const integrity = integrityOf(PACKAGE)
const attested = {
  predicateType: 'https://slsa.dev/provenance/v1',
  bundle: forgeAttestation({
    payload: {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'pkg:npm/left-pad@1.4.2', digest: { sha512: sha512Of(PACKAGE) } }],
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: {},
    },
  }),
}
const served = {
  '/left-pad/1.4.2': {
    name: 'left-pad',
    version: '1.4.2',
    dist: {
      integrity,
      signatures: [{ keyid: key.keyid, sig: key.sign(`left-pad@1.4.2:${integrity}`) }],
      attestations: { url: '' },
    },
  },
  '/-/npm/v1/attestations/left-pad@1.4.2': { attestations: [attested] },
  '/-/npm/v1/keys': { keys: [{ keyid: key.keyid, key: key.key, expires: null }] },
}
const WHO = ['--identity', SIGNER.name, '--issuer', SIGNER.issuer]

function verify(...args: string[]) {
  writeFileSync(join(desk.folder, 'left-pad-1.4.2.tgz'), PACKAGE)
  desk.file('root.json', JSON.stringify(trustedRootJson()))
  const env = { COUNTERMARK_NPM_URL: registry.url }
  return desk.run(['verify', '--trusted-root', 'root.json', ...args], { env })
}

describe('a package without a bundle beside it', () => {
  test('is asked about where it says it is from, and it is said who was asked', async () => {
    registry.answers = served
    const finished = await verify(...WHO, '--json', 'left-pad-1.4.2.tgz')
    expect(finished).toMatchObject({ code: 0 })
    expect(finished.err).toContain('about pkg:npm/left-pad@1.4.2')
    const report = finished.json() as { pieces: unknown[]; bundle: string }
    expect(report.pieces).toHaveLength(2)
    expect(report.bundle).toContain('/-/npm/v1/attestations/left-pad@1.4.2')
    expect(await verify('left-pad-1.4.2.tgz')).toMatchObject({ code: 3 })
    expect(
      await verify('--identity', 'eve@example.org', '--issuer', SIGNER.issuer, 'left-pad-1.4.2.tgz'),
    ).toMatchObject({
      code: 1,
    })
  })

  test('is not asked about offline, nor where a bundle was named', async () => {
    registry.answers = served
    expect(await verify(...WHO, '--offline', 'left-pad-1.4.2.tgz')).toMatchObject({ code: 3 })
    desk.file('bundle.json', '{}')
    expect(await verify(...WHO, '--bundle', 'bundle.json', 'left-pad-1.4.2.tgz')).toMatchObject({ code: 1 })
    expect(registry.asked).toEqual([])
  })

  test('that nobody could be asked about leaves open what was open, and says why', async () => {
    registry.answers = { '/left-pad/1.4.2': says(503, {}) }
    const finished = await verify(...WHO, '--json', 'left-pad-1.4.2.tgz')
    expect(finished).toMatchObject({ code: 3 })
    expect(finished.err).toMatch(/refused to answer|takes no/)
    expect(finished.json()).toMatchObject({ outcome: 'cannot-tell' })
  }, 60_000)
})

describe('a package that is named', () => {
  test('is verified by what the registry says of it', async () => {
    registry.answers = served
    const finished = await verify(...WHO, '--json', 'pkg:npm/left-pad@1.4.2')
    expect(finished).toMatchObject({ code: 0 })
    expect(finished.json()).toMatchObject({ subject: { sha512: sha512Of(PACKAGE) } })
    const table = await verify(...WHO, 'pkg:npm/left-pad@1.4.2', 'left-pad-1.4.2.tgz')
    expect(table.out).toContain('pkg:npm/left-pad@1.4.2')
  })

  test('and is not there is a fault; nobody is asked offline', async () => {
    expect(await verify(...WHO, 'pkg:npm/none@1.0.0')).toMatchObject({ code: 3 })
    expect(await verify(...WHO, '--offline', 'pkg:npm/left-pad@1.4.2')).toMatchObject({ code: 2 })
    expect(await verify('https://example.org/left-pad')).toMatchObject({ code: 2 })
    expect(await verify('pkg:npm')).toMatchObject({ code: 2 })
  })

  test('is compared with what was seen of it before: a change fails until it is accepted, and the same approves of nothing', async () => {
    registry.answers = served
    const kind = async () =>
      ((await verify('--json', 'pkg:npm/left-pad@1.4.2')).json() as { remembered: { is: string } }).remembered.is
    rmSync(join(desk.data, 'seen.json'), { force: true })
    expect(await kind()).toBe('first')
    const path = join(desk.data, 'seen.json')
    writeFileSync(path, readFileSync(path, 'utf8').replace('1.4.2', '1.4.1'))
    expect(await kind()).toBe('same')
    expect(await verify('pkg:npm/left-pad@1.4.2')).toMatchObject({ code: 3 })
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(SIGNER.name, 'eve@example.org'))
    const changed = await verify('pkg:npm/left-pad@1.4.2')
    expect(changed).toMatchObject({ code: 1 })
    expect(changed.out).toContain(`the signer was eve@example.org, and is ${SIGNER.name}`)
    expect(await verify(...WHO, 'pkg:npm/left-pad@1.4.2')).toMatchObject({ code: 0 })
  })

  test('what npm installed is a package for each line of its lock file, compared with what the registry signed', async () => {
    registry.answers = served
    mkdirSync(join(desk.folder, 'node_modules'), { recursive: true })
    const lock = (integrity: string) =>
      desk.file(
        'node_modules/.package-lock.json',
        JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/left-pad': { version: '1.4.2', integrity } } }),
      )
    lock(integrity)
    const fine = await verify(...WHO, '--json', 'node_modules')
    expect(fine).toMatchObject({ code: 0 })
    expect(fine.json()).toMatchObject({ results: [{ name: 'pkg:npm/left-pad@1.4.2', outcome: 'pass' }] })
    const both = await verify(...WHO, '--json', 'pkg:npm/none@1.0.0', 'node_modules')
    expect(both.code).toBe(3)
    expect(both.json()).toMatchObject({ results: [{ fault: { code: 'evidence.not-published' } }, { outcome: 'pass' }] })
    lock(integrityOf(Buffer.from('another package')))
    expect(await verify(...WHO, 'node_modules')).toMatchObject({ code: 1 })
    expect(await verify(...WHO, '--offline', 'node_modules')).toMatchObject({ code: 2 })
  })
})

describe('what GitHub\u2019s own instance signed', () => {
  const ARGS = ['verify', '--any-signer', '--json']
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'left-pad-1.4.2.tgz', digest: { sha256: sha256(PACKAGE).toString('hex') } }],
    predicateType: 'https://in-toto.io/attestation/release/v0.2',
    predicate: {},
  }
  let office: GithubsRepository
  beforeEach(async () => {
    office = await openGithubsRepository(desk.folder)
    writeFileSync(join(desk.folder, 'one.zip'), PACKAGE)
    desk.file('one.zip.sigstore.json', JSON.stringify(unlogged(githubs, { payload: statement })))
  })
  afterEach(async () => {
    for (const name of ['one.zip', 'one.zip.sigstore.json']) rmSync(join(desk.folder, name))
    await office.close()
  })
  const run = (...args: string[]) => desk.run([...ARGS, ...args], { env: office.env })
  const outcomes = (finished: Awaited<ReturnType<typeof run>>) => {
    const { verdicts } = finished.json() as { verdicts: { verdict: string; outcome: string }[] }
    return Object.fromEntries(verdicts.map(({ verdict, outcome }) => [verdict, outcome]))
  }

  test('is left open offline, and judged by its own root once that was asked for', async () => {
    const offline = await run('--offline', 'one.zip')
    expect([offline.code, outcomes(offline).signed]).toEqual([3, 'cannot-tell'])
    expect(office.asked).toEqual([])

    const asked = await run('one.zip')
    expect(asked.err).toContain('for the trusted root of its own instance')
    expect(outcomes(asked)).toMatchObject({ unaltered: 'pass', signed: 'pass', logged: 'cannot-tell' })
    // It keeps no log, so there is no approval.
    expect(asked.code).toBe(3)

    office.asked.length = 0
    expect(outcomes(await run('--offline', 'one.zip'))).toMatchObject({ signed: 'pass' })
    expect(office.asked).toEqual([])
  })

  test('is judged among many files too', async () => {
    const { code, err, ...rest } = await run('one.zip', 'root.json')
    expect([code, err]).toEqual([3, expect.stringContaining('own instance')])
    const { results } = rest.json() as { results: { verdicts: { outcome: string }[] }[] }
    expect(results[0]?.verdicts[1]).toMatchObject({ verdict: 'signed', outcome: 'pass' })
  })

  test('stays open where the root cannot be had, and it is said why', async () => {
    office.repository.files.delete('/timestamp.json')
    const finished = await run('one.zip')
    expect(finished.code).toBe(3)
    expect(finished.err).toMatch(/countermark: .*trust data/i)
  })
})
