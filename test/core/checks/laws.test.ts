/** What holds for every check and every fact. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tenths } from '../../../electron/contract/health-words.ts'
import { CHECKS } from '../../../electron/core/checks/index.ts'
import { checkPage } from '../../../electron/core/export/check-page.ts'
import { FACTS } from '../../../electron/core/facts/index.ts'
import { aggregate } from '../../../electron/core/score.ts'
import { checked } from '../../fakes/tree.ts'

const CORE = join(import.meta.dirname, '../../../electron/core')
const namesIn = (folder: string, without: readonly string[]) =>
  readdirSync(join(CORE, folder))
    .map((name) => name.replace(/\.ts$/, ''))
    .filter((name) => !['index', ...without].includes(name))
    .sort()

describe('the list', () => {
  it('has every file of its folder, by the names of the files', () => {
    expect(CHECKS.map(({ id }) => id).sort()).toEqual(namesIn('checks', ['check', 'details']))
    const facts = Object.values(FACTS).map(({ id }) => id)
    expect(facts.sort()).toEqual(namesIn('facts', ['fact', 'read']))
  })

  it('stands in the order of Scorecard’s names', () => {
    const names = CHECKS.map(({ scorecard }) => scorecard)
    expect(names).toEqual(names.toSorted())
  })
})

describe.each(CHECKS.map(({ id }) => id))('%s', (id) => {
  it('says something of an empty project', async () => {
    const { score, reason, probes, findings, says, cannotTell } = await checked(id, {})
    expect(score).toBeGreaterThanOrEqual(-1)
    expect(score).toBeLessThanOrEqual(10)
    expect(reason).not.toBe('')
    expect(probes.length).toBeGreaterThan(0)
    expect(findings.length > 0).toBe(score >= 0 && score < 10)
    expect(cannotTell !== undefined).toBe(score < 0)
    expect(says).toMatch(/^[A-Z].*\.$/)
    const declared = Object.keys(CHECKS.find((one) => one.id === id)?.probes ?? {})
    expect(declared).toEqual(expect.arrayContaining(probes.map(({ probe }) => probe)))
  })
})

describe('the pages', () => {
  it.each(CHECKS.map((one) => [one.id, one] as const))('%s is as its check says', async (id, one) => {
    await expect(`${checkPage(one)}\n`).toMatchFileSnapshot(`../../../docs/checks/${id}.md`)
  })

  it('are those of the checks, and no others', () => {
    const pages = readdirSync(join(CORE, '../../docs/checks')).map((name) => name.replace(/\.md$/, ''))
    expect(pages.sort()).toEqual(CHECKS.map(({ id }) => id).sort())
  })
})

describe('the aggregate', () => {
  it('weighs by risk and leaves out what cannot be told', () => {
    const results = [
      { risk: 'low', score: 10 },
      { risk: 'high', score: 0 },
      { risk: 'medium', score: -1 },
    ] as const
    expect(aggregate(results)).toBe(2.5)
    expect(aggregate([{ risk: 'low', score: -1 }])).toBe(-1)
  })

  it.each([
    [6.25, '6.2'],
    [0.25, '0.2'],
    [8.75, '8.8'],
    [10, '10.0'],
    [-1, '-1.0'],
    [7.349, '7.3'],
    [7.35, '7.3'],
  ])('prints %d as Go does', (score, text) => {
    expect(tenths(score)).toBe(text)
  })
})
