import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { StepId } from '../../../electron/contract/model/session.ts'
import { STEP_RECORDS } from '../../../electron/core/signing/records.ts'
import { type Course, SESSIONS, stepsOf } from '../../../electron/core/signing/session.ts'

const COURSES = Object.keys(SESSIONS) as Course[]
const ALL = [
  ...stepsOf('sign'),
  ...stepsOf('attest').filter(({ id }) => !stepsOf('sign').some((step) => step.id === id)),
]

test('the contract and the records list exactly the steps that there are', () => {
  const ids = ALL.map((step) => step.id).sort()
  expect([...StepId.options].sort()).toEqual(ids)
  expect(Object.keys(STEP_RECORDS).sort()).toEqual(ids)
})

test('a step is a file of its own name, and no file is forgotten', () => {
  const folder = join(import.meta.dirname, '../../../electron/core/signing/steps')
  expect(readdirSync(folder).sort()).toEqual(ALL.map((step) => `${step.id}.ts`).sort())
})

describe.each(COURSES)('the session %s', (kind) => {
  const steps = stepsOf(kind)
  const ids: readonly string[] = steps.map((step) => step.id)

  test('no step needs a record that no earlier stage leaves', () => {
    const left = new Set<string>()
    for (const stage of SESSIONS[kind]) {
      for (const step of stage) for (const need of step.needs) expect(left, `${step.id} needs ${need}`).toContain(need)
      for (const step of stage) left.add(step.id)
    }
  })

  test('the steps of a stage have one scope', () => {
    for (const stage of SESSIONS[kind]) expect(new Set(stage.map((step) => step.scope)).size).toBe(1)
  })

  test('a bundle is verified before it is saved', () => {
    const [verify, save] = ['verify', 'save'].map((name) => ids.findIndex((id) => id.startsWith(name)))
    expect(verify).toBeGreaterThan(0)
    expect(verify).toBeLessThan(save ?? 0)
    expect(steps[save ?? 0]?.needs).toContain(ids[verify ?? 0])
  })

  test('consent stands between the sign-in and the certificate', () => {
    const order = ids.slice(ids.indexOf('sign-in'), ids.indexOf('get-certificate') + 1)
    expect(order).toEqual(['sign-in', 'consent', 'get-certificate'])
    expect(steps.find((step) => step.id === 'get-certificate')?.needs).toContain('consent')
  })

  test('what publishes or writes is announced to the journal', () => {
    const acts = steps.filter((step) => step.acts).map((step) => step.id)
    expect(acts).toEqual(ids.filter((id) => /^(get-certificate|log|save)/.test(id)))
  })
})

test.each(COURSES.flatMap((course) => stepsOf(course)).map((step) => [step.id, step] as const))(
  '%s has words',
  (_, step) => {
    expect(step.title).toMatch(/^[A-Z][^.!]+$/)
    expect(step.explain).toMatch(/\.$/)
  },
)
