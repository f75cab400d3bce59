/** The project's own workflows are written as the app tells others to write theirs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

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

describe.each(workflows)('$name', ({ text, workflow }) => {
  const jobs = Object.values(workflow.jobs)
  const steps = jobs.flatMap((job) => job.steps)

  test('every action is pinned by its commit, with the version beside it', () => {
    for (const { uses } of steps)
      if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+(\/[\w-]+)*@[0-9a-f]{40}$/)
    for (const [line] of text.matchAll(/^.*\buses:.*$/gm)) expect(line).toMatch(/ # v\d+\.\d+\.\d+$/)
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
