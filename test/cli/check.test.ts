/** `check` as a person runs it, in a folder and in a repository. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openOsv } from '../fakes/osv.ts'
import { openAnswers, publishedAnswer } from '../fakes/services.ts'
import { openDesk } from './command.ts'

const desk = openDesk()
afterAll(() => desk.clear())
beforeAll(() => {
  const workflows = join(desk.folder, '.github', 'workflows')
  mkdirSync(workflows, { recursive: true })
  writeFileSync(
    join(workflows, 'ci.yml'),
    'on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: "true"\n',
  )
  desk.file('LICENSE-MIT', 'free')
  desk.file('built', 'MZ')
  desk.file('.gitignore', 'built\n')
})

interface Scorecard {
  readonly score: number
  readonly checks: readonly { readonly name: string; readonly score: number; readonly details: string[] | null }[]
}
const scores = ({ checks }: Scorecard) => Object.fromEntries(checks.map(({ name, score }) => [name, score]))

describe('check', () => {
  test('looks at all in a folder that is no repository, and says so', async () => {
    const finished = await desk.run(['check'])
    expect(finished).toMatchObject({ code: 0, err: expect.stringContaining('this is no working tree') })
    expect(finished.out).toMatch(/^Score: \d/)
    expect(finished.out).toContain('binaries present in source code')
  })

  test('looks at what belongs to a project, and at all with --local', async () => {
    execFileSync('git', ['init', '-q'], { cwd: desk.folder })
    const one = async (...args: string[]) =>
      scores((await desk.run(['check', '--format', 'json', ...args])).json() as unknown as Scorecard)
    expect((await one())['Binary-Artifacts']).toBe(10)
    expect((await one('--local'))['Binary-Artifacts']).toBe(9)
  })

  test('resolves aliases of workflows where it is told to', async () => {
    const file = desk.file(
      '.github/workflows/aliases.yml',
      'x: &x {contents: write}\npermissions: *x\njobs: {a: {permissions: {}}}\n',
    )
    const args = ['check', '--format', 'json', '--checks', 'Token-Permissions']
    const score = async (...more: string[]) =>
      scores((await desk.run([...args, ...more])).json() as unknown as Scorecard)['Token-Permissions']
    expect(await score()).not.toBe(0)
    expect(await score('--resolve-aliases')).toBe(0)
    rmSync(file)
  })

  test('prints what Scorecard prints', async () => {
    const finished = await desk.run(['check', '.', '--format', 'json', '--show-details', '--checks', 'license,SAST'])
    expect(finished.out).toMatch(/^\{"date":"[\d-]+T[\d:]+Z","repo":\{"name":"file:\/\/\.","commit":"unknown"\},/)
    expect(finished.out).toContain(
      '"score":3.3,"checks":[{"details":["Info: project has a license file: LICENSE-MIT:0"',
    )
    const { checks } = finished.json() as unknown as Scorecard
    expect(checks.map(({ name }) => name)).toEqual(['License', 'SAST'])
  })

  test('prints a statement for in-toto as Scorecard does, and a table for a pull request', async () => {
    const statement = (await desk.run(['check', '--format', 'intoto', '--checks', 'License'])).out
    expect(statement).toMatch(/^\{"predicate":\{"date":"[^"]*","scorecard":\{/)
    expect(statement).toContain(
      '"metadata":null},"type":"https://in-toto.io/Statement/v1","subject":[{"name":"file://."',
    )
    const { out } = await desk.run(['check', '--format', 'markdown'])
    expect(out).toMatch(/^\*\*OpenSSF Scorecard: [\d.]+ of 10\*\*\n\n\| score \| check \| reason \|/)
    expect(out).toContain('<details><summary>SAST</summary>\n\n- `Warn: no pull requests merged into dev branch`')
  })

  test('prints a page that runs nothing, and SARIF for a forge', async () => {
    const page = (await desk.run(['check', '--format', 'html'])).out
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).toContain("default-src 'none'")
    expect(page).not.toContain('<script')
    expect(page).toContain('No tool looks for weaknesses in the code.')
    const found = (await desk.run(['check', '--format', 'sarif', '--checks', 'SAST,License'])).json()
    expect(found).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { rules: [{ id: 'LicenseID' }, { id: 'SASTID' }] } },
          results: [{ ruleId: 'SASTID', ruleIndex: 1 }],
        },
      ],
    })
  })

  test('knows what a baseline has, and names what it does not have', async () => {
    const args = ['check', '--checks', 'SAST,Token-Permissions,Security-Policy']
    const baseline = desk.file('baseline.json', (await desk.run([...args, '--json'])).out)
    expect((await desk.run([...args, '--baseline', baseline])).code).toBe(0)
    const file = join(desk.folder, '.github', 'workflows', 'new.yml')
    writeFileSync(file, 'on: push\npermissions: write-all\njobs: {}\n')
    const finished = await desk.run([...args, '--baseline', baseline, '--json'])
    rmSync(file)
    expect(finished).toMatchObject({ code: 1, err: expect.stringContaining('new.yml:2') })
    expect(finished.json()).toMatchObject({ outside: [expect.stringMatching(/^[0-9a-f]{16}$/)] })
    const other = desk.file('other.json', '{"schemaVersion":1,"command":"check","checks":[{}]}')
    expect(await desk.run([...args, '--baseline', other])).toMatchObject({
      code: 2,
      err: expect.stringContaining('no baseline'),
    })
  })

  test('asks OSV where it is told to, and remembers what it said', async () => {
    const osv = await openOsv({ packages: { 'npm left-pad 1.0.0': ['GHSA-1'] } })
    const lock = join(desk.folder, 'package-lock.json')
    writeFileSync(lock, '{"packages":{"node_modules/left-pad":{"version":"1.0.0"}}}')
    const args = ['check', '--checks', 'Vulnerabilities']
    const env = { COUNTERMARK_OSV_URL: osv.url }
    expect(await desk.run(args, { env })).toMatchObject({ code: 3, err: expect.stringContaining('Nobody was asked') })
    const reason = async (format: string) => (await desk.run([...args, '--format', format], { env })).out
    // Scorecard has no better words for it; people are told what it is.
    expect(await reason('json')).toContain('internal error: nobody was asked')
    for (const format of ['table', 'markdown', 'html']) {
      const text = await reason(format)
      expect(text).toContain('Nobody was asked')
      expect(text).not.toContain('internal error')
    }
    const asked = await desk.run([...args, '--ask', 'osv', '--show-details'], { env })
    expect(asked).toMatchObject({ code: 0, out: expect.stringContaining('https://osv.dev/GHSA-1') })
    await osv.close()
    expect(await desk.run(args, { env })).toMatchObject({ code: 0, out: expect.stringMatching(/9 \/ 10/) })
    rmSync(lock)
  })

  test('holds the published score beside its own, and counts what OSS-Fuzz fuzzes', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.test', ...args], {
        cwd: desk.folder,
        encoding: 'utf8',
      }).trim()
    git('add', '-A')
    git('commit', '-qm', 'all of it')
    const env = async (answers: Parameters<typeof openAnswers>[0]) => {
      const { url, close } = await openAnswers(answers)
      return { close, env: { COUNTERMARK_OSSFUZZ_URL: url, COUNTERMARK_SCORECARD_API_URL: url } }
    }
    const args = ['check', '--checks', 'Fuzzing,License', '--ask', 'oss-fuzz,scorecard']
    const nameless = await env({})
    expect(await desk.run(args, nameless)).toMatchObject({
      code: 3,
      err: expect.stringContaining('It is not known which repository this is.'),
    })
    await nameless.close()

    git('remote', 'add', 'origin', 'https://github.com/Aurora/Parse.git')
    const commit = git('rev-parse', 'HEAD')
    const known = await env({
      '/status.json': { body: { projects: [{ main_repo: 'https://github.com/aurora/parse' }] } },
      '/projects/github.com/aurora/parse': { body: publishedAnswer(commit, [{ name: 'License', score: 9 }]) },
    })
    const asked = await desk.run(args, known)
    expect(asked).toMatchObject({ code: 0, out: expect.stringMatching(/Fuzzing +10 \/ 10|10 \/ 10 +Fuzzing/) })
    expect(asked.out).toContain(`Published: 7.6 of 10 on 2026-11-17, of commit ${commit.slice(0, 7)}`)
    expect(asked.out).toContain('License: 9 → 10. Scorecard also asks the forge')
    const { published } = (await desk.run([...args, '--json'], known)).json()
    expect(published).toMatchObject({ commit, differences: [{ name: 'Fuzzing' }, { name: 'License', there: 9 }] })
    await known.close()
    // What was said is remembered; who is gone is asked in vain.
    expect((await desk.run(['check', '--checks', 'Fuzzing', '--json'], known)).json()).toMatchObject({ score: 10 })
    expect((await desk.run(args, known)).code).toBe(3)
  })

  test('says what nobody looked into, beside a score that does not know of it', async () => {
    const lock = desk.file('package-lock.json', '{"packages": ')
    const args = ['check', '--checks', 'Vulnerabilities']
    const said = 'Not looked up, since it cannot be read: package-lock.json.'
    expect((await desk.run(args)).out).toMatch(new RegExp(`^10 / 10 .*\\n +${said}$`, 'm'))
    expect((await desk.run([...args, '--format', 'markdown'])).out).toContain(
      `| 0 existing vulnerabilities detected<br>${said} |`,
    )
    expect((await desk.run([...args, '--json'])).json()).toMatchObject({ checks: [{ score: 10, unseen: said }] })
    rmSync(lock)
  })

  test('looks again whenever a file changes, until it is stopped', async () => {
    let seen = 0
    const lock = join(desk.folder, 'MIT.txt')
    const finished = await desk.run(['check', '--checks', 'License', '--watch', '--json'], {
      onOutput(_, kill) {
        seen++
        if (seen === 1) renameSync(join(desk.folder, 'LICENSE-MIT'), lock)
        if (seen === 2) renameSync(lock, join(desk.folder, 'LICENSE-MIT'))
        if (seen === 3) kill('SIGINT')
      },
    })
    const scores = finished.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).score)
    expect(scores).toEqual([10, 0, 10])
    expect(finished.code).toBe(0)
  })

  test('ends by the score, and by a check that could not run', async () => {
    expect((await desk.run(['check', '--fail-under', '9.9'])).code).toBe(1)
    expect((await desk.run(['check', '--fail-under', '0'])).code).toBe(0)
    writeFileSync(join(desk.folder, '.github', 'workflows', 'broken.yml'), 'a: [')
    const named = await desk.run(['check', '--checks', 'Token-Permissions'])
    expect(named).toMatchObject({ code: 3, err: expect.stringContaining('broken.yml is no YAML') })
    expect((await desk.run(['check'])).code).toBe(0)
  })

  test.each([
    ['two folders', ['a', 'b']],
    ['a check that is none', ['--checks', 'Webhooks']],
    ['a format that is none', ['--format', 'xml']],
    ['whom nobody asks', ['--ask', 'everybody']],
    ['to ask about a repository where files are all that counts', ['--local', '--ask', 'oss-fuzz']],
    ['two answers at once', ['--json', '--format', 'html']],
    ['a score that is none', ['--fail-under', 'all']],
    ['a folder that is not there', ['nowhere']],
  ])('refuses %s', async (_, args) => {
    expect((await desk.run(['check', ...args])).code).toBe(2)
  })

  test('--json has the places of what it found', async () => {
    const report = (await desk.run(['check', '--json', '--checks', 'License'])).json()
    expect(report).toMatchObject({ schemaVersion: 1, command: 'check', scope: 'project', score: 10 })
    expect(report.checks).toMatchObject([{ id: 'license', details: [{ at: { path: 'LICENSE-MIT' } }, {}] }])
  })
})

/** What the project itself has by now: raise it with the project, and never lower it. */
const OWN_SCORE = 9.9

test('this project stands no worse than it did', async () => {
  const root = join(import.meta.dirname, '../..')
  const { score, checks } = (await desk.run(['check', root, '--json'])).json() as unknown as Scorecard
  expect(checks.filter((one) => one.score === -1).map(({ name }) => name)).toEqual(['Packaging', 'Vulnerabilities'])
  expect(score).toBeGreaterThanOrEqual(OWN_SCORE)
})
