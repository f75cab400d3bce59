/** Countermark asks OSV about the same packages as the real Scorecard, and makes the same of what it hears. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inLanes } from '../../electron/core/lanes.ts'
import { BROKEN } from './locks/broken.ts'
import { COMMITS } from './locks/commits.ts'
import { ALIASES, DECIDED, KNOWN, NEVER_VULNERABLE } from './locks/decided.ts'
import type { Files, Fixtures } from './locks/files.ts'
import { CARGO, GO } from './locks/go.ts'
import { IGNORED } from './locks/ignored.ts'
import { JAVA } from './locks/java.ts'
import { NPM } from './locks/npm.ts'
import { DOTNET, OTHERS } from './locks/others.ts'
import { PYTHON } from './locks/python.ts'
import { scannerSamples } from './locks/samples.ts'
import { type Asking, openAsking, SOMETHING_OF_ALL } from './vulnerabilities.ts'

const work = mkdtempSync(join(tmpdir(), 'countermark-vulnerabilities-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

function write(name: string, files: Files): string {
  const folder = join(work, name.replaceAll(/[^\w]+/g, '-'))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

const named = (fixtures: Fixtures) => Object.entries(fixtures)

describe('packages that nobody has to say anything of', () => {
  let asking: Asking
  beforeAll(async () => {
    asking = await openAsking(work, { packages: {} })
  })
  afterAll(() => asking.close())

  const ALL = { NPM, GO, CARGO, PYTHON, JAVA, DOTNET, OTHERS, COMMITS, IGNORED, BROKEN }
  describe.each(Object.entries(ALL))('%s', (family, fixtures) => {
    test.each(named(fixtures))('%s', async (name, files) => {
      const { theirs, ours } = await asking.look(write(`${family} ${name}`, files))
      expect(ours).toEqual(theirs)
    })
  })
})

describe('what maintainers decided', () => {
  let asking: Asking
  beforeAll(async () => {
    asking = await openAsking(work, { packages: KNOWN, aliases: ALIASES })
  })
  afterAll(() => asking.close())

  test.each(named(DECIDED))('%s', async (name, files) => {
    const { theirs, ours } = await asking.look(write(`decided ${name}`, files))
    expect(ours).toEqual(theirs)
  })

  test.each(named(NEVER_VULNERABLE))('%s', async (name, files) => {
    const { theirs, ours } = await asking.look(write(`decided ${name}`, files))
    expect(theirs.asked).toEqual(['PyPI aa 1.0', 'PyPI bb 1.0'])
    expect(ours).toEqual({ ...theirs, asked: ['PyPI aa 1.0'] })
  })
})

test('commits of which something is known', async () => {
  const asking = await openAsking(work, {
    packages: (key) => (/^commit \w{40}$/.test(key) ? [`OSV-${key.slice(7, 10)}`] : []),
  })
  const { theirs, ours } = await asking.look(
    write('commits', Object.assign({}, ...Object.entries(COMMITS).map(([name, files]) => inFolder(name, files)))),
  )
  await asking.close()
  expect(ours).toEqual(theirs)
  expect(theirs.details?.length).toBeGreaterThan(10)
})

const inFolder = (name: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [`${name}/${path}`, content]))

test('the samples that the scanner is tested with', { timeout: 300_000 }, async () => {
  const asking = await openAsking(work, { packages: {} })
  const differing: unknown[] = []
  let packages = 0
  for (const [name, files] of scannerSamples(process.env.SCANNER_SAMPLES ?? '')) {
    const { theirs, ours } = await asking.look(write(`samples ${name}`, files))
    packages += theirs.asked.length
    if (JSON.stringify(theirs) !== JSON.stringify(ours)) differing.push({ name, ...difference(theirs, ours) })
  }
  await asking.close()
  expect(differing).toEqual([])
  expect(packages).toBeGreaterThan(300)
})

interface Tree {
  readonly name: string
  readonly folder: string
}

test('real projects, with something known of some of their packages', { timeout: 600_000 }, async () => {
  const trees: readonly Tree[] = JSON.parse(readFileSync(process.env.PARITY_TREES ?? '', 'utf8'))
  const asking = await openAsking(work, SOMETHING_OF_ALL)
  const differing: unknown[] = []
  let [packages, vulnerable] = [0, 0]
  // One after the other: each has its own questions.
  await inLanes([...trees], 1, async ({ name, folder }) => {
    const { theirs, ours } = await asking.look(folder)
    packages += theirs.asked.length
    vulnerable += theirs.details?.length ?? 0
    if (JSON.stringify(theirs) !== JSON.stringify(ours)) differing.push({ name, ...difference(theirs, ours) })
  })
  await asking.close()
  expect(differing).toEqual([])
  expect([packages > 10_000, vulnerable > 100]).toEqual([true, true])
})

type Looked = Awaited<ReturnType<Asking['look']>>['ours']

function difference(theirs: Looked, ours: Looked) {
  const only = (some: readonly string[] | null, others: readonly string[] | null) =>
    (some ?? []).filter((one) => !others?.includes(one))
  return {
    asked: [only(theirs.asked, ours.asked), only(ours.asked, theirs.asked)],
    details: [only(theirs.details, ours.details), only(ours.details, theirs.details)],
    reason: [theirs.reason, ours.reason],
    inOrder: [theirs, ours].map(({ asked, details }) => [...asked.slice(0, 20), ...(details ?? [])]),
  }
}
