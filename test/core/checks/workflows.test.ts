/** Checks that look at workflows. The vectors are those of Scorecard 5.5.0. */
import { describe, expect, it } from 'vitest'
import { checked } from '../../fakes/tree.ts'

const file = (text: string, name = 'ci.yml') => ({ [`.github/workflows/${name}`]: text })
const job = (body: string) => `jobs:\n  a:\n    runs-on: ubuntu-latest\n${body}`
const steps = (...lines: string[]) => job(`    steps:\n${lines.map((line) => `      - ${line}\n`).join('')}`)
const READS = job('    permissions:\n      contents: read\n    steps:\n      - run: "true"\n')

describe('Token-Permissions', () => {
  const score = async (...texts: string[]) =>
    (await checked('token-permissions', Object.assign({}, ...texts.map((text, i) => file(text, `${i}.yml`))))).score
  it.each<[string, string[], number]>([
    ['nothing is declared', [steps('run: "true"')], 0],
    ['read-all at the top', [`permissions: read-all\n${steps('run: "true"')}`], 10],
    ['nothing at all at the top', [`permissions: {}\n${steps('run: "true"')}`], 10],
    ['no top, and every job reads', [READS], 9],
    ['the same three times', [READS, READS, READS], 8],
    [
      'a job that writes below a top that reads',
      [`permissions:\n  contents: read\n${job('    permissions:\n      contents: write\n')}`],
      10,
    ],
    ['a job that may write all', [`permissions: read-all\n${job('    permissions: write-all\n')}`], 10],
    ['contents at the top', [`permissions:\n  contents: write\n${steps('uses: goreleaser/goreleaser-action@v1')}`], 0],
    ['security events at the top', [`permissions:\n  security-events: write\n${READS}`], 9],
    ['checks and statuses at the top', [`permissions:\n  checks: write\n  statuses: write\n${READS}`], 9],
    ['scopes of no interest', [`permissions:\n  id-token: write\n  pull-requests: write\n${READS}`], 10],
    ['write-all above jobs that read', [`permissions: write-all\n${READS}`], 9],
    ['write-all above a job that says nothing', [`permissions: write-all\n${steps('run: "true"')}`], 0],
    ['a file of comments', ['# nothing\n'], -1],
    ['another word for all scopes', [`permissions: write\n${READS}`], 10],
  ])('%s', async (_, texts, expected) => {
    expect(await score(...texts)).toBe(expected)
  })

  it('says so where no job writes, and leaves a job alone whose work it is', async () => {
    const pages = `permissions: {}\n${job('    permissions:\n      contents: write\n    steps:\n      - uses: peaceiris/actions-gh-pages@v4\n')}`
    const { details } = await checked('token-permissions', file(pages))
    expect(details.map(({ level, text }) => `${level} ${text}`)).toEqual([
      'debug not a publishing workflow: .github/workflows/ci.yml',
      'debug not a releasing workflow: .github/workflows/ci.yml',
      'debug candidate GitHub page deployment workflow using peaceiris/actions-gh-pages: .github/workflows/ci.yml',
      'debug not a SARIF workflow, or not an allowed one',
      "debug jobLevel 'contents' permission set to 'write'",
      "info found token with 'none' permissions",
      'info no jobLevel write permissions found',
    ])
  })
})

describe('Dangerous-Workflow', () => {
  const score = async (text: string) => (await checked('dangerous-workflow', file(text))).score
  const run = (script: string) => `on: push\n${steps(`run: ${JSON.stringify(script)}`)}`
  it.each<[string, string, number]>([
    ['a title', run('echo "${{ github.event.issue.title }}"'), 0],
    ['a number', run('echo "${{ github.event.issue.number }}"'), 10],
    ['the whole event', run('echo "${{ toJSON(github.event) }}"'), 0],
    ['the inputs of the event', run('echo "${{ toJSON(github.event.inputs) }}"'), 10],
    ['the name of a ref', run('echo "${{ github.ref_name }}"'), 10],
    ['a branch of a stranger', run('echo "${{ github.head_ref }}"'), 0],
    ['the message of any commit', run('echo "${{ github.event.commits[0].message }}"'), 0],
    ['a commit on another line', run('echo ${{ github.event.commits[0\n].message }}'), 10],
    ['a commit behind a line of another kind', run('echo ${{ github.event.commits[0\u2028].message }}'), 0],
    ['the whole event in odd letters', run('${{ toJ\u017fON\t(\fgithub ) }}'), 0],
    ['white that is none for Go', run('${{ toJSON\u00a0(github) }}'), 10],
    ['an expression without an end', run('echo ${{ github.ref'), -1],
    [
      'a title as a variable',
      `on: push\n${steps('env: { T: "${{ github.event.issue.title }}" }\n        run: echo "$T"')}`,
      10,
    ],
  ])('%s in a script', async (_, text, expected) => {
    expect(await score(text)).toBe(expected)
  })

  const checkout = (event: string, ref: string) =>
    `on: ${event}\n${steps(`uses: actions/checkout@v4\n        with:\n          REF: "${ref}"`)}`
  it.each([
    ['pull_request_target', '${{ github.event.pull_request.head.sha }}', 0],
    ['[push, workflow_run]', '${{ github.event.workflow_run.head_sha }}', 0],
    ['pull_request', '${{ github.event.pull_request.head.sha }}', 10],
    ['pull_request_target', '${{ github.head_ref }}', 10],
  ])('a checkout on %s of %s', async (event, ref, expected) => {
    expect(await score(checkout(event, ref))).toBe(expected)
  })

  it('cannot tell of a file that is no YAML, and says which one it is', async () => {
    const found = await checked('dangerous-workflow', { ...file('a: [', 'b.yml'), ...file(READS, 'a.yml') })
    expect(found).toMatchObject({ score: -1, isError: true, cannotTell: { why: expect.stringContaining('b.yml') } })
  })

  it('cannot tell where there is no workflow', async () => {
    expect(await checked('dangerous-workflow', { 'a.yml': 'x' })).toMatchObject({
      score: -1,
      reason: 'no workflows found',
    })
  })
})

describe('Packaging and SAST', () => {
  const registry = (url: string) =>
    steps(`uses: actions/setup-node@v4\n        with:\n          registry-url: ${url}`, 'run: npm publish')
  it.each<[string, string, number]>([
    ['a script that pushes a gem', steps('run: gem push x.gem'), 10],
    ['a publisher whose version is missing', steps('uses: pypa/gh-action-pypi-publish'), -1],
    ['a publisher', steps('uses: pypa/gh-action-pypi-publish@release/v1'), 10],
    ['a workflow that publishes', 'jobs:\n  a:\n    uses: docker/build-push-action@v1\n', 10],
    ['one of two steps', steps('uses: actions/setup-java@v4'), -1],
    ['an odd line break', steps('run: "gem \\L push"'), 10],
    ['another line', steps('run: "gem \\n push"'), -1],
    ['half a line break that is continued', steps('run: "gem \\\\\\r\\n push"'), -1],
    ['something between two words', steps('run: mix hex_publish', 'uses: erlef/setup-elixir@v1'), 10],
    ['a line that is continued', steps('run: "mvn \\\\\\n deploy"', 'uses: actions/setup-java@v4'), 10],
    ['a registry with a slash behind it', registry('https://registry.example/'), -1],
  ])('%s', async (_, text, score) => {
    expect((await checked('packaging', file(text))).score).toBe(score)
  })

  it.each<[string, Record<string, string>, number, string]>([
    ['CodeQL', file(steps('uses: github/codeql-action/analyze@v3')), 10, 'SAST tool detected: CodeQL'],
    ['another tool', file(steps('uses: hadolint/hadolint-action@v3')), 10, 'SAST tool detected'],
    ['a part of CodeQL', file(steps('uses: github/codeql-action/init@v3')), 0, 'no SAST tool detected'],
    ['a Sonar server', { 'a/POM.xml': '<sonar.host.url> https://x </sonar.host.url>' }, 10, 'SAST tool detected'],
  ])('%s', async (_, files, score, reason) => {
    expect(await checked('sast', files)).toMatchObject({ score, reason })
  })
})
