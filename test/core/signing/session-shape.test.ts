import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { StepId } from '../../../electron/contract/model/session.ts'
import { SESSION, STEPS } from '../../../electron/core/signing/session.ts'

test('the contract lists the steps in the order of the session', () => {
  expect(STEPS.map((step) => step.id)).toEqual(StepId.options)
})

test('a step is a file of its own name, and no file is forgotten', () => {
  const folder = join(import.meta.dirname, '../../../electron/core/signing/steps')
  expect(readdirSync(folder).sort()).toEqual(STEPS.map((step) => `${step.id}.ts`).sort())
})

test('no step needs a record that no earlier stage leaves', () => {
  const left = new Set<string>()
  for (const stage of SESSION) {
    for (const step of stage) for (const need of step.needs) expect(left, `${step.id} needs ${need}`).toContain(need)
    for (const step of stage) left.add(step.id)
  }
})

test('verify stands before save', () => {
  const ids = STEPS.map((step) => step.id)
  expect(ids.indexOf('verify')).toBeLessThan(ids.indexOf('save'))
  expect(STEPS.find((step) => step.id === 'save')?.needs).toContain('verify')
})

test('consent stands between the sign-in and the certificate', () => {
  const ids = STEPS.map((step) => step.id)
  expect(ids.slice(ids.indexOf('sign-in'), ids.indexOf('get-certificate') + 1)).toEqual([
    'sign-in',
    'consent',
    'get-certificate',
  ])
  expect(STEPS.find((step) => step.id === 'get-certificate')?.needs).toContain('consent')
})

test.each(STEPS.map((step) => [step.id, step] as const))('%s has words', (_, step) => {
  expect(step.title).toMatch(/^[A-Z][^.!]+$/)
  expect(step.explain).toMatch(/\.$/)
})
