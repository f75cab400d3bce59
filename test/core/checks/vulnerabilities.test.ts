/** Vulnerabilities are counted as Scorecard does: those that name each other are one. */
import { describe, expect, it } from 'vitest'
import type { Advisory } from '../../../electron/contract/model/advisory.ts'
import { vulnerabilities } from '../../../electron/core/checks/vulnerabilities.ts'
import type { Facts } from '../../../electron/core/facts/index.ts'

const advisory = (id: string, ...aliases: string[]): Advisory => ({
  id,
  aliases,
  packages: ['a 1.0.0'],
  path: 'go.mod',
})
const judge = (...advisories: Advisory[]) => vulnerabilities.run({ advisories } as unknown as Facts)
const lines = (...advisories: Advisory[]) => judge(...advisories).details.map(({ text }) => text.replace(/.*\//, ''))

describe('Vulnerabilities', () => {
  it('costs a point each, and never more than all', () => {
    expect(judge()).toMatchObject({ score: 10, reason: '0 existing vulnerabilities detected' })
    expect(judge(advisory('A-1'), advisory('A-2'))).toMatchObject({
      score: 8,
      reason: '2 existing vulnerabilities detected',
    })
    expect(judge(...Array.from({ length: 12 }, (_, i) => advisory(`A-${i}`))).score).toBe(0)
  })

  it.each<[string, Advisory[], string[]]>([
    ['one that names the other', [advisory('GHSA-1', 'CVE-1'), advisory('CVE-1')], ['CVE-1']],
    ['two of one alias', [advisory('GHSA-1', 'CVE-1'), advisory('GO-1', 'CVE-1')], ['GO-1']],
    ['the name of Debian first', [advisory('CVE-1', 'X'), advisory('DSA-1', 'X')], ['DSA-1']],
    ['two that have nothing in common', [advisory('GHSA-2'), advisory('GHSA-1')], ['GHSA-2', 'GHSA-1']],
    ['three by one of them', [advisory('A', 'x'), advisory('B', 'y'), advisory('C', 'x', 'y')], ['A']],
    // What went over to another group leaves behind whom it had met before.
    ['a chain', [advisory('A', 'x'), advisory('B', 'y'), advisory('C', 'y', 'z'), advisory('D', 'x', 'z')], ['A', 'B']],
  ])('%s', (_, advisories, expected) => {
    expect(lines(...advisories)).toEqual(expected)
  })
})
