import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SessionReport } from '../../electron/cli/reports.ts'
import { type Desk, openDesk } from './command.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
})
afterEach(() => desk.clear())

const WHO = ['--identity', 'ada@lovelace.example', '--issuer', 'https://practice.countermark.test']
const PRACTICE = ['--instance', 'practice']

describe('sign', () => {
  test('names that look like flags, spaces, snowmen: one bundle each, which verify accepts', async () => {
    const names = ['a.tar.gz', '-rf', '--json', 'with space.whl', 'naïve ☃.txt']
    for (const name of names) desk.file(name, name)
    const signed = await desk.run(['sign', ...PRACTICE, '--json', '--', ...names])
    expect(signed).toMatchObject({ code: 0 })
    const report = SessionReport.parse(signed.json())
    expect(report).toMatchObject({ outcome: 'signed', identity: { name: 'ada@lovelace.example', kind: 'email' } })
    expect(report.files.map(({ path }) => path)).toEqual(names.map((name) => join(desk.folder, name)))
    for (const name of names) {
      const verified = await desk.run(['verify', ...PRACTICE, ...WHO, '--', name])
      expect(verified).toMatchObject({ code: 0 })
    }
  })

  test('results on stdout, everything else on stderr, no colours', async () => {
    desk.file('a.bin', 'a')
    const { out, err } = await desk.run(['sign', ...PRACTICE, 'a.bin'])
    expect(out).toMatch(/a\.bin\.practice\.sigstore\.json {2}\(entry \d+\)\nSigned as ada@lovelace\.example /)
    expect(err).toContain('sha256:')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the first of every colour
    expect(out + err).not.toMatch(/\u001b/)
  })

  test('into another folder, under the same names', async () => {
    desk.file('a.bin', 'a')
    const { code } = await desk.run(['sign', ...PRACTICE, '--out', '.', join(desk.folder, 'a.bin')], {
      cwd: desk.folder,
    })
    expect(code).toBe(0)
    expect(readdirSync(desk.folder)).toEqual(['a.bin', 'a.bin.practice.sigstore.json'])
  })

  test('a bundle that is there is not touched, unless --force says so', async () => {
    const path = desk.file('a.bin', 'a')
    await desk.run(['sign', ...PRACTICE, 'a.bin'])
    const before = readFileSync(`${path}.practice.sigstore.json`, 'utf8')
    const refused = await desk.run(['sign', ...PRACTICE, 'a.bin', '--json'])
    expect(refused.code).toBe(2)
    expect(refused.json()).toMatchObject({ outcome: 'failed', fault: { code: 'files.bundle-exists' } })
    expect(refused.err).not.toContain('Sign in')
    expect(readFileSync(`${path}.practice.sigstore.json`, 'utf8')).toBe(before)
    expect((await desk.run(['sign', ...PRACTICE, '--force', 'a.bin'])).code).toBe(0)
    expect(readFileSync(`${path}.practice.sigstore.json`, 'utf8')).not.toBe(before)
  })
})

describe('what cannot be signed ends before any sign-in, with exit code 2', () => {
  test.each([
    ['no instance', ['sign', 'a.bin'], 'input.no-instance'],
    ['no file', ['sign', ...PRACTICE], 'files.none'],
    ['a file that is not there', ['sign', ...PRACTICE, 'nothing.bin'], 'files.not-found'],
    ['a folder', ['sign', ...PRACTICE, '.'], 'files.not-a-file'],
    ['an empty file', ['sign', ...PRACTICE, 'empty.bin'], 'files.empty'],
    ['a file twice', ['sign', ...PRACTICE, 'a.bin', './a.bin'], 'files.same-bundle'],
    ['an unknown flag', ['sign', ...PRACTICE, '--sudo', 'a.bin'], 'input.usage'],
    ['a flag twice', ['sign', ...PRACTICE, ...PRACTICE, 'a.bin'], 'input.usage'],
    ['a flag without its value', ['sign', 'a.bin', '--instance'], 'input.usage'],
    ['an unknown verb', ['publish', 'a.bin'], 'input.usage'],
    ['a verb without its second word', ['practice'], 'input.usage'],
    ['an attestation without a type', ['attest', ...PRACTICE, 'a.bin', '--predicate', 'p.json'], 'input.usage'],
    [
      'an attestation of no known type',
      ['attest', ...PRACTICE, 'a.bin', '--type', 'gossip', '--predicate', 'p.json'],
      'attestation.unknown-type',
    ],
  ])('%s', async (_, args, code) => {
    desk.file('a.bin', 'a')
    desk.file('empty.bin', '')
    desk.file('p.json', '{}')
    const { code: exit, err, ...ended } = await desk.run([...args, '--json'])
    expect(exit).toBe(2)
    expect(ended.json()).toMatchObject({ schemaVersion: 1, outcome: 'failed', fault: { code } })
    expect(err).not.toContain('Sign in')
  })

  test('equal names under --out', async () => {
    desk.file('a.bin', 'a')
    const other = openDesk()
    const path = other.file('a.bin', 'another')
    const { code, err } = await desk.run(['sign', ...PRACTICE, '--out', '.', 'a.bin', path])
    other.clear()
    expect(code).toBe(2)
    expect(err).toContain('a.bin')
  })
})

describe('attest', () => {
  test('one statement about all files, one log entry, a bundle beside each that verify accepts', async () => {
    desk.file('a.bin', 'a')
    desk.file('b.bin', 'b')
    desk.file('p.json', '{"builder":"by hand"}')
    const type = 'https://example.org/attested/v1'
    const attested = await desk.run([
      'attest',
      ...PRACTICE,
      '--json',
      '--type',
      type,
      '--predicate',
      'p.json',
      'a.bin',
      'b.bin',
    ])
    const { files, predicateType } = SessionReport.parse(attested.json())
    expect(predicateType).toBe(type)
    expect(new Set(files.map((file) => file.outcome === 'signed' && file.logIndex)).size).toBe(1)
    for (const [i, name] of ['a.bin', 'b.bin'].entries()) {
      const file = files[i]
      const bundle = file?.outcome === 'signed' ? file.bundle : ''
      const verified = await desk.run(['verify', ...PRACTICE, ...WHO, '--bundle', bundle, '--type', type, name])
      expect(verified).toMatchObject({ code: 0 })
      const other = await desk.run(['verify', ...PRACTICE, ...WHO, '--bundle', bundle, '--type', `${type}1`, name])
      expect(other).toMatchObject({ code: 1 })
    }
    // It stands beside the signature, and never in its place.
    expect((await desk.run(['sign', ...PRACTICE, 'a.bin'])).code).toBe(0)
  })

  test('the predicate may come from standard input', async () => {
    desk.file('a.bin', 'a')
    const args = ['attest', ...PRACTICE, '--type', 'https://example.org/v1', '--predicate', '-', 'a.bin']
    expect((await desk.run(args, { input: '{"a":1}' })).code).toBe(0)
    expect(await desk.run([...args, '--force'], { input: 'no json' })).toMatchObject({ code: 2 })
  })
})

describe('killed', () => {
  /** Every line of a session's progress, each of which begins a step; and the moment after the last. */
  const MOMENTS = [
    'Read the files',
    'Sign in…',
    'The record',
    'Get the certificate',
    'Write to the log',
    'Verify the bundle',
    'Write the bundle',
  ]

  test.each(MOMENTS)('at ‘%s’, it goes on when the same files are signed again', async (moment) => {
    const names = Array.from({ length: 12 }, (_, i) => `file-${i}.bin`)
    for (const name of names) desk.file(name, name)
    const first = await desk.run(['sign', ...PRACTICE, ...names], {
      onOutput: (text, kill) => {
        if (text.includes(moment)) kill('SIGKILL')
      },
    })
    expect(first.signal).toBe('SIGKILL')
    for (const name of readdirSync(desk.folder).filter((file) => file.endsWith('.sigstore.json'))) {
      expect(() => JSON.parse(readFileSync(join(desk.folder, name), 'utf8'))).not.toThrow()
    }
    const journal = readdirSync(join(desk.data, 'journal')).find((file) => file.endsWith('.jsonl')) ?? ''
    const hadCertificate = readFileSync(join(desk.data, 'journal', journal), 'utf8').includes('"notAfter"')
    const second = await desk.run(['sign', ...PRACTICE, ...names, '--json'])
    expect(second).toMatchObject({ code: 0 })
    expect(second.err).toContain('Going on with the session')
    expect(second.err.includes('Sign in with your browser')).toBe(!hadCertificate)
    const report = SessionReport.parse(second.json())
    const entries = report.files.map((file) => (file.outcome === 'signed' ? file.logIndex : ''))
    expect(new Set(entries).size).toBe(names.length)
    for (const name of names.slice(0, 2)) {
      expect(await desk.run(['verify', ...PRACTICE, ...WHO, name])).toMatchObject({ code: 0 })
    }
    // One entry a file in the log, whatever happened: they fill the places after the first, which is the log's own.
    expect(Math.max(...entries.map(Number))).toBe(names.length)
  })

  test('by the person: what is signed stays, and the exit code says that it did not end', async () => {
    desk.file('a.bin', 'a')
    const ended = await desk.run(['sign', ...PRACTICE, 'a.bin', '--json'], {
      env: { BROWSER: '/bin/true' },
      onOutput: (text, kill) => {
        if (text.includes('Sign in with your browser')) kill('SIGINT')
      },
    })
    expect(ended.code).toBe(3)
    expect(ended.json()).toMatchObject({ fault: { code: 'cancelled' } })
    expect(readdirSync(desk.folder)).toEqual(['a.bin'])
  })
})

test('a closed standard output is no crash: the bundles are written', async () => {
  desk.file('a.bin', 'a')
  expect(await desk.run(['sign', ...PRACTICE, 'a.bin'], { isDeaf: true })).toMatchObject({ code: 0 })
  expect(readdirSync(desk.folder)).toContain('a.bin.practice.sigstore.json')
})
