/** Workflows as actionlint reads them, where that is not plain: what it makes of aliases, of letters, and of a matrix. */
import { describe, expect, it } from 'vitest'
import { parseWorkflow, type Workflow } from '../../../electron/core/formats/workflow.ts'

function parsed(text: string, withAliases = false): Workflow {
  const result = parseWorkflow(Buffer.from(text), { withAliases })
  if ('error' in result) throw new Error(result.error)
  return result.workflow
}

const kindsIn = ({ jobs }: Workflow) =>
  jobs.map(({ id, runsOn, steps }) => `${id} [${runsOn}] ${steps.map(({ line, does }) => `${line} ${does.kind}`)}`)

const ALIASES = `
x: &p {contents: write}
permissions: *p
jobs:
  a: &a
    runs-on: &r [windows-1]
    steps: &s
    - &u
      uses: &v a/b@c
      with: &w {x: y}
    - *u
    - uses: *v
      with: *w
    - <<: *u
      name: z
  b: *a
  c: {runs-on: *r, steps: *s}
`

describe('aliases', () => {
  it('are nothing as long as nobody asks, as in actionlint 1.7.9', () => {
    const workflow = parsed(ALIASES)
    expect(workflow.permissions).toEqual({ scopes: [] })
    expect(kindsIn(workflow)).toEqual(['a [windows-1] 8 action,11 nothing,12 action,14 nothing', 'b [] ', 'c [] '])
    const uses = { value: '', line: 12 }
    expect(workflow.jobs[0]?.steps[2]?.does).toEqual({ kind: 'action', uses, inputs: new Map() })
  })

  it('stand for what they name where they are resolved, and a merge key for nothing, as in actionlint 1.7.10', () => {
    const workflow = parsed(ALIASES, true)
    expect(workflow.permissions).toEqual({ scopes: [{ name: 'contents', value: { value: 'write', line: 2 } }] })
    const all = '[windows-1] 8 action,8 action,12 action,14 nothing'
    expect(kindsIn(workflow)).toEqual([`a ${all}`, `b ${all}`, `c ${all}`])
    const inputs = new Map([['x', { value: 'y', line: 10 }]])
    const uses = { value: 'a/b@c', line: 9 }
    expect(workflow.jobs[2]?.steps[2]?.does).toEqual({ kind: 'action', uses, inputs })
  })

  it('of what they are in themselves come to an end', () => {
    const { jobs } = parsed('jobs: &j\n  a: *j\n  b: {steps: &s [*s, {run: x}, *j]}\n', true)
    expect(jobs.map(({ id, steps }) => [id, steps.length])).toEqual([
      ['a', 0],
      ['b', 3],
    ])
  })

  it('are refused once they come to more than anybody could hold', () => {
    const jobs = Array.from({ length: 3000 }, (_, i) => `  j${i}: {steps: *s}\n`)
    const text = `x: &s [${'{run: a}, '.repeat(3000)}]\njobs:\n${jobs.join('')}`
    expect(() => parsed(text, true)).toThrow('document contains excessive aliasing')
    expect(parsed(text).jobs).toHaveLength(3000)
  })
})

describe('letters', () => {
  it('are made small one by one, as Go does it', () => {
    const { permissions, jobs } = parsed(
      'permissions: {ACT\u0130ONS: write, PAC\u212aAGES: read}\njobs: {\u03a3\u03a3: {}}',
    )
    expect(permissions?.scopes.map(({ name }) => name)).toEqual(['actions', 'packages'])
    expect(jobs.map(({ id }) => id)).toEqual(['\u03c3\u03c3'])
  })
})

describe('the systems of a matrix', () => {
  const systems = (os: string) =>
    parsed(`jobs: {a: {strategy: {matrix: {x: &w windows, os: ${os}}}}}`).jobs[0]?.matrixOs
  it.each<[string, string[]]>([
    ['[windows-1, "windows-2"]', ['windows-1', 'windows-2']],
    ["['''windows''']", ['windows']],
    ['["\\"windows"]', ['"windows']],
    ['[*w]', []],
    ['[[windows], {a: b}]', ['', '']],
    ['windows', []],
    ['["windows"], include: [{os: *w}, {OS: a}, {os: b}, c]', ['windows', 'b']],
  ])('%s', (os, expected) => {
    expect(systems(os)).toEqual(expected)
  })
})
