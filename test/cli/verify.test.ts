/** `verify` of one file and of many, with evidence wherever it may lie. The practice instance is real. */
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk } from './command.ts'

const PRACTICE = ['--instance', 'practice']
const ANY = [...PRACTICE, '--any-signer']
const desk = openDesk()
const at = (...parts: string[]) => join(desk.folder, ...parts)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const SUFFIX = '.practice.sigstore.json'

beforeAll(async () => {
  mkdirSync(at('dist', 'docs'), { recursive: true })
  for (const name of ['dist/a.txt', 'dist/b.txt', 'dist/docs/c.txt', 'dist/d.txt'])
    desk.file(name, `contents of ${name}\n`)
  const signed = ['dist/a.txt', 'dist/b.txt', 'dist/docs/c.txt']
  expect(await desk.run(['sign', ...PRACTICE, ...signed])).toMatchObject({ code: 0 })
  writeFileSync(at('dist/b.txt'), 'something else\n')
})
afterAll(() => desk.clear())

/** Outcome by name. */
const outcomesIn = (report: Record<string, unknown>) =>
  Object.fromEntries(
    (report.results as { name: string; outcome: string }[]).map(({ name, outcome }) => [name, outcome]),
  )

describe('many', () => {
  test('the files of a folder and of those in it make a table, the worst first; evidence is no file of its own', async () => {
    symlinkSync(at(), at('dist', 'circle'))
    const { code, out } = await desk.run(['verify', ...ANY, 'dist'])
    expect(code).toBe(1)
    const lines = out.trimEnd().split('\n')
    expect(lines.map((line) => line.slice(0, 12).trim())).toEqual([
      'FAIL',
      'cannot tell',
      'pass',
      'pass',
      '',
      '4 in all: 1',
    ])
    expect(lines[0]).toContain(join('dist', 'b.txt'))
    expect(lines[1]).toContain(join('dist', 'd.txt'))
  })

  test('are told apart in JSON, in the order in which they were named', async () => {
    const finished = await desk.run([
      'verify',
      ...ANY,
      '--json',
      'dist/d.txt',
      'dist/a.txt',
      'dist/none.txt',
      'dist/b.txt',
    ])
    expect(finished.code).toBe(1)
    const report = finished.json()
    expect(report).toMatchObject({ schemaVersion: 1, command: 'verify', outcome: 'fail' })
    expect(Object.entries(outcomesIn(report))).toEqual([
      ['dist/d.txt', 'cannot-tell'],
      ['dist/a.txt', 'pass'],
      ['dist/none.txt', 'cannot-tell'],
      ['dist/b.txt', 'fail'],
    ])
    expect((report.results as unknown[])[2]).toMatchObject({ fault: { code: 'files.not-found' } })
  })

  test('all that pass end with 0, and one of which nothing is known with 3', async () => {
    expect(await desk.run(['verify', ...ANY, 'dist/a.txt', 'dist/docs'])).toMatchObject({ code: 0 })
    expect(await desk.run(['verify', ...ANY, 'dist/a.txt', 'dist/d.txt'])).toMatchObject({ code: 3 })
    expect(await desk.run(['verify', ...PRACTICE, 'dist/a.txt', 'dist/docs'])).toMatchObject({ code: 3 })
  })

  test('can be named by a pattern that no shell has read', async () => {
    const finished = await desk.run(['verify', ...ANY, '--json', 'dist/?.txt'])
    expect(Object.keys(outcomesIn(finished.json()))).toEqual(['a', 'b', 'd'].map((name) => join('dist', `${name}.txt`)))
    expect(await desk.run(['verify', ...ANY, 'dist/x*'])).toMatchObject({ code: 2 })
  })

  test('digests from standard input are compared with the bundles that were named', async () => {
    const bundles = ['dist/a.txt', 'dist/docs/c.txt'].map((name) => readFileSync(at(`${name}${SUFFIX}`), 'utf8').trim())
    const lines = bundles.map((text) => JSON.stringify(JSON.parse(text))).join('\n')
    writeFileSync(at('bundles.jsonl'), `${lines}\n`)
    const [a, c] = ['dist/a.txt', 'dist/docs/c.txt'].map((name) => sha256(`contents of ${name}\n`))
    const input = `${a}  dist/a.txt\nsha256:${c}\n\n${'0'.repeat(64)} *another.txt\n`
    const finished = await desk.run(['verify', ...ANY, '--json', '--bundle', 'bundles.jsonl', '-'], { input })
    expect(outcomesIn(finished.json())).toEqual({
      'dist/a.txt': 'pass',
      [`sha256:${c}`]: 'pass',
      'another.txt': 'fail',
    })
    expect(await desk.run(['verify', ...ANY, '-'], { input: 'no digest\n' })).toMatchObject({ code: 2 })
    expect(await desk.run(['verify', ...ANY, '-'], { input: '' })).toMatchObject({ code: 2 })
  })
})

describe('evidence beside a file', () => {
  test('that attests is found as Countermark calls it, and a bundle of git is a file', async () => {
    mkdirSync(at('attested'))
    desk.file('attested/a.txt', 'attested\n')
    desk.file('attested/history.bundle', '# v2 git bundle\n')
    desk.file('predicate.json', '{"by":"two people"}')
    const type = 'https://example.org/reviewed/v1'
    const made = await desk.run([
      'attest',
      ...PRACTICE,
      '--type',
      type,
      '--predicate',
      'predicate.json',
      'attested/a.txt',
    ])
    expect(made).toMatchObject({ code: 0 })
    expect(await desk.run(['verify', ...ANY, '--type', type, 'attested/a.txt'])).toMatchObject({ code: 0 })
    const table = await desk.run(['verify', ...ANY, '--json', 'attested'])
    expect(outcomesIn(table.json())).toEqual({
      [join('attested', 'a.txt')]: 'pass',
      [join('attested', 'history.bundle')]: 'cannot-tell',
    })
  })

  test.each(['.sigstore.json', '.sigstore', '.bundle', '.sigstore.jsonl', '.intoto.jsonl'])(
    'is found as %s',
    async (suffix) => {
      const folder = at(`as${suffix}`)
      mkdirSync(folder)
      copyFileSync(at('dist/a.txt'), join(folder, 'a.txt'))
      copyFileSync(at(`dist/a.txt${SUFFIX}`), join(folder, `a.txt${suffix}`))
      const finished = await desk.run(['verify', ...ANY, '--json', join(folder, 'a.txt')])
      expect(finished).toMatchObject({ code: 0 })
      expect(finished.json()).toMatchObject({ bundle: join(folder, `a.txt${suffix}`) })
    },
  )

  test('that is good speaks, whatever else lies there', async () => {
    const folder = at('several')
    mkdirSync(folder)
    copyFileSync(at('dist/a.txt'), join(folder, 'a.txt'))
    copyFileSync(at(`dist/docs/c.txt${SUFFIX}`), join(folder, 'a.txt.sigstore.json'))
    writeFileSync(join(folder, 'a.txt.bundle'), 'no JSON')
    expect(await desk.run(['verify', ...ANY, join(folder, 'a.txt')])).toMatchObject({ code: 1 })
    copyFileSync(at(`dist/a.txt${SUFFIX}`), join(folder, `a.txt${SUFFIX}`))
    expect(await desk.run(['verify', ...ANY, join(folder, 'a.txt')])).toMatchObject({ code: 0 })
  })

  test('that is missing is no bad signature', async () => {
    const finished = await desk.run(['verify', ...ANY, '--json', 'dist/d.txt'])
    expect(finished.code).toBe(3)
    const report = finished.json()
    expect(report).not.toHaveProperty('bundle')
    expect(report.verdicts).toHaveLength(6)
  })

  test('of practice proves nothing to whoever did not ask for practice, and is no forgery', async () => {
    const finished = await desk.run(['verify', '--any-signer', 'dist/a.txt'])
    expect(finished).toMatchObject({ code: 3, out: expect.stringContaining('practice bundle') })
    expect(finished.out).not.toContain('FAIL')
    expect(await desk.run(['verify', '--any-signer', 'dist/b.txt'])).toMatchObject({ code: 1 })
  })
})

test('a file that goes away, and a folder without files, are said', async () => {
  mkdirSync(at('empty'))
  expect(await desk.run(['verify', ...ANY, 'empty'])).toMatchObject({ code: 2 })
  renameSync(at('dist/d.txt'), at('dist/e.txt'))
  expect(await desk.run(['verify', ...ANY, 'dist/d.txt'])).toMatchObject({ code: 2 })
  rmSync(at('dist/e.txt'))
})
