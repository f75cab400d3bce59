/** Projects that are made to break a reader: each check answers, soon, and never with a pass that it did not earn. */
import { describe, expect, it } from 'vitest'
import { CHECKS } from '../../../electron/core/checks/index.ts'
import { checked, type Files } from '../../fakes/tree.ts'

const workflow = (text: string | Uint8Array): Files => ({ '.github/workflows/a.yml': text })
const laughs = Array.from({ length: 20 }, (_, i) => {
  const [name, before] = [String.fromCharCode(98 + i), String.fromCharCode(97 + i)]
  return `${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`
})

const PROJECTS: Readonly<Record<string, Files>> = {
  'a workflow of many megabytes': workflow(`on: push\njobs:\n${'  a: {}\n'.repeat(700_000)}`),
  'aliases of aliases': workflow(`a: &a [x]\n${laughs.join('\n')}`),
  'brackets without an end': workflow(`a: ${'['.repeat(100_000)}`),
  'a deep mapping': workflow(Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')),
  'a mapping in brackets in a mapping': workflow(`${'[a: '.repeat(10_000)}${']'.repeat(10_000)}`),
  'a line of many megabytes': workflow(`a: ${'b '.repeat(400_000)}`),
  'one line break after another': workflow(`a: "${'\n'.repeat(900_000)}"`),
  'a script of words that almost publish': workflow(
    `on: push\njobs:\n  a:\n    steps:\n      - run: ${'npx docker gem '.repeat(50_000)}\n`,
  ),
  'an expression of many commits': workflow(
    `on: push\njobs:\n  a:\n    steps:\n      - run: \${{ github.event.${'commits pages '.repeat(50_000)} }}\n`,
  ),
  'letters of another alphabet': workflow(Buffer.from('name: \xe4\xff', 'latin1')),
  'a letter that nobody prints': workflow('on: push\u0000'),
  'brackets of a shell': { 'a.sh': '('.repeat(20_000), 'b.sh': `${'$('.repeat(3000)}x${')'.repeat(3000)}` },
  'scripts in scripts': { 'a.sh': 'bash -c "bash -c x" '.repeat(20_000) },
  'a script of many megabytes': { 'a.sh': 'npm i x\n'.repeat(700_000) },
  'a script of nothing but commands': { 'a.sh': 'a;'.repeat(2_000_000) },
  'a script of nothing but words': { 'a.sh': 'a '.repeat(2_000_000) },
  'lines that go on': { Dockerfile: `FROM x\n${'RUN a \\\n'.repeat(50_000)}` },
  'variables of variables': { Dockerfile: `${'ARG a=${b}${b}\n'.repeat(2000)}${'FROM ${a}\n'.repeat(500)}` },
  'a long flag': { 'a.sh': `pip install ${'--a-'.repeat(50_000)}!` },
  'a long address': { 'SECURITY.md': `${'a.'.repeat(200_000)}@` },
  'a long link': { 'SECURITY.md': `https://${'a'.repeat(2_000_000)}` },
  'a deep project of .NET': { 'a.csproj': `<Project>${'<a>'.repeat(200_000)}`, 'a.sh': 'dotnet restore' },
  'names with everything in them': { 'a\u202eb\n.sh': 'npm i', '\ud800': 'x', 'LICENSE\u0000': '' },
}

const MOST_MS = 8_000

describe.each(Object.entries(PROJECTS))('%s', (_, files) => {
  it('is answered by every check', async () => {
    for (const { id } of CHECKS) {
      const began = performance.now()
      const { score, reason } = await checked(id, files)
      expect(score).toBeGreaterThanOrEqual(-1)
      expect(reason).not.toBe('')
      expect(performance.now() - began, id).toBeLessThan(MOST_MS)
    }
  }, 60_000)
})

it('what is too large or no text is never a pass', async () => {
  for (const name of ['a workflow of many megabytes', 'letters of another alphabet', 'a letter that nobody prints']) {
    const result = await checked('token-permissions', PROJECTS[name] ?? {})
    expect(result).toMatchObject({ score: -1, isError: true, cannotTell: { why: expect.stringContaining('a.yml') } })
  }
  const script = await checked('pinned-dependencies', PROJECTS['a script of many megabytes'] ?? {})
  expect(script).toMatchObject({ score: -1, details: [{ text: expect.stringContaining('too large') }] })
})
