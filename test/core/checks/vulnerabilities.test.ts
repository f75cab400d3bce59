/** Vulnerabilities are counted as Scorecard does: those that name each other are one. */
import { describe, expect, it } from 'vitest'
import type { Advisory, LockedPackage } from '../../../electron/contract/model/advisory.ts'
import { vulnerabilities } from '../../../electron/core/checks/vulnerabilities.ts'
import type { Facts } from '../../../electron/core/facts/index.ts'

const advisory = (id: string, ...aliases: string[]): Advisory => ({
  id,
  aliases,
  packages: ['a 1.0.0'],
  path: 'go.mod',
})
const locked = (name: string, ignored?: string[][]): LockedPackage => ({
  ...{ ecosystem: 'npm', name, version: '1.0.0', path: `${name}/package-lock.json` },
  ...(ignored ? { ignored } : {}),
})
const among = (packages: LockedPackage[], ...advisories: Advisory[]) =>
  vulnerabilities.run({ advisories, lockedPackages: { packages, unread: [] } } as unknown as Facts)
const judge = (...advisories: Advisory[]) => among([locked('a')], ...advisories)
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
    ['two that have nothing in common', [advisory('GHSA-2'), advisory('GHSA-1')], ['GHSA-1', 'GHSA-2']],
    ['three by one of them', [advisory('A', 'x'), advisory('B', 'y'), advisory('C', 'x', 'y')], ['A']],
    // What went over to another group leaves behind whom it had met before.
    ['a chain', [advisory('A', 'x'), advisory('B', 'y'), advisory('C', 'y', 'z'), advisory('D', 'x', 'z')], ['A', 'B']],
  ])('%s', (_, advisories, expected) => {
    expect(lines(...advisories)).toEqual(expected)
  })

  describe('without what maintainers leave out', () => {
    const of = (id: string, packages: string[], ...aliases: string[]): Advisory => ({
      ...advisory(id, ...aliases),
      packages: packages.map((name) => `${name} 1.0.0`),
    })
    const left = (packages: LockedPackage[], ...advisories: Advisory[]) =>
      among(packages, ...advisories).details.map(({ text }) => text.replace(/.*\//, ''))

    it.each<[string, LockedPackage[], Advisory[], string[]]>([
      ['nothing', [locked('a')], [of('A', ['a'])], ['A']],
      ['its id', [locked('a', [['A']])], [of('A', ['a']), of('B', ['a'])], ['B']],
      ['another name of it', [locked('a', [['x']])], [of('A', ['a'], 'x'), of('B', ['a'])], ['B']],
      ['what is the same', [locked('a', [['A']])], [of('A', ['a'], 'x'), of('B', ['a'], 'x')], []],
      ['for one package of two', [locked('a', [['A']]), locked('b')], [of('A', ['a', 'b'])], ['A']],
      ['for both', [locked('a', [['A']]), locked('b', [['A']])], [of('A', ['a', 'b'])], []],
      ['in one file of two', [locked('a', [['A'], ['B']])], [of('A', ['a']), of('B', ['a'])], ['B', 'A']],
      // By another package they are the same, and there nobody leaves them out.
      [
        'not what is the same elsewhere',
        [locked('a', [['A']]), locked('b')],
        [of('A', ['a'], 'x'), of('B', ['b'], 'x')],
        ['B'],
      ],
    ])('%s', (_, packages, advisories, expected) => expect(left(packages, ...advisories)).toEqual(expected))

    it('names the packages that are left', () => {
      const { probes } = among([locked('a', [['A']]), locked('b')], of('A', ['a', 'b']))
      expect(probes[0]?.values).toMatchObject({ packages: 'b 1.0.0' })
    })
  })

  it('is told in the order of the packages, the best name first', () => {
    const found = [advisory('GHSA-1'), advisory('OSV-1'), advisory('USN-1'), advisory('CVE-1')]
    expect(lines(...found)).toEqual(['USN-1', 'CVE-1', 'OSV-1', 'GHSA-1'])
  })
})
