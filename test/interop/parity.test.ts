/** The same score, the same reason and the same lines as the real Scorecard, on real projects and on what becomes of them. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'core.autocrlf=false', ...args], {
    cwd: folder,
  })

/** The tree as a repository, with a program that git ignores and another one that archives leave out. */
function commitTo(folder: string, tree: string): void {
  cpSync(tree, folder, { recursive: true, verbatimSymlinks: true })
  execFileSync('chmod', ['-R', 'u+w', folder])
  appendFileSync(join(folder, '.gitignore'), '\nignored-by-git.exe\n')
  appendFileSync(join(folder, '.gitattributes'), '\nleft-out.exe export-ignore\n')
  for (const name of ['ignored-by-git.exe', 'left-out.exe']) writeFileSync(join(folder, name), 'MZ')
  git(folder, 'init', '-q')
  git(folder, 'add', '-A')
  git(folder, 'commit', '-q', '-m', 'all of it')
}

/** As a forge's archive holds it, and as Scorecard takes it apart: without links, and without what is empty. */
function exportOf(folder: string, to: string): void {
  mkdirSync(to)
  execFileSync('sh', ['-c', 'git archive HEAD | tar x -C "$1"', 'sh', to], { cwd: folder })
  execFileSync('find', [to, '(', '-type', 'l', '-o', '-type', 'f', '-empty', ')', '-delete'])
}

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
and *words* are lines in which a parser complains in other words at the same place. Scripts are read by a parser in the image of
Scorecard's ([decision 0012](decisions/0012-scorecards-parsers.md)), so only workflows and Dockerfiles may have any.

The suite also compares projects that were made up for every rule, and projects that were changed at random.

| project | ${CHECKS.join(' | ')} | differences | words |
|---|${'---|'.repeat(CHECKS.length + 2)}
`

test('what belongs to a project, against a clean export of the same files', { timeout: 600_000 }, async () => {
  const differing: unknown[] = []
  // Each becomes a repository, with a file that is ignored and one that no archive holds.
  const some = trees.filter((_, i) => i % 6 === 0)
  await inLanes([...some.entries()], LANES, async ([i, { name, folder }]) => {
    const [own, exported] = [join(work, `own-${i}`), join(work, `exported-${i}`)]
    commitTo(own, folder)
    exportOf(own, exported)
    const { differences } = await compare(exported, own)
    if (differences.length > 0) differing.push({ name, differences })
  })
  expect(some.length).toBeGreaterThan(10)
  expect(differing).toEqual([])
})

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
  const refused = /invalid GitHub workflow/
  const unexplained = differing.filter(({ differences }) => !refused.test(JSON.stringify(differences)))
  expect(unexplained).toEqual([])
  expect(differing.length / all.length).toBeLessThan(0.02)
})
