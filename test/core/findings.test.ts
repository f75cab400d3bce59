/** What costs a check some of its score keeps its name while everything around it changes. */
import { describe, expect, it } from 'vitest'
import { checked } from '../fakes/tree.ts'

const WORKFLOW = '.github/workflows/ci.yml'
const workflow = (...steps: string[]) =>
  ['on: push', 'jobs:', '  a:', '    runs-on: x', '    steps:', ...steps.map((step) => `      - ${step}`)].join('\n')
const findingsIn = async (id: string, text: string) => (await checked(id, { [WORKFLOW]: text })).findings

describe('findings', () => {
  it('have the place, what would help, and the fix', async () => {
    const [found] = await findingsIn('pinned-dependencies', workflow('uses: actions/checkout@v4'))
    expect(found).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      probe: 'pinsDependencies',
      at: { path: WORKFLOW, line: 6 },
      fix: 'pin-action',
    })
    expect(found?.help).toContain('by a hash')
  })

  it('keep their names where lines move, and are told apart where words are equal', async () => {
    const before = await findingsIn('pinned-dependencies', workflow('uses: a/b@v1', 'uses: a/b@v1'))
    const after = await findingsIn(
      'pinned-dependencies',
      `# new\n${workflow('run: "true"', 'uses: a/b@v1', 'uses: a/b@v1')}`,
    )
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect(new Set(before.map(({ id }) => id)).size).toBe(2)
    const [other] = await findingsIn('pinned-dependencies', workflow('uses: a/b@v2'))
    expect(before.map(({ id }) => id)).not.toContain(other?.id)
  })

  it('are none where a check is at its best, and none that cost nothing', async () => {
    const text = `permissions: {issues: write}\n${workflow('run: "true"')}`
    expect(await findingsIn('token-permissions', text)).toEqual([])
    const costly = `permissions: {issues: write, contents: write}\n${workflow('run: "true"')}`
    const { findings, says } = await checked('token-permissions', { [WORKFLOW]: costly })
    expect(findings.map(({ message }) => message)).toEqual(["topLevel 'contents' permission set to 'write'"])
    expect(says).toBe('One workflow hands its jobs more power than any job asks for.')
  })
})
