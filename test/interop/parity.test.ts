/** The same score, the same reason and the same lines as the real Scorecard, on real projects and on what becomes of them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { inLanes } from '../../electron/core/lanes.ts'
import { CHECKS, type Compared, compare, differing, printed, probes, sarifs } from './parity.ts'
import { FIXTURES } from './parity-fixtures.ts'
import { mutants } from './parity-mutants.ts'

interface Tree {
  readonly name: string
  readonly folder: string
}

const trees: readonly Tree[] = JSON.parse(readFileSync(process.env.PARITY_TREES ?? '', 'utf8'))
const work = mkdtempSync(join(tmpdir(), 'countermark-parity-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))
const LANES = 2

function write(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = join(work, name)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

test('real projects', { timeout: 600_000 }, async () => {
  const rows: string[] = []
  const differing: unknown[] = []
  const results: Compared[] = []
  await inLanes([...trees.entries()], LANES, async ([i, { folder }]) => {
    results[i] = await compare(folder)
  })
  for (const [i, { name }] of trees.entries()) {
    const { checks = [], differences = [], wordings = 0 } = results[i] ?? {}
    if (differences.length > 0) differing.push({ name, differences })
    const scores = CHECKS.map((check) => checks.find((one) => one.name === check)?.score ?? '')
    rows.push(`| ${name} | ${scores.join(' | ')} | ${differences.length} | ${wordings} |`)
  }
  expect(differing).toEqual([])
  await expect(`${HEAD}${rows.join('\n')}\n`).toMatchFileSnapshot('../../docs/parity.md')
})

const HEAD = `# Parity with Scorecard

What \`npm run interop\` found when Scorecard 5.5.0 and Countermark looked at the same projects, everything in the folder, with the
checks that ask nobody. The numbers are the scores of both; *differences* are checks whose score, reason or lines are not the same,
and *words* are lines in which a parser complains in other words at the same place. Scripts are read by another parser than
Scorecard's ([decision 0012](decisions/0012-scorecards-parsers.md)), so those words are explained, and the only ones.

The suite also compares projects that were made up for every rule, and projects that were changed at random.

| project | ${CHECKS.join(' | ')} | differences | words |
|---|${'---|'.repeat(CHECKS.length + 2)}
`

test('projects that were made up, one for each rule', { timeout: 300_000 }, async () => {
  const differing: unknown[] = []
  await inLanes(Object.entries(FIXTURES), LANES, async ([name, files]) => {
    const { differences } = await compare(write(name, files))
    if (differences.length > 0) differing.push({ name, differences })
  })
  expect(differing).toEqual([])
})

test.each(['json', 'intoto'])('the same bytes as %s', async (format) => {
  const said =
    'annotations:\n  - checks: [LICENSE, packaging]\n    reasons:\n      - reason: not-applicable\n      - reason: test-data\n'
  for (const check of ['License', 'Security-Policy', 'Token-Permissions', 'Packaging']) {
    const folder = write(`bytes-${format}-${check}`, {
      ...FIXTURES['permissions-scopes'],
      ...FIXTURES['policy-of-links'],
      '.github/scorecard.yaml': said,
    })
    const [theirs, ours] = await printed(folder, format, check)
    if (check === 'Token-Permissions') expect([...ours].sort()).toEqual([...theirs].sort())
    else expect(ours).toBe(theirs)
  }
})

test('the same answers of probes, and the same SARIF', { timeout: 300_000 }, async () => {
  const different: unknown[] = []
  await inLanes(Object.entries(FIXTURES), LANES, async ([name, files]) => {
    const folder = write(`formats-${name}`, files)
    for (const [theirs, ours] of [await probes(folder), await sarifs(folder)]) {
      const lines = [differing(theirs, ours), differing(ours, theirs)]
      if (lines.flat().length > 0) different.push({ name, lines })
    }
  })
  expect(different).toEqual([])
})

test('projects that were changed at random, the same way each time', { timeout: 600_000 }, async () => {
  const differing: { readonly name: string; readonly differences: Compared['differences'] }[] = []
  const all = mutants(trees, Number(process.env.PARITY_MUTANTS ?? 300), Number(process.env.PARITY_SEED ?? 1))
  await inLanes([...all.entries()], LANES, async ([i, { name, files }]) => {
    const folder = write(`mutant-${i}`, files)
    const { differences } = await compare(folder)
    if (differences.length > 0) differing.push({ name, differences })
    else rmSync(folder, { recursive: true })
  })
  expect(all.length).toBeGreaterThan(100)
  // A broken file that only one of the two parsers refuses: see decision 0012.
  const refused = /error parsing shell code|invalid GitHub workflow/
  const unexplained = differing.filter(({ differences }) => !refused.test(JSON.stringify(differences)))
  expect(unexplained).toEqual([])
  expect(differing.length / all.length).toBeLessThan(0.02)
})
