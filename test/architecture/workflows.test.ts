/** The project's own workflows are written as the app tells others to write theirs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { check } from '../../electron/cli/verbs/check.ts'

const ROOT = join(import.meta.dirname, '../..')
const FOLDER = join(ROOT, '.github/workflows')

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>
  readonly 'timeout-minutes'?: number
  readonly steps: readonly Step[]
  readonly strategy?: { readonly matrix: { readonly include: readonly { target: string; arch: string }[] } }
}
interface Workflow {
  readonly on: object
  readonly permissions: object
  readonly jobs: Readonly<Record<string, Job>>
}

const workflows = readdirSync(FOLDER).map((name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8')
  return { name, text, workflow: parse(text) as Workflow }
})
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

/** The action of this repository: it is as the commit that uses it. */
const OWN = './.github/actions/check'

describe('the action', () => {
  const text = readFileSync(join(ROOT, OWN, 'action.yml'), 'utf8')
  const { inputs, runs } = parse(text) as { inputs: Record<string, object>; runs: { steps: readonly Step[] } }

  test('is written as workflows are: actions by their commits, and no expression within a command', () => {
    for (const [, name] of text.matchAll(/\buses: (.*)$/gm)) expect(name).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    for (const { run = '' } of runs.steps) expect(run).not.toContain('${{')
  })

  test('asks the command for what it knows', () => {
    const commands = runs.steps.map(({ run = '' }) => run).join('\n')
    const flags = new Set(
      [...commands.matchAll(/check "\$FOLDER".*$/gm)].flatMap(([line]) => line.match(/--[a-z-]+/g) ?? []),
    )
    const known = Object.keys(check.flags)
    for (const flag of flags) expect(known).toContain(flag.slice(2))
    for (const [, name] of text.matchAll(/inputs\.([a-z-]+)/g)) expect(Object.keys(inputs)).toContain(name)
  })
})

describe.each(workflows)('$name', ({ text, workflow }) => {
  const jobs = Object.values(workflow.jobs)
  const steps = jobs.flatMap((job) => job.steps)

  test('every action is pinned by its commit, with the version beside it', () => {
    for (const { uses } of steps)
      if (uses !== undefined && uses !== OWN) expect(uses).toMatch(/^[\w-]+\/[\w-]+(\/[\w-]+)*@[0-9a-f]{40}$/)
    for (const [line] of text.matchAll(/^.*\buses: (?!\.\/).*$/gm)) expect(line).toMatch(/ # v\d+\.\d+\.\d+$/)
  })

  test('nothing is permitted but to the jobs that need it, and no job lasts for ever', () => {
    expect(workflow.permissions).toEqual({})
    for (const job of jobs) {
      expect(job.permissions).toBeDefined()
      expect(job['timeout-minutes']).toBeGreaterThan(0)
    }
  })

  test('what strangers write never becomes a command, and no checkout leaves its token behind', () => {
    expect(workflow.on).not.toHaveProperty('pull_request_target')
    for (const { run, uses, with: inputs } of steps) {
      expect(run ?? '').not.toContain('${{')
      if (uses?.startsWith('actions/checkout@')) expect(inputs).toMatchObject({ 'persist-credentials': false })
    }
  })

  test('it runs only what is there', () => {
    const commands = steps.map(({ run = '' }) => run).join('\n')
    for (const [, name = ''] of commands.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(name)
    for (const [, path = ''] of commands.matchAll(/node (build\/[\w./-]+)/g))
      expect(existsSync(join(ROOT, path))).toBe(true)
  })
})

test('the release builds what the packaging is configured for, and its signing job alone has an identity', () => {
  const { jobs } = workflows.find(({ name }) => name === 'release.yml')?.workflow ?? { jobs: {} as Workflow['jobs'] }
  const built = jobs.app?.strategy?.matrix.include.map(({ target, arch }) => `${target} ${arch}`)
  expect(built).toEqual(['linux', 'mac', 'win'].flatMap((target) => [`${target} x64`, `${target} arm64`]))
  const builder = parse(readFileSync(join(ROOT, 'build/electron-builder.yml'), 'utf8'))
  for (const target of ['linux', 'mac', 'win']) expect(builder[target].target.length).toBeGreaterThan(1)
  const withIdentity = Object.entries(jobs).filter(([, { permissions }]) => permissions?.['id-token'] === 'write')
  expect(withIdentity.map(([name]) => name)).toEqual(['sign'])
})
