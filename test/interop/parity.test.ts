/** The same score, the same reason and the same lines as the real Scorecard, on real projects and on what becomes of them. */
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { imagesIn, runsIn } from '../../electron/core/formats/docker-images.ts'
import { parseDockerfile } from '../../electron/core/formats/dockerfile.ts'
import { inLanes } from '../../electron/core/lanes.ts'
import { CHECKS, type Compared, compare, differing, printed, probes, sarifs } from './parity.ts'
import { FIXTURES } from './parity-fixtures.ts'
import { FILE_FIXTURES, LINKS, ODD_NAMES } from './parity-fixtures-files.ts'
import { type Mutant, mutants, sourcesOf, together } from './parity-mutants.ts'

interface Tree {
  readonly name: string
  readonly folder: string
}

const trees: readonly Tree[] = JSON.parse(readFileSync(process.env.PARITY_TREES ?? '', 'utf8'))
const work = mkdtempSync(join(tmpdir(), 'countermark-parity-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))
const LANES = 2
const sources = sourcesOf(trees)
const MADE = { ...FIXTURES, ...FILE_FIXTURES }

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'core.autocrlf=false', ...args], {
    cwd: folder,
    // It warns of each file whose ends of lines it would change.
    stdio: 'pipe',
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
  // Archives have the ends of lines that .gitattributes asks for: so has what git checks out.
  git(folder, 'rm', '-rq', '--cached', '.')
  git(folder, 'reset', '-q', '--hard')
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
  const table = `${HEAD}${rows.join('\n')}\n`
  process.stdout.write(table)
  await expect(table).toMatchFileSnapshot('../../docs/parity.md')
})

const HEAD = `# Parity with Scorecard

What \`npm run interop\` found when Scorecard 5.5.0 and Countermark looked at the same projects, everything in the folder, with the
checks that ask nobody. The numbers are the scores of both; *differences* are checks whose score, reason or lines are not the same,
and *words* are lines in which a parser complains in other words at the same place. Parsers are in the image of Scorecard's
([decision 0012](decisions/0012-scorecards-parsers.md)).

The suite also compares projects that were made up for every rule, thousands of workflows, scripts and Dockerfiles that were changed
at random, and what both ask OSV about the same lock files.

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
  await inLanes(Object.entries(MADE), LANES, async ([name, files]) => {
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
  await inLanes(Object.entries(MADE), LANES, async ([name, files]) => {
    const folder = write(`formats-${name}`, files)
    for (const [theirs, ours] of [await probes(folder), await sarifs(folder)]) {
      const lines = [differing(theirs, ours), differing(ours, theirs)]
      if (lines.flat().length > 0) different.push({ name, lines })
    }
  })
  expect(different).toEqual([])
})

const SEED = Number(process.env.PARITY_SEED ?? 1)
const MUTANTS = Number(process.env.PARITY_MUTANTS ?? 300)

interface Differing {
  readonly name: string
  readonly differences: Compared['differences']
}

/** Each alone: one broken workflow, or Dockerfile, says all that is said of a project. */
async function alone(all: readonly Mutant[]): Promise<Differing[]> {
  const differing: Differing[] = []
  await inLanes(all, LANES, async ({ name, files }) => {
    const folder = write(`mutant-${++written}`, files)
    const { differences } = await compare(folder)
    if (differences.length > 0) differing.push({ name, differences })
    else rmSync(folder, { recursive: true })
  })
  return differing
}
let written = 0

/** Many in one project; those of a project that differs once more, each alone. */
async function inCrowds(all: readonly Mutant[]): Promise<Differing[]> {
  const crowds = Array.from({ length: Math.ceil(all.length / CROWD) }, (_, i) => all.slice(i * CROWD, (i + 1) * CROWD))
  const suspects: Mutant[] = []
  await inLanes(crowds, LANES, async (crowd) => {
    const folder = write(`crowd-${++written}`, together(crowd))
    const { differences } = await compare(folder)
    // Lines name the file that they are about; whoever differs in none made a whole check fail.
    const lines = differences.flatMap(({ theirs, ours }) => [...theirs, ...ours]).join('\n')
    const named = crowd.filter((_, i) => new RegExp(`: ${i}/`).test(lines))
    if (differences.length > 0) suspects.push(...(named.length === 0 ? crowd : named))
    rmSync(folder, { recursive: true })
  })
  return alone(suspects)
}
const CROWD = 100

test('workflows that were changed at random, the same way each time', { timeout: 600_000 }, async () => {
  const all = mutants(sources, 'workflow', MUTANTS, SEED)
  expect(all.length).toBeGreaterThan(100)
  expect(await alone(all)).toEqual([])
})

test('scripts that were changed at random', { timeout: 600_000 }, async () => {
  const all = mutants(sources, 'script', MUTANTS * 10, SEED)
  expect(await inCrowds(all)).toEqual([])
})

test('Dockerfiles that were changed at random', { timeout: 600_000 }, async () => {
  const all = mutants(sources, 'dockerfile', MUTANTS * 10, SEED)
  // One that is refused hides all others: those that we refuse are asked about one by one.
  const isRefused = ({ files }: Mutant) => Object.values(files).some(isRefusedDockerfile)
  const [read, refused] = [all.filter((one) => !isRefused(one)), all.filter(isRefused)]
  expect(refused.length).toBeGreaterThan(10)
  const some = refused.slice(0, MUTANTS / 5)
  expect([...(await inCrowds(read)), ...(await alone(some))]).toEqual([])
})

const isRefusedDockerfile = (text: string): boolean => {
  const parsed = parseDockerfile(text)
  if ('error' in parsed) return true
  const { instructions } = parsed
  return (
    !imagesIn(instructions, '') ||
    runsIn(instructions, '', { dependencies: [], unread: [], failures: [] }) !== undefined
  )
}

test('links, and names that are no text', { timeout: 120_000 }, async () => {
  const differing: unknown[] = []
  for (const [name, { files, links }] of Object.entries(LINKS)) {
    const folder = write(`links-${name}`, files)
    for (const [path, target] of Object.entries(links)) {
      const to = target.replace('FOLDER', basename(folder))
      symlinkSync(to.startsWith('/') ? join(folder, to) : to, join(folder, path))
    }
    const { differences } = await compare(folder)
    if (differences.length > 0) differing.push({ name, differences })
  }
  const folder = write('odd-names', { LICENSE: 'x' })
  for (const [name, text] of Object.entries(ODD_NAMES)) {
    const path = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, 'latin1')])
    mkdirSync(path.subarray(0, path.lastIndexOf('/')), { recursive: true })
    writeFileSync(path, text)
  }
  differing.push(...(await compare(folder)).differences)
  expect(differing).toEqual([])
})
