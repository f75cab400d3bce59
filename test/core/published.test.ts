/** A published score beside our own: each difference has its reason, the nearest first. */
import { describe, expect, it } from 'vitest'
import type { CheckResult, Health } from '../../electron/contract/model/check.ts'
import type { DifferenceReason, PublishedScore } from '../../electron/contract/model/published.ts'
import { commonText, differenceText, reasonText } from '../../electron/contract/published-words.ts'
import { CHECKS } from '../../electron/core/checks/index.ts'
import type { Changes } from '../../electron/core/ports.ts'
import { compare, filesBehind } from '../../electron/core/published.ts'
import { weigh } from '../../electron/core/score.ts'

const RESULT = { reason: '', says: '' }
/** By the id of the check. */
function healthOf(scores: Readonly<Record<string, number>>, files: Readonly<Record<string, string>> = {}): Health {
  const checks = CHECKS.filter(({ id }) => id in scores).map(({ id, scorecard }): CheckResult => {
    const path = files[id]
    const lines: CheckResult['details'] =
      path === undefined ? [] : [{ level: 'warn', text: 'it', at: { path, type: 1 } }]
    return { ...RESULT, id, name: scorecard, score: scores[id] ?? 0, findings: [], details: lines, probes: [] }
  })
  return weigh({ checks, files: 1, packages: [], locked: [] }, CHECKS)
}

/** By the name of the check. */
const published = (
  scores: Readonly<Record<string, number>>,
  lines: Readonly<Record<string, string>> = {},
): PublishedScore => ({
  date: '2026-11-17',
  commit: 'a'.repeat(40),
  version: 'v5.5.0',
  score: 7,
  checks: Object.entries(scores).map(([name, score]) => ({ name, score, details: lines[name] ? [lines[name]] : [] })),
})
const changes = (changed: Changes['changed'] = new Map(), isHead = true): Changes => ({ changed, isHead })

describe('a difference', () => {
  const here = healthOf({ 'security-policy': 10, 'token-permissions': 10 }, { 'security-policy': 'SECURITY.md' })
  const there = published({ 'Security-Policy': 0, 'Token-Permissions': 10 })
  const reason = (known: Changes | undefined, other = there, own = here): DifferenceReason | undefined =>
    compare(own, other, known, CHECKS).differences[0]?.reason

  it.each([
    ['that is not committed', 'uncommitted', 'Your change to SECURITY.md, which is not committed yet.'],
    ['that is not pushed', 'unpushed', 'Your change to SECURITY.md, which is not pushed yet.'],
    ['that came since', 'since', 'Your change to SECURITY.md, which came after it.'],
  ] as const)('comes from a file %s', (_, change, says) => {
    const found = reason(changes(new Map([['SECURITY.md', change]])))
    expect(found).toEqual({ is: 'files', change, paths: ['SECURITY.md'] })
    expect(found && reasonText(found)).toBe(says)
  })

  it('comes from a file that is gone by now, which the published lines name', () => {
    const other = published({ License: 9 }, { License: 'Info: project has a license file: COPYING:0' })
    const own = healthOf({ license: 0 })
    expect(filesBehind(own, other)).toContain('COPYING')
    expect(reason(changes(new Map([['COPYING', 'uncommitted']])), other, own)).toMatchObject({ paths: ['COPYING'] })
  })

  it('comes from what others know, where no file changed', () => {
    const own = healthOf({ 'security-policy': 0 })
    expect(reason(changes(), published({ 'Security-Policy': 10 }), own)).toMatchObject({ is: 'others' })
  })

  it('comes from another version, another commit, or nobody knows where from', () => {
    const own = healthOf({ 'token-permissions': 0 })
    const other = published({ 'Token-Permissions': 10 })
    expect(reason(changes(), { ...other, version: 'v4.13.1' }, own)).toEqual({ is: 'version' })
    expect(reason(changes(new Map(), false), other, own)).toEqual({ is: 'commit', isHere: true })
    expect(reason(undefined, other, own)).toEqual({ is: 'commit', isHere: false })
    expect(reason(changes(), other, own)).toEqual({ is: 'unknown' })
  })

  it('is none where the scores are the same, and where one of them is missing that is said', () => {
    expect(
      compare(here, published({ 'Security-Policy': 10, 'Token-Permissions': 10 }), changes(), CHECKS).differences,
    ).toEqual([])
    const own = healthOf({ 'security-policy': 10, sast: -1, license: 9 })
    const other = published({ SAST: 10, License: -1 })
    const found = compare(own, other, changes(), CHECKS).differences
    const said = found.map((one) => `${differenceText(one)}. ${reasonText(one.reason)}`)
    expect(new Set(said)).toEqual(
      new Set([
        'Security-Policy: 10. It is not among the checks that were published.',
        'SAST: 10 → ?. It cannot be told here.',
        'License: ? → 9. It could not be told there.',
      ]),
    )
  })
})

describe('both scores', () => {
  it('are compared over the checks that both could tell, and the others stand by themselves', () => {
    const own = healthOf({ 'security-policy': 10, license: 9, sast: -1 })
    const other = published({ 'Security-Policy': 0, License: 9, SAST: 10, 'Code-Review': 3, Maintained: -1 })
    const found = compare(own, other, changes(), CHECKS)
    expect(found.common).toEqual({ checks: 2, here: (50 + 22.5) / 7.5, there: 22.5 / 7.5 })
    expect(found.others).toEqual({ 'Code-Review': 3, Maintained: -1 })
    expect(commonText(found)).toBe('Over the two checks that both could tell: 3.0 there, 9.7 here.')
  })

  it('cannot be compared where none could be told in both', () => {
    const found = compare(healthOf({ license: 9 }), published({ SAST: 10 }), changes(), CHECKS)
    expect(found.common).toBeUndefined()
    expect(commonText(found)).toBe('No check could be told in both.')
  })
})
